package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, keys and the indexes that section 2 of the requirements asks of version 5. */
class KeysAndIndexesIT {

  private static TestServer server;

  @BeforeAll
  static void migrate() {
    server = TestServer.empty().migrated();
  }

  @Test
  void constraintsAreNamedByTableColumnsAndKind() {
    assertThat(
            server.query(
                """
                SELECT conrelid::regclass || '.' || conname
                  FROM pg_constraint
                 WHERE connamespace = 'public'::regnamespace
                   AND conrelid <> 'flyway_schema_history'::regclass
                   AND contype IN ('p', 'u', 'f', 'c')
                   AND conname !~ ('^' || conrelid::regclass || '_[a-z_]+_'
                       || CASE contype WHEN 'p' THEN 'pk' WHEN 'u' THEN 'uq' WHEN 'f' THEN 'fk' ELSE 'ck' END || '$')
                """))
        .isEmpty();
  }

  @Test
  void rowsThatBelongToAParentGoWithItAndOthersHoldIt() {
    assertThat(
            server.query(
                """
                SELECT conname FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND confdeltype = 'c'
                """))
        .containsExactlyInAnyOrder(
            "course_topic_association_course_id_fk",
            "project_topic_id_fk",
            "course_teacher_course_id_fk",
            "course_staff_course_id_fk",
            "post_tag_post_id_fk",
            "course_rating_course_id_fk",
            "refresh_token_user_id_fk",
            "password_reset_user_id_fk",
            "idempotency_key_user_id_fk",
            "user_benefit_user_id_fk");
    assertThat(
            server.query(
                """
                SELECT DISTINCT confdeltype FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
                """))
        .containsExactlyInAnyOrder("c", "r");
  }

  @Test
  void everyForeignKeyIsLedByAFullIndex() {
    assertThat(
            server.query(
                """
                SELECT f.conname FROM pg_constraint f
                 WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace
                   AND NOT EXISTS (SELECT FROM pg_index i
                                    WHERE i.indrelid = f.conrelid AND i.indpred IS NULL AND i.indisvalid
                                      AND i.indkey[0] = ANY (f.conkey))
                """))
        .isEmpty();
  }

  @Test
  void noIndexRepeatsAnother() {
    assertThat(
            server.query(
                """
                SELECT indrelid::regclass || ': ' || string_agg(indexrelid::regclass::text, ', ')
                  FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                 WHERE relnamespace = 'public'::regnamespace
                 GROUP BY indrelid, indkey::text, indclass::text, indcollation::text, indoption::text,
                          pg_get_expr(indexprs, indrelid), pg_get_expr(indpred, indrelid)
                HAVING count(*) > 1
                """))
        .isEmpty();
  }

  @Test
  void versionsBeforeTheFifthHaveNoIndexesButKeys() {
    TestServer empty = TestServer.empty();
    try {
      empty.migrations().migrate(Target.version(4));

      assertThat(
              empty.query(
                  """
                  SELECT indexrelid::regclass FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
                   WHERE relnamespace = 'public'::regnamespace AND NOT indisunique
                     AND relname <> 'flyway_schema_history'
                  """))
          .isEmpty();
    } finally {
      empty.migrated();
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "course | btree (created_at, course_id)",
        "course | btree (name COLLATE \"und-x-icu\", course_id)",
        "course | btree (price, course_id)",
        "course | gin (search_vector)",
        "course | btree (created_at, course_id) WHERE (status <> 'on_sale'::text)",
        "course_calendar | btree (course_id, start_date)",
        "course_calendar | btree (start_date, id)",
        "purchase | btree (user_id, purchase_date, purchase_id)",
        "purchase | btree (purchase_date, purchase_id)",
        "purchase | btree (course_id, user_id) WHERE (purchase_status = 'paid'::text)",
        "purchase | btree (calendar_id) WHERE (purchase_status = ANY (ARRAY['unpaid'::text, 'paid'::text]))",
        "purchase | btree (course_id, purchase_date, purchase_id)",
        "purchase | btree (purchase_status, purchase_date, purchase_id)",
        "purchase | btree (expires_at) WHERE (purchase_status = 'unpaid'::text)",
        "purchase | btree (paid_at)",
        "purchase | btree (closed_at)",
        "course_review | btree (course_id, review_date, review_id) INCLUDE (rating)",
        "job_application | btree (company_id, status)",
        "blog_post | btree (publication_date, post_id) WHERE (status = 'published'::text)",
        "blog_post | gin (search_vector)",
        "users | btree (lower(surname) text_pattern_ops, account_id)",
        "users | btree (email text_pattern_ops)",
        "course_topic | btree (lower(name) text_pattern_ops)",
        "partner_company | btree (lower(short_name) text_pattern_ops)",
        "tag | btree (lower(name) text_pattern_ops)",
        "course_rating | btree ((((rating_sum)::numeric / (reviews_count)::numeric)) DESC, reviews_count DESC, course_id) WHERE (reviews_count > 0)",
        "certificate | btree (course_id) WHERE (revoked_at IS NULL)",
        "refresh_token | btree (family_id)",
        "refresh_token | btree (expires_at)",
        "idempotency_key | btree (expires_at)",
        "audit_log | btree (entity, entity_id, id)",
        "audit_log | btree (actor_user_id, id)",
      })
  void indexExists(String table, String definition) {
    List<String> definitions =
        server.query(
            """
            SELECT regexp_replace(indexdef, '^.* USING ', '') FROM pg_indexes
             WHERE schemaname = 'public' AND tablename = '%s'
            """
                .formatted(table));

    assertThat(definitions).containsOnlyOnce(definition);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "employee | (user_id, role_id) WHERE (dismissed_on IS NULL)",
        "purchase | (user_id, calendar_id) WHERE (purchase_status = ANY (ARRAY['unpaid'::text, 'paid'::text]))",
        "job_application | (student_id, company_id) WHERE (status = ANY (ARRAY['applied'::text, 'interviewed'::text, 'offered'::text]))",
        "job_application | (student_id) WHERE (status = 'hired'::text)",
        "users | (email)",
        "users | (snils_number)",
        "certificate | (user_id, course_id)",
        "course_review | (course_id, user_id)",
        "seeding_status | (table_name) NULLS NOT DISTINCT",
        "payment_event | (provider_event_id)",
        "refresh_token | (token_hash)",
        "idempotency_key | (user_id, route, key)",
      })
  void keyIsUnique(String table, String definition) {
    assertThat(
            server.query(
                """
                SELECT regexp_replace(indexdef, '^.* USING btree ', '') FROM pg_indexes
                 WHERE schemaname = 'public' AND tablename = '%s' AND indexdef LIKE 'CREATE UNIQUE %%'
                """
                    .formatted(table)))
        .contains(definition);
  }
}

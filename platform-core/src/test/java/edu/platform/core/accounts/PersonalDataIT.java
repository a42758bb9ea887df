package edu.platform.core.accounts;

import static edu.platform.core.testing.People.ADMIN;
import static edu.platform.core.testing.People.CUSTOMER;
import static edu.platform.core.testing.People.STRANGER;
import static edu.platform.core.testing.People.SUPPORT;
import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.AccountRecords;
import edu.platform.core.audit.internal.AuditRecords;
import edu.platform.core.blog.internal.BlogRecords;
import edu.platform.core.career.internal.CareerRecords;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.feedback.internal.FeedbackRecords;
import edu.platform.core.purchases.internal.PurchaseRecords;
import edu.platform.core.staff.internal.StaffRecords;
import edu.platform.core.testing.People;
import edu.platform.core.testing.Rows;
import edu.platform.core.testing.TestDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports and erasures (requirement R10.6, section 8), of all features together. */
class PersonalDataIT {

  private static final ExpectedVersion FIRST = ExpectedVersion.oneOf(Set.of(1));

  /** A graduate with all that a student can have; account 8, whom the catalogue's rows know. */
  private static final Viewer GRADUATE = Viewer.of(8, Set.of(), "r-graduate");

  /** Who has an unpaid order. */
  private static final Viewer DEBTOR = Viewer.of(12, Set.of(), "r-debtor");

  private Database database;
  private PersonalData data;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    People.insert();
    People.signIn(8);
    TestDatabase.execute(
        """
        UPDATE users SET phone_number = '+79990001133', profile_picture_url = 'https://p.example.org/i.png'
         WHERE account_id = 8;
        INSERT INTO password_reset (code_hash, user_id, created_by, expires_at)
        VALUES ('SECRET', 8, 202, '2026-06-14T22:00:00Z');
        INSERT INTO user_benefit (user_id, course_type_id, valid_until, confirmed_by)
        VALUES (8, 4, '2027-01-01', 202);
        INSERT INTO idempotency_key (user_id, route, key, request_hash, status, body, expires_at)
        VALUES (8, 'POST /v1/purchases', 'k-1', 'SECRET', 201, 'SECRET', '2026-06-15T00:00:00Z');
        INSERT INTO payment_event (provider_event_id, purchase_id, type, amount, currency, occurred_at,
                                   received_at, outcome)
        VALUES ('e-1', 1, 'payment.succeeded', 100, 'RUB', '2026-01-01T00:10:00Z', '2026-01-01T00:10:01Z',
                'applied');
        UPDATE career_center_student SET cv_url = 'https://cv.example.org/ivan' WHERE user_id = 8;
        INSERT INTO job_application (id, student_id, company_id, application_date, status, status_changed_at)
        VALUES (3, 1, 1, '2026-02-01', 'offered', '2026-02-02T00:00:00Z');
        INSERT INTO audit_log (at, actor_user_id, action, entity, entity_id, after)
        VALUES ('2026-01-01T00:00:00Z', 902, 'purchase.cancelled', 'purchase', 1, '{"a": "b"}'),
               ('2026-01-02T00:00:00Z', 8, 'thing.done', 'thing', 1, NULL),
               ('2026-01-03T00:00:00Z', 902, 'other.thing', 'purchase', 2, NULL);
        INSERT INTO blog_post (post_id, author_id, title, topic, reading_time_minutes, content, status)
        VALUES (1, 101, 'Cats', 'Pets', 1, 'They purr.', 'draft');
        INSERT INTO tag (tag_id, name) VALUES (1, 'cats');
        INSERT INTO post_tag (post_id, tag_id) VALUES (1, 1);
        """);
    database = TestDatabase.open();
    data =
        new PersonalData(
            database,
            new Changes(database, TestDatabase.TIME),
            TestDatabase.TIME,
            List.of(
                new AccountRecords(),
                new StaffRecords(),
                new PurchaseRecords(),
                new FeedbackRecords(),
                new CareerRecords(),
                new BlogRecords(),
                new AuditRecords()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anExportHasARowOfEveryTableThatLeadsToAnAccount() {
    List<String> leadingToAccounts =
        Rows.of(
            database,
            """
            WITH RECURSIVE led (oid) AS (
              VALUES (CAST(CAST('users' AS regclass) AS oid))
              UNION
              SELECT f.conrelid FROM pg_constraint f JOIN led l ON l.oid = f.confrelid
               -- Who confirmed or issued something is not whom it is about.
               WHERE f.contype = 'f'
                 AND f.conname NOT IN ('user_benefit_confirmed_by_fk', 'certificate_issued_by_fk',
                                       'password_reset_created_by_fk'))
            SELECT c.relname AS value FROM led l JOIN pg_class c ON c.oid = l.oid
            """);

    assertThat(tables(data.export(GRADUATE, 8)))
        .containsAll(leadingToAccounts.stream().filter(t -> !t.equals("post_tag")).toList())
        .contains("purchase", "job_application", "refresh_token", "audit_log");
  }

  @ParameterizedTest
  @CsvSource({
    "users,0,email,ivan@example.org",
    "users,0,phone_number,+79990001133",
    "refresh_token,0,used_at,NULL",
    "password_reset,0,created_by,202",
    "user_benefit,0,valid_until,2027-01-01",
    "purchase,3,purchase_id,10",
    "purchase,0,total_price,100",
    "payment_event,0,outcome,applied",
    "idempotency_key,0,key,k-1",
    "course_review,2,review_id,7",
    "certificate,0,code,00000000000000000000000001",
    "career_center_student,0,cv_url,https://cv.example.org/ivan",
    "job_application,1,status,offered",
    "audit_log,0,action,purchase.cancelled",
    "audit_log,0,by_the_person,false",
    "audit_log,1,by_the_person,true",
  })
  void anExportHasTheRowsAboutThePerson(String table, String row, String column, String value) {
    String document = data.export(GRADUATE, 8);

    assertThat(at(document, "{records," + table + "," + row + "," + column + "}")).isEqualTo(value);
  }

  @Test
  void anExportHasNothingOfOthersAndNoSecret() {
    String document = data.export(GRADUATE, 8);

    assertThat(document).doesNotContain("SECRET").doesNotContain("hash").doesNotContain("julia");
    assertThat(at(document, "{records,audit_log,2}")).isEqualTo("NULL");
    assertThat(at(document, "{account_id}")).isEqualTo("8");
    assertThat(at(document, "{records,employee}")).isEqualTo("[]");
    assertThat(OffsetDateTime.parse(at(document, "{exported_at}")).toInstant())
        .isEqualTo(TestDatabase.TIME.now());
  }

  @Test
  void anExportOfATeacherHasTheCardTheCoursesAndThePosts() {
    String document = data.export(ADMIN, 1);

    assertThat(at(document, "{records,employee,0,position}")).isEqualTo("Lecturer");
    assertThat(at(document, "{records,teacher,0,about}")).isEqualTo("Likes cats.");
    assertThat(at(document, "{records,course_teacher,1,course_id}")).isEqualTo("7");
    assertThat(at(document, "{records,blog_post,0,tags,0}")).isEqualTo("cats");
    assertThat(at(data.export(ADMIN, 6), "{records,course_staff,0,duty}")).isEqualTo("mentor");
    assertThat(at(document, "{records,users,0,birthdate}"))
        .as("admins see it in exports")
        .isEqualTo("1980-01-01");
  }

  @Test
  void exportsAreForTheOwnerAndAdmins() {
    assertThat(data.export(ADMIN, 904)).isEqualTo(data.export(CUSTOMER, 904));
    for (Viewer other : List.of(SUPPORT, STRANGER, Viewer.anonymous("r"))) {
      assertRefused("not_found", () -> data.export(other, 904));
      assertRefused("not_found", () -> data.erase(other, 904, ExpectedVersion.ANY));
    }
    for (int id : List.of(13, 999)) {
      assertRefused("not_found", () -> data.export(ADMIN, id));
      assertRefused("not_found", () -> data.erase(ADMIN, id, ExpectedVersion.ANY));
    }
  }

  @Test
  void anErasureTakesAllThatIsPersonalAndLeavesTheBooks() {
    data.erase(GRADUATE, 8, FIRST);

    assertThat(
            Rows.of(
                database,
                """
                SELECT num_nonnulls(name, surname, birthdate, email, hashed_password, profile_picture_url,
                                    phone_number, snils_number) || ' ' || version || ' ' || (erased_at =
                       '2026-06-14T21:30:00Z') AS value
                  FROM users WHERE account_id = 8
                """))
        .containsExactly("0 2 true");
    for (String emptied :
        List.of("refresh_token", "password_reset", "user_benefit", "idempotency_key")) {
      assertThat(Rows.of(database, "SELECT user_id AS value FROM " + emptied))
          .as(emptied)
          .isEmpty();
    }
    assertThat(
            Rows.of(
                database, "SELECT cv_url AS value FROM career_center_student WHERE user_id = 8"))
        .containsExactly("NULL");
    assertThat(Rows.of(database, "SELECT status AS value FROM job_application ORDER BY id"))
        .as("hired, another's, open before")
        .containsExactly("hired", "rejected", "withdrawn");
    for (Map.Entry<String, Integer> kept :
        Map.of("purchase", 4, "course_review", 3, "certificate", 1).entrySet()) {
      assertThat(
              Rows.of(
                  database,
                  "SELECT user_id AS value FROM %s WHERE user_id = 8".formatted(kept.getKey())))
          .as(kept.getKey())
          .hasSize(kept.getValue());
    }
    assertThat(
            Rows.of(
                database,
                "SELECT actor_user_id AS value FROM audit_log WHERE action = 'user.erased'"))
        .containsExactly("8");
    assertRefused("unauthenticated", () -> data.erase(GRADUATE, 8, ExpectedVersion.ANY));
    assertRefused("not_found", () -> data.export(ADMIN, 8));
  }

  @Test
  void whoeverHasARoleIsErasedAfterItIsTakenAway() {
    assertRefused("staff_account", () -> data.erase(ADMIN, 1, FIRST));

    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE user_id = 1");
    data.erase(ADMIN, 1, FIRST);

    assertThat(Rows.of(database, "SELECT about AS value FROM teacher WHERE employee_id = 101"))
        .containsExactly("NULL");
    assertThat(Rows.of(database, "SELECT title AS value FROM blog_post")).containsExactly("Cats");
  }

  @Test
  void whoeverHasSomethingToPayIsErasedAfterwards() {
    assertRefused("open_orders", () -> data.erase(DEBTOR, 12, FIRST));
    assertThat(Rows.of(database, "SELECT name AS value FROM users WHERE account_id = 12"))
        .containsExactly("Maxim");

    TestDatabase.execute(
        "UPDATE purchase SET purchase_status = 'cancelled', closed_at = now() WHERE purchase_id = 6");
    data.erase(DEBTOR, 12, FIRST);

    assertThat(Rows.of(database, "SELECT name AS value FROM users WHERE account_id = 12"))
        .containsExactly("NULL");
  }

  @Test
  void anErasureOfAnotherVersionIsStale() {
    assertRefused("stale_etag", () -> data.erase(CUSTOMER, 904, ExpectedVersion.oneOf(Set.of(2))));
    assertThat(Rows.of(database, "SELECT action AS value FROM audit_log WHERE entity = 'users'"))
        .isEmpty();
  }

  private List<String> tables(String document) {
    return database.query(
        Sql.named(
            "test.tables",
            "SELECT json_object_keys(CAST(:document AS json) -> 'records') AS value"),
        Map.of("document", document),
        row -> row.text("value"));
  }

  private String at(String document, String path) {
    return database
        .one(
            Sql.named(
                "test.member",
                "SELECT coalesce(CAST(:document AS json) #>> CAST(:path AS text[]), 'NULL') AS value"),
            Map.of("document", document, "path", path),
            row -> row.text("value"))
        .orElseThrow();
  }
}

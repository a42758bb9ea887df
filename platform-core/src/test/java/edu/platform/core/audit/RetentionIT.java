package edu.platform.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.audit.Retention.Purged;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been kept long enough goes, and nothing else. Rows are called old, or young. */
class RetentionIT {

  private static final Sql LEFT =
      Sql.named(
          "test.left",
          """
          SELECT 'audit ' || action AS what FROM audit_log
           UNION ALL SELECT 'token ' || convert_from(token_hash, 'UTF8') FROM refresh_token
           UNION ALL SELECT 'reset ' || convert_from(code_hash, 'UTF8') FROM password_reset
           UNION ALL SELECT 'key ' || key FROM idempotency_key
           UNION ALL SELECT 'throttle ' || key FROM login_throttle
          """);

  private static Database database;
  private static Retention retention;

  /** The trigger on the audit log goes by the server's clock, so this test does too. */
  @BeforeAll
  static void open() {
    database = TestDatabase.openAsOwner();
    retention = new Retention(database, new PlatformTime(Clock.systemUTC(), TestDatabase.ZONE));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
    TestDatabase.execute(
        """
        INSERT INTO audit_log (at, action, entity)
        VALUES (now() - interval '3 years 2 days', 'old', 'a'), (now() - interval '3 years' + interval '1 hour', 'young', 'a');
        INSERT INTO refresh_token (family_id, user_id, token_hash, issued_at, expires_at, revoked_at)
        VALUES (gen_random_uuid(), 8, 'old', now() - interval '31 days', now() - interval '25 hours', NULL),
               (gen_random_uuid(), 8, 'young', now() - interval '31 days', now() - interval '23 hours', NULL),
               (gen_random_uuid(), 8, 'young revoked', now() - interval '9 days', now() + interval '21 days', now() - interval '8 days');
        INSERT INTO password_reset (code_hash, user_id, created_by, expires_at)
        VALUES ('old', 8, 902, now() - interval '25 hours'), ('young', 8, 902, now() - interval '23 hours');
        INSERT INTO idempotency_key (user_id, route, key, request_hash, expires_at)
        VALUES (8, '/', 'old', '', now() - interval '25 hours'), (8, '/', 'young', '', now() - interval '23 hours');
        INSERT INTO login_throttle (key, failures, window_started_at, locked_until)
        VALUES ('old', 5, now() - interval '25 hours', NULL),
               ('old lock', 5, now() - interval '26 hours', now() - interval '25 hours'),
               ('young', 5, now() - interval '24 hours', NULL),
               ('young lock', 5, now() - interval '26 hours', now() - interval '23 hours');
        """);
  }

  @Test
  void whatWasKeptLongEnoughIsDeleted() {
    List<Purged> due = retention.due();

    List<Purged> purged = retention.purge();

    assertThat(purged)
        .containsExactly(
            new Purged("audit_log", 1),
            new Purged("refresh_token", 1),
            new Purged("password_reset", 1),
            new Purged("idempotency_key", 1),
            new Purged("login_throttle", 2));
    assertThat(due).as("what was announced").isEqualTo(purged);
    assertThat(left())
        .containsExactlyInAnyOrder(
            "audit young",
            "token young",
            "token young revoked",
            "reset young",
            "key young",
            "throttle young",
            "throttle young lock");
    assertThat(retention.purge()).allMatch(table -> table.rows() == 0);
  }

  @Test
  void countingDeletesNothing() {
    int before = left().size();

    assertThat(retention.due()).anyMatch(table -> table.rows() > 0);

    assertThat(left()).hasSize(before);
  }

  @Test
  void moreThanABatchIsDeletedInBatches() {
    TestDatabase.execute(
        """
        INSERT INTO audit_log (at, action, entity)
        SELECT now() - interval '4 years', 'old', 'a' FROM generate_series(1, 20500)
        """);

    assertThat(retention.purge()).startsWith(new Purged("audit_log", 20_501));
  }

  @Test
  void theApplicationsRoleIsToldThatItMayNot() {
    try (Database asApplication = TestDatabase.open()) {
      Retention ofApplication = new Retention(asApplication, TestDatabase.TIME);

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(ofApplication::purge)
          .matches(fault -> fault.code() == ErrorCode.INVALID_CONFIGURATION)
          .withMessageContaining("owner of the schema");
    }
  }

  private static List<String> left() {
    return database.query(LEFT, Map.of(), row -> row.text("what"));
  }
}

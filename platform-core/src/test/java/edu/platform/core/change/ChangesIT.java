package edu.platform.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import edu.platform.core.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a write leaves behind, and what it does not when it is refused. */
class ChangesIT {

  private static final Sql INSERT_TAG =
      Sql.named("test.insert-tag", "INSERT INTO tag (name) VALUES (:name)");
  private static final Sql TAGS = Sql.named("test.tags", "SELECT name FROM tag ORDER BY name");
  private static final Sql LOCK_TAG =
      Sql.named("test.lock-tag", "SELECT name FROM tag WHERE name = :name FOR UPDATE");
  private static final Sql AUDIT =
      Sql.named(
          "test.audit",
          """
          SELECT actor_user_id, actor_role, action, entity, entity_id, request_id, at,
                 CAST(before AS text) AS before, CAST(after AS text) AS after
            FROM audit_log
          """);
  private static final int PERSON = 900;

  private Database database;
  private Changes changes;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    TestDatabase.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (900, 'Ada', 'Byron', '1990-01-01', 'ada@example.org', 'x');
        INSERT INTO employee (user_id, role_id, position, hired_on)
        VALUES (900, 1, 'Head', '2020-01-01'), (900, 6, 'Support', '2020-01-01');
        INSERT INTO employee (user_id, role_id, position, hired_on, dismissed_on)
        VALUES (900, 2, 'Teacher', '2020-01-01', '2021-01-01');
        """);
    database = TestDatabase.open();
    changes = new Changes(database, TestDatabase.TIME);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aChangeIsDoneByTheViewerWithTheRolesOfThisMoment() {
    Set<Role> roles =
        changes.make("test.roles", person(Set.of(Role.ANALYST)), change -> change.viewer().roles());

    assertThat(roles).containsExactlyInAnyOrder(Role.ADMIN, Role.SUPPORT);
  }

  @Test
  void anAccountThatIsBlockedMayChangeNothing() {
    TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = 900");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> insert("a"))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.UNAUTHENTICATED);
    assertThat(tags()).isEmpty();
  }

  @Test
  void aRefusalWritesNothingAndTellsNobody() {
    List<String> told = new ArrayList<>();

    assertThatThrownBy(
            () ->
                changes.make(
                    "test.refused",
                    person(Set.of()),
                    change -> {
                      change.afterCommit(() -> told.add("others"));
                      change.execute(INSERT_TAG, Map.of("name", "a"));
                      throw RefusedException.conflict("in_use", "it is used");
                    }))
        .isInstanceOf(RefusedException.class);

    assertThat(tags()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void othersAreToldAfterTheCommitAndTheirFailureChangesNothing() {
    List<List<String>> seen = new ArrayList<>();

    changes.make(
        "test.told",
        person(Set.of()),
        change -> {
          change.afterCommit(
              () -> {
                throw new PlatformException(ErrorCode.INTERNAL, "a cache that fails");
              });
          change.afterCommit(() -> seen.add(tags()));
          return change.execute(INSERT_TAG, Map.of("name", "a"));
        });

    assertThat(seen).containsExactly(List.of("a"));
  }

  @Test
  void aViolatedConstraintIsTheRefusalThatTheWorkNamed() {
    insert("a");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                changes.make(
                    "test.twice",
                    person(Set.of()),
                    change -> {
                      change.refuseOn(
                          "tag_name_uq",
                          () -> RefusedException.conflict("already_exists", "there is one"));
                      return change.execute(INSERT_TAG, Map.of("name", "a"));
                    }))
        .matches(refusal -> refusal.code().equals("already_exists"));
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> insert("a"))
        .matches(fault -> fault.code() == ErrorCode.ALREADY_EXISTS)
        .matches(fault -> fault.constraint().equals(Optional.of("tag_name_uq")));
  }

  @Test
  void theAuditLogSaysWhoDidWhatWithoutPersonalValues() {
    changes.make(
        "test.audited",
        person(Set.of()),
        change -> {
          change.audit(
              "thing.changed",
              "thing",
              7,
              Difference.none()
                  .changed("price", 1, 2)
                  .changed("same", "a", "a")
                  .added("note", "with \"quotes\", {braces} and \\")
                  .removed("day", LocalDate.of(2026, 1, 2))
                  .personal("email", Optional.of("a@b.org"), Optional.of("b@b.org")));
          return 0;
        });

    assertThat(database.one(AUDIT, Map.of(), row -> row.text("before")))
        .contains(
            "{\"day\": \"2026-01-02\", \"note\": null, \"email\": \"changed\", \"price\": \"1\"}");
    assertThat(database.one(AUDIT, Map.of(), row -> row.text("after")))
        .contains(
            "{\"day\": null, \"note\": \"with \\\"quotes\\\", {braces} and \\\\\","
                + " \"email\": \"changed\", \"price\": \"2\"}");
    assertThat(database.one(AUDIT, Map.of(), row -> row.integer("actor_user_id"))).contains(PERSON);
    assertThat(database.one(AUDIT, Map.of(), row -> row.text("actor_role")))
        .contains("admin,support");
    assertThat(database.one(AUDIT, Map.of(), row -> row.text("request_id"))).contains("r-1");
    assertThat(database.one(AUDIT, Map.of(), row -> row.instant("at")))
        .contains(TestDatabase.CLOCK.instant());
  }

  @Test
  void valuesThatAreAbsentAreNull() {
    Sql echo =
        Sql.named(
            "test.echo",
            """
            SELECT CAST(:number AS integer) AS number, CAST(:text AS text) AS text,
                   CAST(:day AS date) AS day, CAST(:moment AS timestamptz) AS moment,
                   CAST(:texts AS text[]) AS texts, CAST(:bytes AS bytea) AS bytes
            """);
    Values values =
        Values.of("number", Optional.empty())
            .with("text", Optional.of("a"))
            .with("day", Optional.of(TestDatabase.TODAY))
            .with("moment", Optional.of(TestDatabase.CLOCK.instant()))
            .with("texts", List.of("a,b", "", "NULL"))
            .with("bytes", new byte[] {1, 2});

    List<Object> row =
        database
            .one(
                echo,
                values.map(),
                r ->
                    List.<Object>of(
                        r.optionalInteger("number"),
                        r.text("text"),
                        r.optionalDate("day"),
                        r.instant("moment"),
                        r.texts("texts"),
                        r.bytes("bytes").length))
            .orElseThrow();

    assertThat(row)
        .containsExactly(
            Optional.empty(),
            "a",
            Optional.of(TestDatabase.TODAY),
            TestDatabase.CLOCK.instant(),
            List.of("a,b", "", "NULL"),
            2);
  }

  @Test
  void workThatMeetsADeadlockIsDoneAgain() throws Exception {
    insert("a");
    insert("b");
    CountDownLatch bothHoldOne = new CountDownLatch(2);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = threads.submit(() -> lockBoth("a", "b", bothHoldOne));
      Future<Integer> other = threads.submit(() -> lockBoth("b", "a", bothHoldOne));

      assertThat(one.get() + other.get()).as("attempts of both").isEqualTo(3);
    }
  }

  private int lockBoth(String first, String second, CountDownLatch bothHoldOne) {
    int[] attempts = {0};
    return changes.make(
        "test.deadlock",
        Viewer.SYSTEM,
        change -> {
          attempts[0]++;
          change.one(LOCK_TAG, Map.of("name", first), row -> row.text("name"));
          bothHoldOne.countDown();
          await(bothHoldOne);
          change.one(LOCK_TAG, Map.of("name", second), row -> row.text("name"));
          return attempts[0];
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void insert(String name) {
    changes.make(
        "test.insert",
        person(Set.of()),
        change -> change.execute(INSERT_TAG, Map.of("name", name)));
  }

  private List<String> tags() {
    return database.query(TAGS, Map.of(), row -> row.text("name"));
  }

  private static Viewer person(Set<Role> roles) {
    return Viewer.of(PERSON, roles, "r-1");
  }
}

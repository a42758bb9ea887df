package edu.platform.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link Database} promises whatever goes wrong: the right code, and no connection lost. A
 * fault is provoked more often than the pool has connections, so that a leak shows.
 */
class DatabaseIT {

  private static final Sql ONE = Sql.named("test.one", "SELECT 1 AS n");
  private static final Sql ECHO = Sql.named("test.echo", "SELECT CAST(:n AS integer) AS n");
  private static final Sql BACKEND = Sql.named("test.backend", "SELECT pg_backend_pid() AS pid");
  private static final Sql SLEEP =
      Sql.named("test.sleep", "SELECT 1 AS n FROM pg_sleep(CAST(:seconds AS integer))");
  private static final Sql INSERT_TAG =
      Sql.named("test.insert-tag", "INSERT INTO tag (name) VALUES (:name)");
  private static final Sql TAGS =
      Sql.named("test.tags", "SELECT t.name FROM tag t ORDER BY t.name");

  private Database database;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    database = TestDatabase.open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    moreOftenThanThereAreConnections(
        () -> {
          assertFails(ErrorCode.INTERNAL, () -> number(ECHO, Map.of()));
          assertFails(ErrorCode.INTERNAL, () -> number(ECHO, Map.of("n", 1, "m", 2)));
          assertFails(ErrorCode.INTERNAL, () -> number(ONE, Map.of("n", 1)));
        });

    assertThat(number(ECHO, Map.of("n", 7))).isEqualTo(7);
  }

  @Test
  void aWrongStatementIsADefect() {
    Sql wrong = Sql.named("test.wrong", "SELECT nothing FROM nowhere");

    moreOftenThanThereAreConnections(
        () -> assertFails(ErrorCode.INTERNAL, () -> number(wrong, Map.of())));

    assertThat(number(ONE, Map.of())).isEqualTo(1);
  }

  @Test
  void aStatementThatFailsAmongItsRowsIsADefect() {
    Sql late =
        Sql.named("test.late", "SELECT 1 / (3 - n) AS n FROM generate_series(1, 10) AS g (n)");

    moreOftenThanThereAreConnections(
        () -> assertFails(ErrorCode.INTERNAL, () -> number(late, Map.of())));

    assertThat(number(ONE, Map.of())).isEqualTo(1);
  }

  @Test
  void aMapperThatFailsLosesNoConnection() {
    moreOftenThanThereAreConnections(
        () ->
            assertFails(
                ErrorCode.INTERNAL,
                () ->
                    database.query(
                        ONE,
                        Map.of(),
                        _ -> {
                          throw new IllegalStateException("a defect of the mapper");
                        })));

    assertThat(number(ONE, Map.of())).isEqualTo(1);
  }

  @Test
  void moreThanOneRowIsADefectWhereOneIsExpected() {
    Sql two = Sql.named("test.two", "SELECT n FROM generate_series(1, 2) AS g (n)");

    assertFails(ErrorCode.INTERNAL, () -> database.one(two, Map.of(), row -> row.integer("n")));
  }

  @Test
  void whoeverWaitsTooLongForAConnectionIsTurnedAway() throws InterruptedException {
    int connections = TestDatabase.config().poolMax();
    CountDownLatch busy = new CountDownLatch(connections);
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        threads.execute(
            () ->
                database.inTransaction(
                    "test.hold",
                    tx -> {
                      tx.one(ONE, Map.of(), row -> row.integer("n"));
                      busy.countDown();
                      await(done);
                      return null;
                    }));
      }
      await(busy);

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> number(ONE, Map.of()))
          .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.POOL_EXHAUSTED))
          .withMessage(
              "test.one waited 200 ms for one of 4 connections (4 active, 0 idle, 0 waiting)");
      done.countDown();
    }

    assertThat(number(ONE, Map.of())).isEqualTo(1);
  }

  @Test
  void aReadThatTakesTooLongIsGivenUp() {
    try (Database impatient = Database.open(statementTimeout(Duration.ofMillis(200)))) {
      for (int i = 0; i <= TestDatabase.config().poolMax(); i++) {
        assertFails(
            ErrorCode.STATEMENT_TIMEOUT,
            () -> impatient.one(SLEEP, Map.of("seconds", 10), row -> row.integer("n")));
      }

      assertThat(impatient.one(ONE, Map.of(), row -> row.integer("n"))).contains(1);
    }
  }

  @Test
  void aReadAfterAllConnectionsWereCutSucceeds() throws SQLException {
    for (int i = 0; i < 3; i++) {
      useAllConnections();
      terminateBackends();

      assertThat(number(ONE, Map.of())).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    DatabaseConfig config = TestDatabase.config();
    DatabaseConfig nowhere =
        new DatabaseConfig(
            "127.0.0.1",
            1,
            config.name(),
            config.user(),
            config.password(),
            2,
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
    try (Database missing = Database.open(nowhere)) {
      long begun = System.nanoTime();

      assertFails(
          ErrorCode.DATABASE_UNAVAILABLE,
          () -> missing.one(ONE, Map.of(), row -> row.integer("n")));

      // Connecting is not tried again: whoever waits would wait several times as long.
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(800));
    }
  }

  @Test
  void aTransactionIsCommittedWhenItsWorkReturns() {
    database.inTransaction("test.write", tx -> tx.execute(INSERT_TAG, Map.of("name", "kept")));

    assertThat(tags()).containsExactly("kept");
  }

  @Test
  void aTransactionIsRolledBackWhenItsWorkThrows() {
    moreOftenThanThereAreConnections(
        () ->
            assertThatThrownBy(
                    () ->
                        database.inTransaction(
                            "test.write",
                            tx -> {
                              tx.execute(INSERT_TAG, Map.of("name", "gone"));
                              throw new PlatformException(ErrorCode.INVALID_REQUEST, "refused");
                            }))
                .hasMessage("refused"));

    assertThat(tags()).isEmpty();
  }

  @Test
  void aTransactionWithoutStatementsIsNone() {
    moreOftenThanThereAreConnections(
        () -> {
          assertThat(database.<Integer>inTransaction("test.nothing", _ -> 1)).isEqualTo(1);
          assertThatThrownBy(
                  () ->
                      database.inTransaction(
                          "test.nothing",
                          _ -> {
                            throw new PlatformException(ErrorCode.INVALID_REQUEST, "refused");
                          }))
              .hasMessage("refused");
        });
  }

  @Test
  void constraintsAreTold() {
    database.inTransaction("test.write", tx -> tx.execute(INSERT_TAG, Map.of("name", "java")));
    Sql orphan =
        Sql.named("test.orphan", "INSERT INTO post_tag (post_id, tag_id) VALUES (123456, 123456)");

    moreOftenThanThereAreConnections(
        () -> {
          assertFails(
              ErrorCode.ALREADY_EXISTS,
              () ->
                  database.inTransaction(
                      "test.write", tx -> tx.execute(INSERT_TAG, Map.of("name", "java"))));
          assertFails(
              ErrorCode.REFERENCE_VIOLATED,
              () -> database.inTransaction("test.write", tx -> tx.execute(orphan, Map.of())));
        });

    assertThat(tags()).containsExactly("java");
  }

  @Test
  void aTransactionWhoseConnectionIsCutBeforeItsCommitIsDoneAgainWhole() {
    int[] attempts = {0};

    database.inTransaction(
        "test.cut",
        tx -> {
          tx.execute(INSERT_TAG, Map.of("name", "one"));
          if (attempts[0]++ == 0) {
            terminateBackends();
          }
          return tx.execute(INSERT_TAG, Map.of("name", "two"));
        });

    assertThat(attempts).containsExactly(2);
    assertThat(tags()).containsExactly("one", "two");
  }

  @Test
  void aTransactionThatAlwaysMeetsACutConnectionIsUnavailable() {
    int[] attempts = {0};

    assertFails(
        ErrorCode.DATABASE_UNAVAILABLE,
        () ->
            database.inTransaction(
                "test.cut",
                tx -> {
                  attempts[0]++;
                  tx.execute(INSERT_TAG, Map.of("name", "gone"));
                  terminateBackends();
                  return tx.execute(INSERT_TAG, Map.of("name", "gone too"));
                }));

    assertThat(attempts).containsExactly(3);
    assertThat(tags()).isEmpty();
  }

  @Test
  void aStatementOfATransactionHasNoTimeout() {
    Sql timeout =
        Sql.named("test.timeout", "SELECT current_setting('statement_timeout') AS timeout");

    Optional<String> inTransaction =
        database.inTransaction(
            "test.write", tx -> tx.one(timeout, Map.of(), row -> row.text("timeout")));

    assertThat(inTransaction).contains("0");
    assertThat(database.one(timeout, Map.of(), row -> row.text("timeout"))).contains("5s");
  }

  @Test
  void whoeverWaitsTooLongForALockedRowIsTurnedAway() {
    database.inTransaction("test.write", tx -> tx.execute(INSERT_TAG, Map.of("name", "java")));
    Sql lock = Sql.named("test.lock", "SELECT t.name FROM tag t FOR UPDATE");
    try (Database impatient = Database.open(statementTimeout(Duration.ofMillis(200)))) {
      database.inTransaction(
          "test.hold",
          tx -> {
            tx.query(lock, Map.of(), row -> row.text("name"));
            assertFails(
                ErrorCode.LOCK_TIMEOUT,
                () ->
                    impatient.inTransaction(
                        "test.wait",
                        other -> other.query(lock, Map.of(), row -> row.text("name"))));
            return null;
          });

      List<String> names =
          impatient.inTransaction(
              "test.wait", tx -> tx.query(lock, Map.of(), row -> row.text("name")));
      assertThat(names).containsExactly("java");
    }
  }

  @Test
  void aLargeAnswerIsGivenRowByRowAndAThousandAreHeld() {
    Sql many = Sql.named("test.many", "SELECT n FROM generate_series(1, :n) AS g (n)");
    long[] sum = {0};

    moreOftenThanThereAreConnections(
        () -> database.forEach(many, Map.of("n", 2_500), row -> sum[0] += row.integer("n")));

    assertThat(sum[0]).isEqualTo(5 * 2_500L * 2_501 / 2);
    // The thousand and first row would fail: it is not asked for before the first was given.
    Sql late =
        Sql.named("test.late", "SELECT 1 / (1001 - n) AS n FROM generate_series(1, 2000) AS g (n)");
    int[] given = {0};
    moreOftenThanThereAreConnections(
        () ->
            assertFails(
                ErrorCode.INTERNAL, () -> database.forEach(late, Map.of(), _ -> given[0]++)));
    assertThat(given[0]).isEqualTo(5 * 1_000);
  }

  @Test
  void anExportNeedsNoneOfTheRequestsConnections() {
    database.forEach(
        ONE,
        Map.of(),
        _ -> {
          useAllConnections();
          assertThat(number(ONE, Map.of())).isEqualTo(1);
        });
  }

  @Test
  void anExportWhoseConsumerFailsLosesNoConnection() {
    moreOftenThanThereAreConnections(
        () ->
            assertFails(
                ErrorCode.INTERNAL,
                () ->
                    database.forEach(
                        ONE,
                        Map.of(),
                        _ -> {
                          throw new IllegalStateException("a client that went away");
                        })));

    database.forEach(ONE, Map.of(), row -> assertThat(row.integer("n")).isEqualTo(1));
  }

  @Test
  void anExportAfterItsConnectionWasCutSucceeds() {
    database.forEach(ONE, Map.of(), row -> assertThat(row.integer("n")).isEqualTo(1));
    terminateBackends();
    int[] given = {0};

    database.forEach(ONE, Map.of(), _ -> given[0]++);

    assertThat(given[0]).isEqualTo(1);
  }

  @Test
  void anExportThatIsCutAmongItsRowsIsNotBegunAgain() {
    Sql many = Sql.named("test.many", "SELECT n FROM generate_series(1, 5000) AS g (n)");
    int[] given = {0};

    assertFails(
        ErrorCode.DATABASE_UNAVAILABLE,
        () ->
            database.forEach(
                many,
                Map.of(),
                _ -> {
                  if (given[0]++ == 0) {
                    terminateBackends();
                  }
                }));

    assertThat(given[0]).isEqualTo(1_000);
  }

  @Test
  void aConnectionToADemotedLeaderIsDropped() {
    int[] demoted = {0};
    Sql readOnly = Sql.named("test.read-only", "SET TRANSACTION READ ONLY");

    assertFails(
        ErrorCode.DATABASE_UNAVAILABLE,
        () ->
            database.inTransaction(
                "test.demoted",
                tx -> {
                  demoted[0] = tx.one(BACKEND, Map.of(), row -> row.integer("pid")).orElseThrow();
                  tx.execute(readOnly, Map.of());
                  return tx.execute(INSERT_TAG, Map.of("name", "gone"));
                }));

    for (int i = 0; i < TestDatabase.config().poolMax(); i++) {
      assertThat(database.one(BACKEND, Map.of(), row -> row.integer("pid")))
          .isPresent()
          .get()
          .isNotEqualTo(demoted[0]);
    }
  }

  @Test
  void valuesAreReadAsTheyAreWhateverTheZoneOfTheProcess() {
    Sql values =
        Sql.named(
            "test.values",
            """
            SELECT CAST(:day AS date) AS day, DATE '2026-03-29' AS spring, DATE '1900-01-01' AS old,
                   TIMESTAMPTZ '2026-10-25T00:30:00.123456Z' AS moment,
                   CAST(NULL AS timestamptz) AS no_moment, CAST(NULL AS text) AS no_text,
                   CAST(NULL AS numeric) AS no_number, 1.50 AS number, CAST(7 AS smallint) AS small,
                   CAST(1 AS bigint) << 40 AS large, true AS yes, ARRAY['b', 'a', 'İ'] AS list,
                   CAST('x' AS character(3)) AS padded
            """);

    database.one(
        values,
        Map.of("day", LocalDate.of(2026, 6, 15)),
        row -> {
          assertThat(row.date("day")).isEqualTo("2026-06-15");
          assertThat(row.date("spring")).isEqualTo("2026-03-29");
          assertThat(row.date("old")).isEqualTo("1900-01-01");
          assertThat(row.instant("moment")).isEqualTo(Instant.parse("2026-10-25T00:30:00.123456Z"));
          assertThat(row.optionalInstant("no_moment")).isEmpty();
          assertThat(row.optionalText("no_text")).isEmpty();
          assertThat(row.optionalNumeric("no_number")).isEmpty();
          assertThat(row.optionalNumeric("number")).contains(new java.math.BigDecimal("1.50"));
          assertThat(row.integer("small")).isEqualTo(7);
          assertThat(row.bigint("large")).isEqualTo(1L << 40);
          assertThat(row.bool("yes")).isTrue();
          assertThat(row.texts("list")).containsExactly("b", "a", "İ");
          assertThat(row.text("padded")).isEqualTo("x  ");
          assertThatThrownBy(() -> row.text("no_text"))
              .isInstanceOf(NullPointerException.class)
              .hasMessage("column no_text is NULL");
          return row;
        });
  }

  private int number(Sql sql, Map<String, ?> parameters) {
    return database.query(sql, parameters, row -> row.integer("n")).getFirst();
  }

  private List<String> tags() {
    return database.query(TAGS, Map.of(), row -> row.text("name"));
  }

  private static void moreOftenThanThereAreConnections(Runnable work) {
    for (int i = 0; i <= TestDatabase.config().poolMax(); i++) {
      work.run();
    }
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.code()).as(failure.toString()).isEqualTo(code));
  }

  /** Leaves every connection used so recently that the pool hands it out unchecked. */
  private void useAllConnections() {
    int connections = TestDatabase.config().poolMax();
    CountDownLatch all = new CountDownLatch(connections);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        threads.execute(
            () ->
                database.inTransaction(
                    "test.use",
                    tx -> {
                      tx.one(ONE, Map.of(), row -> row.integer("n"));
                      all.countDown();
                      await(all);
                      return null;
                    }));
      }
    }
    assertThat(all.getCount()).isZero();
  }

  /** A role may end what it has begun itself. */
  private static void terminateBackends() {
    DatabaseConfig config = TestDatabase.config();
    try (Connection other =
            DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
        Statement statement = other.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
              + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static DatabaseConfig statementTimeout(Duration timeout) {
    DatabaseConfig config = TestDatabase.config();
    return new DatabaseConfig(
        config.host(),
        config.port(),
        config.name(),
        config.user(),
        config.password(),
        config.poolMax(),
        config.poolWait(),
        config.connectTimeout(),
        timeout,
        config.socketTimeout());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

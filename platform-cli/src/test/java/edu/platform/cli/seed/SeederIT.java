package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.BulkLoader;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a seeding begins, is refused, stops and goes on. What the rows are like: SeededRowsIT. */
class SeederIT {

  private static final int TABLES = 24;

  /** Large enough for most tables to be sent in two pieces. */
  private static final int TWO_CHUNKS = 2100;

  @Test
  void aSecondRunChangesNothing() throws Exception {
    SeedDatabase.reset(9);
    seed(TestOptions.of(40));
    List<String> before = journal();

    SeedResult second = seed(TestOptions.withoutCount().today(SeedDatabase.TODAY.plusDays(3)));

    assertThat(second.tables()).isEmpty();
    assertThat(second.settings().asOf()).isEqualTo(SeedDatabase.TODAY);
    assertThat(journal()).isEqualTo(before);
    assertThat(SeedDatabase.checksums(second.settings(), 9)).isEqualTo(expected(40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void rowsAreTheSameForAnyNumberOfWorkers(int workers) throws Exception {
    SeedDatabase.reset(9);

    SeedResult result = seed(TestOptions.of(TWO_CHUNKS).workers(workers));

    assertThat(SeedDatabase.checksums(result.settings(), 9)).isEqualTo(expected(TWO_CHUNKS));
  }

  @Test
  void aSeedingStoppedAfterEveryTableIsFinishedByLaterRuns() throws Exception {
    SeedDatabase.reset(9);
    SeedProgress failing =
        new SeedProgress() {
          @Override
          public void finished(SeedResult.Table table) {
            throw new IllegalStateException("stopped by the test");
          }
        };

    int stops = runUntilDone(TestOptions.of(40).workers(1), () -> failing);

    assertThat(stops).isEqualTo(TABLES - 1); // role, which version 9 brought, is only recorded
    assertThat(SeedDatabase.checksums(settings(40), 9)).isEqualTo(expected(40));
    assertThat(recordedChecksums()).containsExactlyInAnyOrderElementsOf(expected(40).values());
  }

  @Test
  void aSeedingStoppedWithinEveryTableIsFinishedByLaterRuns() throws Exception {
    SeedDatabase.reset(9);
    Set<String> stopped = new HashSet<>();
    SeedProgress failingOnceInEachTable =
        new SeedProgress() {
          @Override
          public void advanced(String table, int percent, long rows) {
            if (percent == 100 && stopped.add(table)) {
              throw new IllegalStateException("stopped by the test");
            }
          }
        };

    int stops = runUntilDone(TestOptions.of(TWO_CHUNKS).workers(1), () -> failingOnceInEachTable);

    assertThat(stops).isEqualTo(TABLES - 1);
    assertThat(SeedDatabase.checksums(settings(TWO_CHUNKS), 9)).isEqualTo(expected(TWO_CHUNKS));
  }

  @Test
  void aSeedingWhoseConnectionsAreCutIsFinishedByTheNextRun() throws Exception {
    SeedDatabase.reset(9);
    AtomicBoolean cut = new AtomicBoolean();
    SeedProgress cutting =
        new SeedProgress() {
          @Override
          public void advanced(String table, int percent, long rows) {
            if (table.equals("purchase") && cut.compareAndSet(false, true)) {
              cutConnections();
            }
          }
        };

    PlatformException failure = failureOf(TestOptions.of(TWO_CHUNKS), cutting);

    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    seed(TestOptions.withoutCount());
    assertThat(SeedDatabase.checksums(settings(TWO_CHUNKS), 9)).isEqualTo(expected(TWO_CHUNKS));
  }

  @Test
  void aLargeTableGoesOnWithThePartsThatAreMissing() throws Exception {
    SeedDatabase.reset(9);
    SeedProgress failing =
        new SeedProgress() {
          @Override
          public void advanced(String table, int percent, long rows) {
            if (table.equals("blog_post") && percent > 60) {
              throw new IllegalStateException("stopped by the test");
            }
          }
        };
    failureOf(TestOptions.of(TWO_CHUNKS).workers(1), failing);
    long there = SeedDatabase.count("blog_post");
    assertThat(there).isBetween(1L, TWO_CHUNKS - 1L);
    assertThat(seededTables()).doesNotContain("blog_post");

    SeedResult rest = seed(TestOptions.withoutCount());

    assertThat(rest.tables().stream().filter(table -> table.name().equals("blog_post")))
        .extracting(SeedResult.Table::rows)
        .containsExactly(TWO_CHUNKS - there);
    assertThat(SeedDatabase.checksums(settings(TWO_CHUNKS), 9)).isEqualTo(expected(TWO_CHUNKS));
    assertThat(recordedChecksums())
        .containsExactlyInAnyOrderElementsOf(expected(TWO_CHUNKS).values());
    assertThat(SeedDatabase.rows("SELECT * FROM seeding_status WHERE NOT success")).isEmpty();
  }

  @Test
  void aTableWhosePartsAreAllThereIsOnlyFinished() throws Exception {
    SeedDatabase.reset(9);
    seed(TestOptions.of(TWO_CHUNKS));
    SeedDatabase.execute("DELETE FROM seeding_status WHERE table_name = 'blog_post'");
    SeedDatabase.execute("SELECT setval(pg_get_serial_sequence('blog_post', 'post_id'), 1)");
    recordParts("blog_post");

    SeedResult rest = seed(TestOptions.withoutCount());

    assertThat(rest.tables()).extracting(SeedResult.Table::rows).containsExactly(0L);
    assertThat(recordedChecksums())
        .containsExactlyInAnyOrderElementsOf(expected(TWO_CHUNKS).values());
    assertThat(SeedDatabase.rows("SELECT nextval(pg_get_serial_sequence('blog_post', 'post_id'))"))
        .containsExactly("nextval=" + (TWO_CHUNKS + 1));
  }

  @Test
  void severalConnectionsLoadOneTable() throws Exception {
    SeedDatabase.reset(9);
    seed(TestOptions.of(TWO_CHUNKS));
    SeedDatabase.execute("TRUNCATE blog_post, post_tag");
    SeedDatabase.execute(
        "DELETE FROM seeding_status WHERE table_name IN ('blog_post', 'post_tag')");
    Set<Thread> senders = ConcurrentHashMap.newKeySet();
    SeedProgress watching =
        new SeedProgress() {
          @Override
          public void advanced(String table, int percent, long rows) {
            if (table.equals("blog_post")) {
              senders.add(Thread.currentThread());
            }
          }
        };

    Seeder.seed(SeedDatabase.config(), TestOptions.withoutCount().workers(2).get(), watching);

    assertThat(senders).hasSize(2);
    assertThat(SeedDatabase.checksums(settings(TWO_CHUNKS), 9)).isEqualTo(expected(TWO_CHUNKS));
  }

  @Test
  void aPartFilledByAnotherMeanwhileIsNotFilledTwice() throws Exception {
    SeedDatabase.reset(9);
    SeedProgress meddling =
        new SeedProgress() {
          @Override
          public void finished(SeedResult.Table table) {
            if (table.name().equals("employee")) {
              insertPost();
            }
          }
        };

    PlatformException refusal = failureOf(TestOptions.of(TWO_CHUNKS).workers(1), meddling);

    assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("table blog_post was filled by somebody else");
  }

  @Test
  void theSchemaIsTheMigratedOneBeforeAndAfter() throws Exception {
    SeedDatabase.reset(9);
    List<String> migrated = SeedDatabase.schema();

    seed(TestOptions.of(TWO_CHUNKS));

    assertThat(migrated).hasSizeGreaterThan(500);
    assertThat(SeedDatabase.schema()).isEqualTo(migrated);
  }

  @Test
  void aFullDiskIsUnavailableAndTheNextRunGoesOn() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.execute(
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'could not extend file: No space left on device'
                USING ERRCODE = 'disk_full';
        END $$
        """);
    SeedDatabase.execute(
        "CREATE TRIGGER full_disk BEFORE INSERT ON purchase"
            + " FOR EACH ROW WHEN (NEW.purchase_id = 50) EXECUTE FUNCTION full_disk()");

    PlatformException failure = failureOf(TestOptions.of(40), SeedProgress.NONE);

    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(failure).hasMessageContaining("No space left on device");
    assertThat(SeedDatabase.count("purchase")).isZero();
    SeedDatabase.execute("DROP FUNCTION full_disk CASCADE");
    seed(TestOptions.withoutCount());
    assertThat(SeedDatabase.checksums(settings(40), 9)).isEqualTo(expected(40));
  }

  @Test
  void versionsSeededOneAfterTheOtherGiveTheSameRows() throws Exception {
    SeedDatabase.reset(1);
    seed(TestOptions.of(40).locale(SeedLocale.EN).randomSeed(7).version(1));
    assertThat(SeedDatabase.count("course")).isEqualTo(40);

    SeedDatabase.migrate(2);
    seed(TestOptions.of(40).locale(SeedLocale.EN).randomSeed(7).version(2));
    assertThat(SeedDatabase.count("teacher")).isEqualTo(40);

    SeedDatabase.migrate(3);
    seed(TestOptions.withoutCount().randomSeed(7).version(3));
    assertThat(SeedDatabase.count("purchase")).isEqualTo(80);
    assertThat(seed(TestOptions.withoutCount().randomSeed(7).version(3)).tables()).isEmpty();

    SeedDatabase.migrate(9);
    SeedResult last =
        seed(TestOptions.withoutCount().randomSeed(7).today(SeedDatabase.TODAY.plusDays(9)));

    SeedSettings settings = new SeedSettings(7, 40, SeedLocale.EN, SeedDatabase.TODAY, "RUB");
    assertThat(last.settings()).isEqualTo(settings);
    assertThat(last.tables()).isEmpty();
    assertThat(Seeder.status(SeedDatabase.config()).seededVersion()).isEqualTo(9);
    assertThat(SeedDatabase.checksums(settings, 9)).isEqualTo(expected(settings));
    assertThat(recordedChecksums())
        .containsExactlyInAnyOrderElementsOf(expected(settings).values());
  }

  @Test
  void aSchemaAboveTheVersionAskedIsSeededUpToThatVersion() throws Exception {
    SeedDatabase.reset(9);

    seed(TestOptions.of(40).version(2));

    assertThat(SeedDatabase.count("employee")).isGreaterThan(40);
    assertThat(SeedDatabase.count("purchase")).isZero();
    assertThat(Seeder.status(SeedDatabase.config()).seededVersion()).isEqualTo(2);

    seed(TestOptions.withoutCount());

    assertThat(SeedDatabase.checksums(settings(40), 9)).isEqualTo(expected(40));
    assertThat(Seeder.status(SeedDatabase.config()).seededVersion()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "count, --count 40, 41",
    "random seed, --random-seed 1, 2",
    "locale, --locale ru, en",
    "as of, --as-of 2026-03-14, 2026-03-15"
  })
  void anOptionThatDiffersFromTheRecordedOneIsRefused(String option, String known, String given)
      throws Exception {
    SeedDatabase.reset(9);
    seed(TestOptions.of(40).version(1));
    TestOptions other =
        switch (option) {
          case "count" -> TestOptions.of(41);
          case "random seed" -> TestOptions.withoutCount().randomSeed(2);
          case "locale" -> TestOptions.withoutCount().locale(SeedLocale.EN);
          default -> TestOptions.withoutCount().asOf(LocalDate.of(2026, 3, 15));
        };

    PlatformException refusal = failureOf(other, SeedProgress.NONE);

    assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.USER);
    assertThat(refusal).hasMessageContaining(known).hasMessageContaining(given);
    assertThat(SeedDatabase.count("users")).isZero();
  }

  @Test
  void belowVersionFourOtherOptionsAreFoundByTheRows() throws Exception {
    SeedDatabase.reset(3);
    seed(TestOptions.of(40).version(3));

    assertThat(failureOf(TestOptions.of(41).version(3), SeedProgress.NONE))
        .hasMessageContaining("--count 40, not 41");
    assertThat(failureOf(TestOptions.of(40).version(3).randomSeed(2), SeedProgress.NONE))
        .hasMessageContaining("other rows than --random-seed 2");
    assertThat(
            failureOf(
                TestOptions.of(40).version(3).asOf(LocalDate.of(2026, 5, 1)), SeedProgress.NONE))
        .hasMessageContaining("--as-of 2026-03-14, not 2026-05-01");
    assertThat(SeedDatabase.checksums(settings(40), 3)).isEqualTo(expected(settings(40), 3));
  }

  @Test
  void rowsOfOthersAreLeftAlone() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.execute("INSERT INTO difficulty_level (name) VALUES ('Guru')");

    PlatformException refusal = failureOf(TestOptions.of(40), SeedProgress.NONE);

    assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.USER);
    assertThat(refusal).hasMessageContaining("table difficulty_level holds 1 rows");
    assertThat(SeedDatabase.count("difficulty_level")).isEqualTo(1);
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void freshAsksBeforeItEmptiesTheDatabase() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.execute("INSERT INTO difficulty_level (name) VALUES ('Guru')");
    SeedDatabase.execute(
        "INSERT INTO course_type (kind, type_name, active) VALUES ('basic', 'Our own', true)");
    SeedDatabase.execute(
        "INSERT INTO audit_log (at, action, entity) VALUES (now(), 'test', 'course')");

    PlatformException declined =
        failureOf(TestOptions.of(40).fresh(question -> false), SeedProgress.NONE);

    assertThat(declined).hasMessageContaining("not confirmed");
    assertThat(SeedDatabase.count("difficulty_level")).isEqualTo(1);

    seed(
        TestOptions.of(40)
            .fresh(
                question -> {
                  assertThat(question)
                      .contains("difficulty_level", "audit_log", "not filled by the seeder");
                  return true;
                }));

    assertThat(SeedDatabase.checksums(settings(40), 9)).isEqualTo(expected(40));
    assertThat(SeedDatabase.count("audit_log")).isZero();
  }

  @Test
  void freshStartsOverWithOtherOptions() throws Exception {
    SeedDatabase.reset(9);
    seed(TestOptions.of(40));

    seed(
        TestOptions.of(30)
            .locale(SeedLocale.EN)
            .fresh(
                question -> {
                  assertThat(question).contains("It was seeded");
                  return true;
                }));

    SeedSettings settings = new SeedSettings(1, 30, SeedLocale.EN, SeedDatabase.TODAY, "RUB");
    assertThat(SeedDatabase.checksums(settings, 9)).isEqualTo(expected(settings));
  }

  @Test
  void freshAsksNothingWhenThereIsNothingToLose() throws Exception {
    SeedDatabase.reset(9);

    seed(
        TestOptions.of(40)
            .fresh(
                question -> {
                  throw new AssertionError(question);
                }));

    assertThat(SeedDatabase.count("course")).isEqualTo(40);
  }

  @Test
  void twoSeedersAtOnceAreRefused() throws Exception {
    SeedDatabase.reset(9);
    try (BulkLoader other = BulkLoader.connect(SeedDatabase.config(), "test")) {
      assertThat(other.tryLock(Seeder.LOCK)).isTrue();

      PlatformException refusal = failureOf(TestOptions.of(40), SeedProgress.NONE);

      assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.UNAVAILABLE);
      assertThat(refusal).hasMessageContaining("another seeder is at work");
    }
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void aTableFilledByAnotherMeanwhileIsNotFilledTwice() throws Exception {
    SeedDatabase.reset(9);
    SeedProgress meddling =
        new SeedProgress() {
          @Override
          public void planned(int tables) {
            insertTag();
          }
        };

    PlatformException refusal = failureOf(TestOptions.of(40), meddling);

    assertThat(refusal).hasMessageContaining("table tag was filled by somebody else");
    assertThat(SeedDatabase.count("tag")).isEqualTo(1);
  }

  @Test
  void anOlderSchemaThanAskedIsRefused() throws Exception {
    SeedDatabase.reset(3);

    PlatformException refusal = failureOf(TestOptions.of(40), SeedProgress.NONE);

    assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.USER);
    assertThat(refusal).hasMessageContaining("version 3").hasMessageContaining("version 9");
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void aNewerSchemaThanKnownIsRefused() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.execute("UPDATE flyway_schema_history SET version = '10' WHERE version = '9'");

    PlatformException refusal = failureOf(TestOptions.of(40), SeedProgress.NONE);

    assertThat(refusal.code().kind()).isEqualTo(ErrorCode.Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("version 10").hasMessageContaining("version 9");
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void aReadOnlyDatabaseIsUnavailable() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.setReadOnly(true);
    try {
      PlatformException failure = failureOf(TestOptions.of(40), SeedProgress.NONE);

      assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
      assertThat(failure).hasMessageContaining("read-only");
    } finally {
      SeedDatabase.setReadOnly(false);
    }
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    DatabaseConfig nowhere = SeedDatabase.config(1, "nobody", "none");

    PlatformException failure =
        catchThrowableOfType(
            PlatformException.class,
            () -> Seeder.seed(nowhere, TestOptions.of(40).get(), SeedProgress.NONE));

    assertThat(failure.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(failure).hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void openSalesEndWithTheLastRun() throws Exception {
    SeedDatabase.reset(9);

    assertThat(seed(TestOptions.of(40)).salesOpen()).isTrue();
    assertThat(seed(TestOptions.withoutCount().today(SeedDatabase.TODAY.plusMonths(7))).salesOpen())
        .isFalse();
  }

  private static SeedResult seed(TestOptions options) {
    return Seeder.seed(SeedDatabase.config(), options.get(), SeedProgress.NONE);
  }

  private static PlatformException failureOf(TestOptions options, SeedProgress progress) {
    PlatformException failure =
        catchThrowableOfType(
            PlatformException.class,
            () -> Seeder.seed(SeedDatabase.config(), options.get(), progress));
    assertThat(failure).as("a refusal").isNotNull();
    return failure;
  }

  /** Seed again and again, and return how often it failed. */
  private static int runUntilDone(
      TestOptions options, java.util.function.Supplier<SeedProgress> progress) {
    for (int failures = 0; failures < 2 * TABLES; failures++) {
      try {
        Seeder.seed(SeedDatabase.config(), options.get(), progress.get());
        return failures;
      } catch (PlatformException stopped) {
        assertThat(stopped).hasRootCauseMessage("stopped by the test");
      }
    }
    throw new AssertionError("never done");
  }

  private static SeedSettings settings(int count) {
    return new SeedSettings(1, count, SeedLocale.RU, SeedDatabase.TODAY, "RUB");
  }

  private static Map<String, String> expected(int count) {
    return expected(settings(count));
  }

  private static Map<String, String> expected(SeedSettings settings) {
    return expected(settings, 9);
  }

  private static Map<String, String> expected(SeedSettings settings, int version) {
    return SeedDatabase.expected(settings, version);
  }

  private static List<String> recordedChecksums() {
    return Seeder.status(SeedDatabase.config()).tables().stream()
        .map(table -> table.rows() + " rows " + table.checksum())
        .toList();
  }

  private static List<String> seededTables() {
    return Seeder.status(SeedDatabase.config()).tables().stream()
        .map(SeedStatus.Table::name)
        .toList();
  }

  /** Record a table as if its last part had been committed, and nothing done after that. */
  private static void recordParts(String name) {
    SeedTable table =
        SeedPlan.of(settings(TWO_CHUNKS)).tables().stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(table.parts()).isGreaterThan(2);
    try (BulkLoader database = BulkLoader.connect(SeedDatabase.config(), "test")) {
      for (int part = 0; part < table.parts(); part++) {
        RowSum sum = new RowSum();
        long rows = 0;
        for (int i = table.firstChunk(part); i < table.firstChunk(part + 1); i++) {
          CopyBuffer chunk = table.chunk(i);
          sum.add(chunk.sum());
          rows += chunk.rows();
        }
        SeedJournal.recordPart(
            database, settings(TWO_CHUNKS), table, new SeedJournal.Part(part, rows, sum.hex()));
      }
    }
  }

  private static void insertPost() {
    try {
      SeedDatabase.execute(
          "INSERT INTO blog_post (post_id, author_id, title, topic, reading_time_minutes, content,"
              + " status) VALUES (1, 1, 'meanwhile', 'x', 1, 'x', 'draft')");
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<String> journal() throws SQLException {
    List<String> rows = SeedDatabase.rows("SELECT * FROM seeding_status ORDER BY id");
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static void cutConnections() {
    try {
      SeedDatabase.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name LIKE 'edu-cli seed%'");
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void insertTag() {
    try {
      SeedDatabase.execute("INSERT INTO tag (name) VALUES ('meanwhile')");
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }
}

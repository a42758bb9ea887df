package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.migrations.MigrationException.Kind;
import edu.platform.migrations.MigrationInfo.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MigrationsIT {

  private static final String TABLES =
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

  private TestServer server;
  private Migrations migrations;

  @BeforeEach
  void emptySchema() {
    server = TestServer.empty();
    migrations = server.migrations();
  }

  @Nested
  class Migrating {

    @Test
    void anotherTimeChangesNothingButTheGrants() {
      migrations.migrate(Target.latest());
      awaitNextSecond();

      MigrationReport second = migrations.migrate(Target.latest());

      assertThat(second.versionBefore()).isEqualTo(Migrations.LATEST);
      assertThat(second.versionAfter()).isEqualTo(Migrations.LATEST);
      assertThat(scripts(second)).containsExactly("R__grants.sql");
    }

    @Test
    void belowTheSchemaTakesNothingBack() {
      migrations.migrate(Target.version(5));
      List<String> tables = server.query(TABLES);
      awaitNextSecond();

      MigrationReport report = migrations.migrate(Target.version(3));

      assertThat(report.isAboveTarget()).isTrue();
      assertThat(report.versionAfter()).isEqualTo(5);
      assertThat(scripts(report)).containsExactly("R__grants.sql");
      assertThat(server.query(TABLES)).isEqualTo(tables);
    }

    @Test
    void twiceAtOnceAppliesEachVersionOnce() throws Exception {
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<MigrationReport> migrate = () -> server.migrations().migrate(Target.latest());
        var both = executor.invokeAll(List.of(migrate, migrate));

        List<Long> versions =
            Stream.of(both.getFirst().get(), both.getLast().get())
                .map(report -> scripts(report).stream().filter(s -> s.startsWith("V")).count())
                .sorted()
                .toList();

        assertThat(versions).containsExactly(0L, (long) Migrations.LATEST);
        assertThat(both).allMatch(report -> report.resultNow().versionAfter() == Migrations.LATEST);
      }
      assertThat(server.query("SELECT version FROM flyway_schema_history WHERE version <> ''"))
          .doesNotHaveDuplicates()
          .hasSize(Migrations.LATEST);
    }

    @Test
    void withoutTheRoleOfTheApplicationSaysSo() {
      MigrationReport report = server.migrations("nobody_here").migrate(Target.latest());

      assertThat(report.versionAfter()).isEqualTo(Migrations.LATEST);
      assertThat(report.notices())
          .singleElement()
          .asString()
          .contains("nobody_here")
          .contains("nothing granted");
    }

    @Test
    void thatFailsNamesThePlaceAndKeepsWhatCameBefore() {
      migrations.migrate(Target.version(3));
      server.execute("CREATE TABLE seeding_status (in_the_way integer)");

      MigrationException failure = failure(() -> migrations.migrate(Target.latest()));

      assertThat(failure.kind()).isEqualTo(Kind.FAILED_MIGRATION);
      assertThat(failure)
          .hasMessageContaining("V4__seeding_status.sql")
          .hasMessageContaining("line 6")
          .hasMessageContaining("42P07");
      assertThat(server.query("SELECT max(version) FROM flyway_schema_history"))
          .containsExactly("3");

      server.execute("DROP TABLE seeding_status");
      assertThat(migrations.migrate(Target.latest()).versionAfter()).isEqualTo(Migrations.LATEST);
    }

    @Test
    void bringsTheRowsThatTheCodeReliesOn() {
      migrations.migrate(Target.latest());

      assertThat(server.query("SELECT id || ' ' || name FROM role ORDER BY id"))
          .containsExactly(
              "1 admin",
              "2 teacher",
              "4 smm_manager",
              "5 mentor",
              "6 support",
              "7 reviewer",
              "8 career_manager",
              "9 analyst");
      assertThat(
              server.query(
                  "SELECT concat_ws(' ', id, kind, discount, surcharge) FROM course_type ORDER BY id"))
          .containsExactly(
              "1 basic 0 0",
              "2 reduced 10 0",
              "3 reduced 20 0",
              "4 reduced 70 0",
              "5 extended_career 0 25");
      assertThat(
              server.query(
                  """
                  INSERT INTO course_type (kind, type_name, active) VALUES ('basic', 'New', true)
                  RETURNING id
                  """))
          .containsExactly("6");
    }

    @Test
    void leavesRowsThatWereThereAsTheyAre() {
      migrations.migrate(Target.version(8));
      server.execute("INSERT INTO role VALUES (1, 'admin'), (2, 'teacher')");
      server.execute(
          "INSERT INTO course_type (id, kind, type_name, active) VALUES (1, 'basic', 'Стандарт', true)");

      migrations.migrate(Target.latest());

      assertThat(server.query("SELECT type_name FROM course_type WHERE id = 1"))
          .containsExactly("Стандарт");
      assertThat(server.query("SELECT count(*) FROM role")).containsExactly("8");
    }
  }

  @Nested
  class NewerSchema {

    @BeforeEach
    void madeByALaterRelease() {
      migrations.migrate(Target.latest());
      server.execute(
          """
          INSERT INTO flyway_schema_history
          SELECT installed_rank + 100, '10', 'later', type, 'V10__later.sql', checksum, installed_by,
                 installed_on, execution_time, success
            FROM flyway_schema_history WHERE version = '9'
          """);
    }

    @Test
    void isRefusedByEverythingThatWrites() {
      List<String> history = history();
      List<ThrowingCallable> actions =
          List.of(
              () -> migrations.migrate(Target.latest()),
              () -> migrations.pendingSql(Target.latest()),
              () -> migrations.validate(),
              () -> migrations.repair());

      for (ThrowingCallable action : actions) {
        MigrationException refusal = failure(action);

        assertThat(refusal.kind()).isEqualTo(Kind.NEWER_SCHEMA);
        assertThat(refusal).hasMessageContaining("version 10").hasMessageContaining("up to 9");
      }
      assertThat(history()).isEqualTo(history);
    }

    @Test
    void isShownByInfo() {
      assertThat(migrations.info())
          .filteredOn(migration -> migration.state() == State.UNKNOWN)
          .singleElement()
          .satisfies(unknown -> assertThat(unknown.version()).hasValue(10));
    }

    private List<String> history() {
      return server.query("SELECT h::text FROM flyway_schema_history h ORDER BY installed_rank");
    }
  }

  @Nested
  class ChangedMigration {

    @BeforeEach
    void appliedFromAnotherFile() {
      migrations.migrate(Target.version(3));
      server.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'");
    }

    @Test
    void isRefusedAndNamed() {
      MigrationException refusal = failure(() -> migrations.migrate(Target.latest()));

      assertThat(refusal.kind()).isEqualTo(Kind.CHECKSUM_MISMATCH);
      assertThat(refusal).hasMessageContaining("version 2");
      assertThat(server.query("SELECT max(version) FROM flyway_schema_history"))
          .containsExactly("3");
      assertThat(migrations.validate())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.script()).isEqualTo("V2__users_and_staff.sql");
                assertThat(problem.problem()).contains("checksum mismatch").doesNotContain("\n");
              });
    }

    @Test
    void isAcceptedByARepair() {
      RepairReport report = migrations.repair();

      assertThat(report.aligned()).containsExactly("V2__users_and_staff.sql");
      assertThat(report.removed()).isEmpty();
      assertThat(report.deleted()).isEmpty();
      assertThat(migrations.validate()).isEmpty();
      assertThat(migrations.migrate(Target.latest()).versionAfter()).isEqualTo(Migrations.LATEST);
    }
  }

  @Nested
  class Looking {

    @Test
    void listsVersionsInOrderAndWhatIsRepeated() {
      migrations.migrate(Target.version(2));
      awaitNextSecond();
      migrations.migrate(Target.version(3));

      List<MigrationInfo> all = migrations.info();

      assertThat(all).extracting(MigrationInfo::state).containsOnlyOnce(State.REPEATABLE);
      assertThat(all.getLast().script()).isEqualTo("R__grants.sql");
      assertThat(all.getLast().installedOn()).isPresent();
      assertThat(all.subList(0, 9))
          .extracting(migration -> migration.version().getAsInt())
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(all.subList(0, 3))
          .allMatch(migration -> migration.state() == State.APPLIED)
          .allMatch(migration -> migration.installedOn().isPresent());
      assertThat(all.subList(3, 9)).allMatch(migration -> migration.state() == State.PENDING);
    }

    @Test
    void showsThePendingSqlAndRunsNoneOfIt() {
      migrations.migrate(Target.version(3));
      List<String> tables = server.query(TABLES);

      String sql = migrations.pendingSql(Target.version(4));

      assertThat(sql)
          .contains("-- V4__seeding_status.sql", "CREATE TABLE seeding_status")
          .contains("-- R__grants.sql", "'" + server.postgres().appRole() + "'")
          .doesNotContain("${app_role}", "CREATE TABLE course ", "CREATE TABLE audit_log");
      assertThat(server.query(TABLES)).isEqualTo(tables);
    }

    @Test
    void atAnEmptySchemaLeavesItEmpty() {
      migrations.info();
      migrations.validate();
      migrations.pendingSql(Target.latest());

      assertThat(server.query(TABLES)).isEmpty();
    }
  }

  @Nested
  class Refusals {

    @Test
    void tablesOfSomebodyElseAreLeftAlone() {
      server.execute("CREATE TABLE theirs (x integer)");

      assertThat(failure(() -> migrations.migrate(Target.latest())).kind())
          .isEqualTo(Kind.UNKNOWN_SCHEMA);
      assertThat(server.query(TABLES)).containsExactly("theirs");
    }

    @Test
    void userOfTheApplicationMayNotMigrate() {
      var postgres = server.postgres();
      Migrations asApp =
          new Migrations(
              postgres.jdbcUrl(), postgres.appRole(), postgres.appPassword(), postgres.appRole());

      MigrationException refusal = failure(() -> asApp.migrate(Target.latest()));

      assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_REFUSED);
      assertThat(refusal).hasMessageContaining("\"edu_app\"").hasMessageContaining("DB_USER");
      assertThat(server.query(TABLES)).isEmpty();
    }

    @Test
    void wrongPasswordAndUnknownDatabaseAreRefused() {
      var postgres = server.postgres();
      Migrations wrongPassword =
          new Migrations(postgres.jdbcUrl(), postgres.owner(), "wrong", postgres.appRole());
      Migrations unknownDatabase =
          new Migrations(
              postgres.jdbcUrl().replace("/platform", "/nowhere"),
              postgres.owner(),
              postgres.ownerPassword(),
              postgres.appRole());

      assertThat(failure(wrongPassword::info).kind()).isEqualTo(Kind.ACCESS_REFUSED);
      assertThat(failure(() -> unknownDatabase.migrate(Target.latest())).kind())
          .isEqualTo(Kind.ACCESS_REFUSED);
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() throws IOException {
      int closed;
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        closed = socket.getLocalPort();
      }
      Migrations nowhere =
          new Migrations("jdbc:postgresql://127.0.0.1:" + closed + "/platform", "u", "p", "a");

      for (ThrowingCallable action :
          List.<ThrowingCallable>of(() -> nowhere.migrate(Target.latest()), nowhere::info)) {
        assertThat(failure(action).kind()).isEqualTo(Kind.UNREACHABLE);
      }
    }
  }

  private static List<String> scripts(MigrationReport report) {
    return report.applied().stream().map(MigrationReport.Applied::script).toList();
  }

  private static MigrationException failure(ThrowingCallable action) {
    return catchThrowableOfType(MigrationException.class, action);
  }

  /** The grants are told apart by the second they ran in. */
  private void awaitNextSecond() {
    server.query(
        "SELECT pg_sleep(1.01 - (extract(microseconds FROM clock_timestamp())::integer % 1000000) / 1e6)");
  }
}

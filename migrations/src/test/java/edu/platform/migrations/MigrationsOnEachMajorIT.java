package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The stack runs PostgreSQL 17; users bring 15 and 16 too (design, section 4). */
@ParameterizedClass
@ValueSource(strings = {"15", "16", "17"})
class MigrationsOnEachMajorIT {

  @Parameter String major;
  private TestServer server;

  @BeforeEach
  void emptySchema() {
    server = TestServer.empty(major);
  }

  @Test
  void emptySchemaIsBroughtToTheLatestVersionByItsOwner() {
    MigrationReport report = server.migrations().migrate(Target.latest());

    assertThat(server.query("SHOW server_version").getFirst()).startsWith(major + ".");
    assertThat(server.query("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        .containsExactly("f");
    assertThat(report.versionBefore()).isZero();
    assertThat(report.versionAfter()).isEqualTo(Migrations.LATEST);
    assertThat(report.notices()).isEmpty();
    assertThat(server.migrations().validate()).isEmpty();
  }

  @Test
  void eachVersionIsReachedByItself() {
    for (int version = 1; version <= Migrations.LATEST; version++) {
      MigrationReport report = server.migrations().migrate(Target.version(version));

      assertThat(report.versionBefore()).isEqualTo(version - 1);
      assertThat(report.versionAfter()).isEqualTo(version);
      assertThat(report.applied())
          .extracting(MigrationReport.Applied::script)
          .filteredOn(script -> script.startsWith("V"))
          .singleElement()
          .asString()
          .startsWith("V" + version + "__");
    }
  }

  @Test
  void stepsAndOneGoGiveTheSameSchema() {
    server.migrations().migrate(Target.latest());
    List<String> atOnce = schema();
    TestServer.empty(major);

    IntStream.rangeClosed(1, Migrations.LATEST)
        .forEach(version -> server.migrations().migrate(Target.version(version)));

    assertThat(schema()).isEqualTo(atOnce).hasSizeGreaterThan(300);
  }

  /** Columns, constraints, indexes and rights. */
  private List<String> schema() {
    return server.query(
        """
        SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default)
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT concat_ws(' ', relname, array(SELECT unnest(relacl)::text ORDER BY 1))
          FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
        ORDER BY 1
        """);
  }

  @Test
  void versionIsReadWithoutTheRunner() throws Exception {
    try (var connection = server.connectAsOwner()) {
      connection.setAutoCommit(false);
      assertThat(SchemaHistory.currentVersion(connection)).isEqualTo(OptionalInt.empty());
      assertThat(TestServer.query(connection, "SELECT 1")).containsExactly("1");
    }

    server.migrations().migrate(Target.version(4));

    try (var connection = server.connectAsApp()) {
      assertThat(SchemaHistory.currentVersion(connection)).hasValue(4);
    }
  }
}

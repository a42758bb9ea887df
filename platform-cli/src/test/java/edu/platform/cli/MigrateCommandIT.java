package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.migrations.Migrations;
import edu.platform.postgres.EmbeddedPostgres;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one database, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrateCommandIT {

  private static EmbeddedPostgres postgres;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
    environment =
        Map.of(
            "DB_HOST", postgres.host(),
            "DB_PORT", String.valueOf(postgres.port()),
            "DB_NAME", postgres.database(),
            "DB_USER", postgres.owner(),
            "DB_PASSWORD", postgres.ownerPassword(),
            "PG_USER", postgres.appRole());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  @Order(1)
  void aDryRunPrintsTheSqlAndChangesNothing() {
    CliRun dryRun = CliRun.of(environment, "migrate", "--dry-run", "--target", "1");
    CliRun info = CliRun.of(environment, "migrate", "info", "--json");

    assertThat(dryRun.exitCode()).isEqualTo(0);
    assertThat(dryRun.out()).contains("CREATE TABLE course").doesNotContain("CREATE TABLE users");
    assertThat(info.out().lines()).hasSize(1);
    assertThat(info.out()).contains("\"version\":1", "pending").doesNotContain("applied");
  }

  @Test
  @Order(2)
  void theTargetMayComeFromTheEnvironment() {
    Map<String, String> toThree = new HashMap<>(environment);
    toThree.put("MIGRATION_VERSION", "3");

    CliRun run = CliRun.of(toThree, "migrate", "--json");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out())
        .startsWith(
            "{\"target\":3,\"version_before\":0,\"version_after\":3,\"applied\":[{\"script\":\"V1__");
  }

  @Test
  @Order(3)
  void withoutATargetTheLatestVersionIsReached() {
    CliRun first = CliRun.of(environment, "migrate");
    CliRun second = CliRun.of(environment, "migrate");

    assertThat(first.exitCode()).isEqualTo(0);
    assertThat(first.out())
        .contains("V4__")
        .contains("The schema is at version " + Migrations.LATEST + " (was 3).");
    assertThat(second.out())
        .contains("The schema is at version " + Migrations.LATEST + " already.");
  }

  @Test
  @Order(4)
  void nothingIsTakenBack() {
    CliRun run = CliRun.of(environment, "migrate", "--target", "3");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out()).contains("above the target 3: nothing is ever taken back");
  }

  @Test
  @Order(4)
  void infoListsTheVersionsForPeople() {
    CliRun run = CliRun.of(environment, "migrate", "info");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out().lines().skip(1).toList().getFirst()).startsWith("1        applied");
  }

  @Test
  @Order(4)
  void whatIsAsItShouldBeIsValidAndNeedsNoRepair() {
    assertThat(CliRun.of(environment, "migrate", "validate", "--json"))
        .isEqualTo(new CliRun(0, "{\"valid\":true,\"problems\":[]}" + System.lineSeparator(), ""));
    assertThat(CliRun.of(environment, "migrate", "repair").out())
        .contains("There was nothing to repair.");
  }

  @Test
  void aVersionThatDoesNotExistIsAUsageError() {
    CliRun run = CliRun.of(environment, "migrate", "--target", "99");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no schema version '99'");
  }

  @Test
  void aBadPortIsNamedWithItsVariable() {
    Map<String, String> bad = new HashMap<>(environment);
    bad.put("DB_PORT", "postgres");

    CliRun run = CliRun.of(bad, "migrate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "DB_PORT (environment): expected a whole number from 1 to 65535, found 'postgres'");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailable() {
    Map<String, String> nobody = new HashMap<>(environment);
    nobody.put("DB_PORT", "1");

    CliRun run = CliRun.of(nobody, "migrate");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> !line.isEmpty())).hasSize(2);
    assertThat(run.err()).contains("127.0.0.1:1");
  }

  @Test
  void theStacksNameOutsideOfTheStackGetsAHint() {
    CliRun run = CliRun.of(Map.of(), "migrate");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("DB_HOST=127.0.0.1");
  }
}

package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.accounts.KeyDirectory;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import edu.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandIT {

  @TempDir static Path keys;

  private static EmbeddedPostgres postgres;

  private final Map<String, String> environment = new HashMap<>();

  ServeCommandIT() throws IOException {
    environment.putAll(
        Map.of(
            "PG_HOST", postgres.host(),
            "PG_PORT", String.valueOf(postgres.port()),
            "PG_NAME", postgres.database(),
            "PG_USER", postgres.appRole(),
            "PG_PASS", postgres.appPassword(),
            "JWT_KEYS_DIR", keys.toString(),
            "ACCESS_LOG", "off",
            "HTTP_PORT", String.valueOf(RunningCli.freePort()),
            "EDU_SERVE_DRAIN_DELAY", "0s"));
  }

  @BeforeAll
  static void start() {
    new KeyDirectory(keys).create(Instant.now());
    postgres = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
    new Migrations(
            postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword(), postgres.appRole())
        .migrate(Target.latest());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void theApiAnswersUntilItIsStopped() throws Exception {
    String address = "http://127.0.0.1:" + environment.get("HTTP_PORT");
    try (RunningCli serve = RunningCli.start(environment, "serve", "--json")) {
      serve.awaitText("\"event\":\"ready\"");

      assertThat(serve.out()).startsWith("{\"event\":\"ready\",\"address\":\"" + address + "\"");
      assertThat(RunningCli.get(address + "/health/ready").statusCode()).isEqualTo(200);
      assertThat(serve.stop()).isEqualTo(ExitCode.INTERRUPTED);
    }
    PortCheck.requireFree("127.0.0.1", Integer.parseInt(environment.get("HTTP_PORT")));
  }

  @Test
  void publishedSecretsAreRefusedUnlessThisIsDevelopment() {
    environment.put("PG_PASS", "change-me-app");

    CliRun production = CliRun.of(environment, "serve");
    environment.put("APP_ENV", "dev");
    CliRun development = CliRun.of(environment, "serve");

    assertThat(production.exitCode()).isEqualTo(2);
    assertThat(production.err().lines())
        .containsExactly(
            "edu-cli serve: PG_PASS as in .env.example, which everybody can read",
            "Set secrets of your own, or APP_ENV=dev if this is no production.");
    assertThat(development.exitCode()).as("the database refuses it").isEqualTo(3);
    assertThat(development.err()).contains("Check PG_USER, PG_PASS and PG_NAME");
  }

  @Test
  void withoutAKeyNothingIsServed(@TempDir Path empty) {
    environment.put("JWT_KEYS_DIR", empty.toString());
    CliRun none = CliRun.of(environment, "serve");
    environment.remove("JWT_KEYS_DIR");
    CliRun unset = CliRun.of(environment, "serve");

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("there is no key to sign tokens with in " + empty)
        .contains("edu-cli keys create");
    assertThat(unset.exitCode()).isEqualTo(2);
    assertThat(unset.err()).contains("JWT_KEYS_DIR is not set").contains("edu-cli keys create");
  }

  @Test
  void aDatabaseWithoutAdminGetsOne() throws Exception {
    environment.put("BOOTSTRAP_ADMIN_EMAIL", "head@example.org");
    CliRun half = CliRun.of(environment, "serve");
    environment.put("BOOTSTRAP_ADMIN_PASSWORD", "password1234");
    CliRun common = CliRun.of(environment, "serve");
    environment.put("BOOTSTRAP_ADMIN_PASSWORD", "seven lilac umbrellas");

    try (RunningCli serve = RunningCli.start(environment, "serve")) {
      serve.awaitText("Serving on");

      RunningCli.Reply signedIn =
          RunningCli.post(
              "http://127.0.0.1:" + environment.get("HTTP_PORT") + "/v1/auth/tokens",
              "{\"email\": \"head@example.org\", \"password\": \"seven lilac umbrellas\"}");

      assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(201);
      assertThat(signedIn.body()).contains("\"roles\":[\"admin\"]");
    }
    assertThat(half.exitCode()).isEqualTo(2);
    assertThat(half.err()).contains("expected both BOOTSTRAP_ADMIN_EMAIL");
    assertThat(common.exitCode()).isEqualTo(2);
    assertThat(common.err()).contains("BOOTSTRAP_ADMIN_PASSWORD is among");
  }

  @Test
  void demonstrationDataIsRefusedUnlessThisIsDevelopment() throws Exception {
    sql(
        "INSERT INTO seeding_status (migration_version, success, seeded_at) VALUES (9, true, now())");
    try {
      CliRun production = CliRun.of(environment, "serve");
      environment.put("APP_ENV", "dev");

      assertThat(production.exitCode()).isEqualTo(2);
      assertThat(production.err()).contains("the database holds demonstration data");
      try (RunningCli development = RunningCli.start(environment, "serve")) {
        development.awaitText("Serving on");
      }
    } finally {
      sql("DELETE FROM seeding_status");
    }
  }

  @Test
  void anOlderSchemaIsWaitedForAndThenRefused() throws Exception {
    sql("UPDATE flyway_schema_history SET success = false WHERE version = '9'");
    try {
      CliRun run = CliRun.of(environment, "serve", "--schema-wait", "50ms");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("the schema is at version 8, this build needs 9");
    } finally {
      sql("UPDATE flyway_schema_history SET success = true WHERE version = '9'");
    }
  }

  @Test
  void aNewerSchemaIsServedWithAWarning() throws Exception {
    sql(
        "INSERT INTO flyway_schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 0,"
            + " 'edu_owner', now(), 1, true)");
    try (RunningCli serve = RunningCli.start(environment, "serve")) {
      serve.awaitText("Serving on");

      assertThat(serve.err()).contains("Warning: the schema is at version 99");
    } finally {
      sql("DELETE FROM flyway_schema_history WHERE version = '99'");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      CliRun run = CliRun.of(environment, "serve", "--port", "" + taken.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err().lines()).hasSize(2);
      assertThat(run.err()).contains("cannot listen on port " + taken.getLocalPort());
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailable() {
    environment.put("PG_PORT", "1");

    CliRun run = CliRun.of(environment, "serve");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(2).first().asString().contains("127.0.0.1:1");
  }

  @Test
  void allWrongSettingsAreNamed() {
    environment.put("PG_POOL_MAX", "0");
    environment.put("APP_ENV", "production");

    CliRun run = CliRun.of(environment, "serve");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "PG_POOL_MAX (environment): expected a whole number from 1 to 1000, found '0'",
            "APP_ENV (environment): expected one of dev, prod, test, found 'production'");
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword());
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(statement);
    }
  }
}

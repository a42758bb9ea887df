package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A database is purged, in order. What goes and what stays is tried where it is decided. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PurgeCommandIT {

  private static EmbeddedPostgres postgres;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws SQLException {
    postgres = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
    environment =
        Map.of(
            "DB_HOST", postgres.host(),
            "DB_PORT", String.valueOf(postgres.port()),
            "DB_NAME", postgres.database(),
            "DB_USER", postgres.owner(),
            "DB_PASSWORD", postgres.ownerPassword(),
            "PG_USER", postgres.appRole());
    CliRun.of(environment, "migrate");
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO audit_log (at, action, entity)
          VALUES (now() - interval '4 years', 'old', 'a'), (now(), 'young', 'a');
          INSERT INTO login_throttle (key, failures, window_started_at)
          VALUES ('old', 1, now() - interval '2 days');
          """);
    }
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  @Order(1)
  void aDryRunCounts() {
    CliRun run = CliRun.of(environment, "purge", "--dry-run");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(0);
    assertThat(run.out()).contains("audit_log", "2 rows would be deleted.");
  }

  @Test
  @Order(2)
  void whatIsOldIsDeletedOnce() {
    String counts =
        "{\"dry_run\":false,\"tables\":[{\"table\":\"audit_log\",\"rows\":%d},"
            + "{\"table\":\"refresh_token\",\"rows\":0},{\"table\":\"password_reset\",\"rows\":0},"
            + "{\"table\":\"idempotency_key\",\"rows\":0},{\"table\":\"login_throttle\",\"rows\":%d}]}"
            + System.lineSeparator();

    CliRun first = CliRun.of(environment, "purge", "--json");
    CliRun second = CliRun.of(environment, "purge", "--json");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo(counts.formatted(1, 1));
    assertThat(second.out()).isEqualTo(counts.formatted(0, 0));
  }

  @Test
  @Order(3)
  void theApplicationsRoleIsSentAway() {
    Map<String, String> asApplication = new HashMap<>(environment);
    asApplication.put("DB_USER", postgres.appRole());
    asApplication.put("DB_PASSWORD", postgres.appPassword());

    CliRun run = CliRun.of(asApplication, "purge");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("expected the owner of the schema");
  }

  @Test
  @Order(4)
  void withoutADatabaseItSaysSo() {
    Map<String, String> nowhere = new HashMap<>(environment);
    nowhere.put("DB_PORT", "1");

    CliRun run = CliRun.of(nowhere, "purge");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
  }
}

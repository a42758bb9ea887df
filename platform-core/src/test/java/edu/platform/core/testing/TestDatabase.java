package edu.platform.core.testing;

import edu.platform.core.PlatformTime;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.Database;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import edu.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One migrated server for all tests of this module. Code under test signs in as the application's
 * role; rows are made as the owner of the schema.
 */
public final class TestDatabase {

  /** The day that the rows of {@code catalogue.sql} are laid out around. */
  public static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  /** The platform's zone, in which {@link #CLOCK} has passed midnight while UTC has not. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  /** Always tells the first hour of {@link #TODAY}. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-14T21:30:00Z"), ZoneId.of("UTC"));

  /** {@link #CLOCK} in {@link #ZONE}. */
  public static final PlatformTime TIME = new PlatformTime(CLOCK, ZONE);

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  private static EmbeddedPostgres start() {
    EmbeddedPostgres server = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
    new Migrations(server.jdbcUrl(), server.owner(), server.ownerPassword(), server.appRole())
        .migrate(Target.latest());
    return server;
  }

  /** Puts exactly the rows of {@code catalogue.sql} into the tables. */
  public static void reset() {
    execute(
        """
        DO $$
        BEGIN
          EXECUTE (SELECT 'TRUNCATE ' || string_agg(CAST(CAST(c.oid AS regclass) AS text), ', ')
                     FROM pg_class c
                    WHERE c.relnamespace = CAST('public' AS regnamespace)
                      AND c.relkind = 'r'
                      AND c.relname NOT IN ('role', 'course_type', 'flyway_schema_history'));
        END
        $$
        """);
    execute(resource("/catalogue.sql").replace("${today}", TODAY.toString()));
  }

  /**
   * Run statements as the owner of the schema.
   *
   * @param sql one or more, without parameters
   */
  public static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** A connection of the owner of the schema. */
  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.owner(), SERVER.ownerPassword());
  }

  /**
   * Ask for one value as the owner of the schema.
   *
   * @param sql a query without parameters, of one row and column
   * @return the value as text, or {@code null}
   */
  public static String value(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** Settings of a pool of four connections, for which a request waits 200 ms. */
  public static DatabaseConfig config() {
    return config(SERVER.appRole(), SERVER.appPassword());
  }

  private static DatabaseConfig config(String user, String password) {
    return new DatabaseConfig(
        SERVER.host(),
        SERVER.port(),
        SERVER.database(),
        user,
        password,
        4,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  /** A database as the platform opens it, to be closed by the caller. */
  public static Database open() {
    return Database.open(config());
  }

  /** A database as tools open it that belong to the owner of the schema. */
  public static Database openAsOwner() {
    return Database.open(config(SERVER.owner(), SERVER.ownerPassword()));
  }

  private static String resource(String name) {
    try (InputStream in = TestDatabase.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package edu.platform.cli.seed;

import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.BulkLoader;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import edu.platform.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database that the seeder's integration tests share, one test after the other. */
public final class SeedDatabase {

  public static final LocalDate TODAY = LocalDate.of(2026, 3, 14);

  private static final EmbeddedPostgres SERVER =
      EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());

  private SeedDatabase() {}

  /** Drop all there is and migrate to a version. */
  public static void reset(int version) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
    }
    migrate(version);
  }

  static void migrate(int version) {
    new Migrations(SERVER.jdbcUrl(), SERVER.owner(), SERVER.ownerPassword(), SERVER.appRole())
        .migrate(Target.version(version));
  }

  static Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.owner(), SERVER.ownerPassword());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'"); // whatever zone the tests run in
    }
    return connection;
  }

  public static DatabaseConfig config() {
    return config(SERVER.port(), SERVER.owner(), SERVER.ownerPassword());
  }

  static DatabaseConfig config(int port, String user, String password) {
    return new DatabaseConfig(
        SERVER.host(),
        port,
        SERVER.database(),
        user,
        password,
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  /** Return the variables that lead edu-cli to the database. */
  public static Map<String, String> environment() {
    return Map.of(
        "DB_HOST", SERVER.host(),
        "DB_PORT", Integer.toString(SERVER.port()),
        "DB_NAME", SERVER.database(),
        "DB_USER", SERVER.owner(),
        "DB_PASSWORD", SERVER.ownerPassword());
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Return the rows of a query as text, at most ten. */
  static List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(10);
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery(sql)) {
        ResultSetMetaData columns = result.getMetaData();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.add(columns.getColumnName(i) + "=" + result.getString(i));
          }
          rows.add(String.join(", ", row));
        }
      }
      return rows;
    }
  }

  public static long count(String table) throws SQLException {
    return Long.parseLong(rows("SELECT count(*) FROM " + table).getFirst().replace("count=", ""));
  }

  /** Return the number and checksum of each table's rows as they are made, without a database. */
  public static Map<String, String> expected(SeedSettings settings, int version) {
    Map<String, String> sums = new TreeMap<>();
    for (SeedTable table : SeedPlan.of(settings).tables()) {
      if (table.version() <= version) {
        sums.put(table.name(), text(TableSum.ofGenerated(table)));
      }
    }
    return sums;
  }

  private static String text(TableSum sum) {
    return sum.rows() + " rows " + sum.checksum();
  }

  /** Return the number and checksum of each table's rows as they are in the database. */
  public static Map<String, String> checksums(SeedSettings settings, int version) {
    Map<String, String> sums = new TreeMap<>();
    try (var database = BulkLoader.connect(config(), "test")) {
      for (SeedTable table : SeedPlan.of(settings).tables()) {
        if (table.version() <= version) {
          sums.put(table.name(), text(TableSum.ofDatabase(database, table)));
        }
      }
    }
    return sums;
  }
}

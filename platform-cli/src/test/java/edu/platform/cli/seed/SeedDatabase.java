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

  public static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Let transactions of sessions to come write, or not. */
  public static void setReadOnly(boolean readOnly) throws SQLException {
    execute(
        readOnly
            ? "ALTER ROLE CURRENT_USER SET default_transaction_read_only = on"
            : "BEGIN READ WRITE;"
                + " ALTER ROLE CURRENT_USER RESET default_transaction_read_only; COMMIT");
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

  /** Return the definition of everything in the schema, a line each; no rows, no numbers drawn. */
  public static List<String> schema() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                """
                WITH of_schema AS (
                    SELECT * FROM pg_class WHERE relnamespace = CAST('public' AS regnamespace))
                SELECT concat_ws(' ', relname, relkind, relpersistence, relowner, relacl, reloptions,
                                 reltablespace, relrowsecurity, relhastriggers)
                  FROM of_schema
                UNION ALL
                SELECT concat_ws(' ', relname, attname, attnum, format_type(atttypid, atttypmod),
                                 attnotnull, attidentity, attgenerated, attstorage, attcompression,
                                 attstattarget, attcollation, attoptions, attacl,
                                 pg_get_expr(adbin, adrelid))
                  FROM of_schema c JOIN pg_attribute a ON a.attrelid = c.oid
                  LEFT JOIN pg_attrdef ON adrelid = a.attrelid AND adnum = attnum
                UNION ALL
                SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready,
                                 indisclustered, indisreplident)
                  FROM of_schema c JOIN pg_index ON indrelid = c.oid
                UNION ALL
                SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(k.oid), convalidated)
                  FROM of_schema c JOIN pg_constraint k ON conrelid = c.oid
                UNION ALL
                SELECT concat_ws(' ', relname, CAST(tgfoid AS regproc), tgenabled, tgtype,
                                 tgdeferrable)
                  FROM of_schema c JOIN pg_trigger ON tgrelid = c.oid
                UNION ALL
                SELECT concat_ws(' ', relname, seqstart, seqincrement, seqmax, seqmin, seqcache,
                                 seqcycle)
                  FROM of_schema c JOIN pg_sequence ON seqrelid = c.oid
                UNION ALL
                SELECT pg_get_functiondef(oid)
                  FROM pg_proc WHERE pronamespace = CAST('public' AS regnamespace)
                ORDER BY 1
                """)) {
      List<String> result = new ArrayList<>();
      while (lines.next()) {
        result.add(lines.getString(1));
      }
      return result;
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

package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Sql;
import edu.platform.cli.failover.UnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The tables that a drill writes to, in a schema of their own. */
final class Schema {

  static final String NAME = "edu_failover_check";
  static final int ACCOUNTS = 20;
  static final long BALANCE = 1_000_000;

  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final String[] CREATE = {
    "DROP SCHEMA IF EXISTS " + NAME + " CASCADE",
    "CREATE SCHEMA " + NAME,
    // Not unique: a write that is done twice has to show.
    "CREATE TABLE " + NAME + ".number (value bigint NOT NULL)",
    "CREATE TABLE " + NAME + ".account (id integer PRIMARY KEY, balance bigint NOT NULL)",
    "CREATE TABLE " + NAME + ".transfer (id bigint NOT NULL)",
    "INSERT INTO "
        + NAME
        + ".account SELECT i, "
        + BALANCE
        + " FROM generate_series(1, "
        + ACCOUNTS
        + ") AS i",
    "CREATE INDEX ON " + NAME + ".number (value)"
  };

  private final Sql.Server owner;

  Schema(Sql.Server owner) {
    this.owner = owner;
  }

  /**
   * Make the tables anew.
   *
   * @throws UnavailableException if that fails
   */
  void create() {
    execute(CREATE);
  }

  /**
   * Remove the tables.
   *
   * @throws UnavailableException if that fails
   */
  void drop() {
    execute("DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
  }

  /** What the tables hold, read in one transaction. */
  record Content(Map<Long, Long> numbers, Map<Long, Long> transfers, long total) {}

  /**
   * Read the tables on the leader.
   *
   * @throws UnavailableException if that fails
   */
  Content read() {
    try (Connection connection = Sql.connect(owner, "edu-cli drill", SILENCE);
        Statement statement = connection.createStatement()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      Map<Long, Long> numbers =
          counts(statement, "SELECT value, count(*) FROM " + NAME + ".number GROUP BY value");
      Map<Long, Long> transfers =
          counts(statement, "SELECT id, count(*) FROM " + NAME + ".transfer GROUP BY id");
      try (ResultSet row =
          statement.executeQuery("SELECT sum(balance) FROM " + NAME + ".account")) {
        row.next();
        return new Content(numbers, transfers, row.getLong(1));
      }
    } catch (SQLException failed) {
      throw unavailable("reading what the drill has written", failed);
    }
  }

  private static Map<Long, Long> counts(Statement statement, String sql) throws SQLException {
    Map<Long, Long> counts = new HashMap<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        counts.put(row.getLong(1), row.getLong(2));
      }
    }
    return counts;
  }

  private void execute(String... statements) {
    try (Connection connection = Sql.connect(owner, "edu-cli drill", SILENCE);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw unavailable("the drill's tables", failed);
    }
  }

  private UnavailableException unavailable(String what, SQLException failed) {
    return new UnavailableException(
        what + " at " + owner + ": " + Sql.fault(failed),
        "A drill makes tables in a schema of its own as DB_USER, DB_PASSWORD: the owner of"
            + " DB_NAME.",
        failed);
  }
}

package edu.platform.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * Reads which version a schema has, from the table that migrations leave. It needs no more than a
 * connection: a server that starts must not load what applies migrations.
 */
public final class SchemaHistory {

  private static final String HISTORY_EXISTS =
      "SELECT to_regclass('flyway_schema_history') IS NOT NULL";

  private static final String CURRENT_VERSION =
      """
      SELECT max(CAST(version AS integer))
        FROM flyway_schema_history
       WHERE success AND version ~ '^[0-9]{1,9}$'
      """;

  private SchemaHistory() {}

  /**
   * Return the version of the current schema. The user needs SELECT on {@code
   * flyway_schema_history}, which every migrate grants to the application's role.
   *
   * @param connection to the database; its transaction, if any, stays usable
   * @return the version, 1 or more; none if no migration was applied
   * @throws SQLException if the database refuses or fails
   */
  public static OptionalInt currentVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet exists = statement.executeQuery(HISTORY_EXISTS)) {
        // Asked first: a query on a missing table would spoil the caller's transaction.
        if (!exists.next() || !exists.getBoolean(1)) {
          return OptionalInt.empty();
        }
      }
      try (ResultSet version = statement.executeQuery(CURRENT_VERSION)) {
        version.next();
        int highest = version.getInt(1);
        return version.wasNull() ? OptionalInt.empty() : OptionalInt.of(highest);
      }
    }
  }
}

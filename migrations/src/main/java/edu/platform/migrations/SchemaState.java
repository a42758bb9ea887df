package edu.platform.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/**
 * What a server must know of a schema before it serves it. Read without what applies migrations,
 * which would cost the server a third of its start.
 *
 * @param version of the schema; none if no migration was applied
 * @param seeded whether demonstration data was loaded, as {@code seeding_status} (V4) records it
 */
public record SchemaState(OptionalInt version, boolean seeded) {

  private static final int RECORDS_SEEDING = 4;

  private static final String SEEDED = "SELECT EXISTS (SELECT FROM seeding_status WHERE success)";

  /**
   * Read the state of a schema.
   *
   * @param jdbcUrl address of the database, {@code jdbc:postgresql://…}
   * @param user who may read, such as the application's role ({@code PG_USER})
   * @param password of the user
   * @return the state at this moment
   * @throws MigrationException if the database is unreachable or refuses this user
   */
  public static SchemaState read(String jdbcUrl, String user, String password) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
      OptionalInt version = SchemaHistory.currentVersion(connection);
      boolean seeded = version.orElse(0) >= RECORDS_SEEDING && isSeeded(connection);
      return new SchemaState(version, seeded);
    } catch (SQLException failure) {
      throw new FlywayFailures(jdbcUrl).translate(failure);
    }
  }

  private static boolean isSeeded(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(SEEDED)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}

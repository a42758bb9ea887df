package edu.platform.migrations;

import edu.platform.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server for all tests of a run, one of each major version asked for, ending with the JVM. */
record TestServer(EmbeddedPostgres postgres) {

  private static final Map<String, TestServer> RUNNING = new ConcurrentHashMap<>();

  /** The server of the version that the platform runs on, with an empty schema. */
  static TestServer empty() {
    return empty("17");
  }

  /** A server of a major version, with an empty schema. */
  static TestServer empty(String major) {
    TestServer server = RUNNING.computeIfAbsent(major, TestServer::start);
    server.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return server;
  }

  private static TestServer start(String major) {
    Path home =
        major.equals("17")
            ? EmbeddedPostgres.homeFromSystemProperty()
            : Path.of(System.getProperty(EmbeddedPostgres.HOME_PROPERTY + "." + major));
    return new TestServer(EmbeddedPostgres.temporary(home));
  }

  Migrations migrations() {
    return migrations(postgres.appRole());
  }

  Migrations migrations(String appRole) {
    return new Migrations(postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword(), appRole);
  }

  TestServer migrated() {
    migrations().migrate(Target.latest());
    return this;
  }

  Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword());
  }

  Connection connectAsApp() throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.appRole(), postgres.appPassword());
  }

  /** Run SQL as the owner. */
  void execute(String sql) {
    try (Connection connection = connectAsOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException("failed: " + sql, failure);
    }
  }

  /** Query as the owner: the first column of each row, as text. */
  List<String> query(String sql) {
    try (Connection connection = connectAsOwner()) {
      return query(connection, sql);
    } catch (SQLException failure) {
      throw new IllegalStateException("failed: " + sql, failure);
    }
  }

  static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}

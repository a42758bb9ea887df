package edu.platform.core.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import edu.platform.core.config.DatabaseConfig;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * HikariCP as DbClient wants it, with the settings that keep a dead or demoted server from holding
 * requests.
 */
final class ConnectionPool implements JdbcConnectionPool, AutoCloseable {

  /** HikariCP takes no less. */
  private static final long LEAST_TIMEOUT_MILLIS = 250;

  private final HikariDataSource dataSource;

  ConnectionPool(DatabaseConfig config) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName("edu-platform");
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(config.poolMax());
    hikari.setMinimumIdle(1);
    // Permits bound the wait for a connection that is in use; this bounds the making of one.
    hikari.setConnectionTimeout(millis(config.connectTimeout().plus(config.poolWait())));
    hikari.setValidationTimeout(millis(config.connectTimeout()));
    hikari.setMaxLifetime(Duration.ofMinutes(30).toMillis());
    hikari.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    // Start without a database: the first query says what is wrong.
    hikari.setInitializationFailTimeout(-1);
    hikari.setExceptionOverride(new DropDemotedLeader());
    hikari.addDataSourceProperty("ApplicationName", "edu-platform");
    hikari.addDataSourceProperty("connectTimeout", seconds(config.connectTimeout()));
    hikari.addDataSourceProperty("loginTimeout", seconds(config.connectTimeout()));
    hikari.addDataSourceProperty("socketTimeout", seconds(config.socketTimeout()));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("assumeMinServerVersion", "15");
    hikari.addDataSourceProperty(
        "options", "-c statement_timeout=" + config.statementTimeout().toMillis());
    this.dataSource = new HikariDataSource(hikari);
  }

  @Override
  public Connection connection() {
    try {
      return WatchedCommit.of(dataSource.getConnection());
    } catch (SQLException failure) {
      throw new DbClientException("no connection", failure);
    }
  }

  @Override
  public String dbType() {
    return "postgresql";
  }

  /** Has each connection closed, at once or when it comes back, and made anew when it is needed. */
  void replaceConnections() {
    dataSource.getHikariPoolMXBean().softEvictConnections();
  }

  /** Return the numbers that a time-out's message carries. */
  String numbers() {
    var pool = dataSource.getHikariPoolMXBean();
    return pool.getActiveConnections() + " active, " + pool.getIdleConnections() + " idle";
  }

  @Override
  public void close() {
    dataSource.close();
  }

  private static long millis(Duration duration) {
    return Math.max(LEAST_TIMEOUT_MILLIS, duration.toMillis());
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}

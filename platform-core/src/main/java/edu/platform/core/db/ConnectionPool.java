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

  /**
   * For the rows up to the first thousand, which may have to be sorted, and for each further one.
   */
  private static final Duration EXPORT_TIMEOUT = Duration.ofMinutes(1);

  private final HikariDataSource dataSource;

  private ConnectionPool(HikariConfig hikari) {
    this.dataSource = new HikariDataSource(hikari);
  }

  /** For requests, each of which holds a connection for a moment. */
  static ConnectionPool forRequests(DatabaseConfig config) {
    HikariConfig hikari = settings(config, config.statementTimeout(), config.socketTimeout());
    hikari.setPoolName("edu-platform");
    hikari.setMaximumPoolSize(config.poolMax());
    hikari.setMinimumIdle(1);
    return new ConnectionPool(hikari);
  }

  /** For exports, which hold one for minutes; none is kept open without use. */
  static ConnectionPool forExports(DatabaseConfig config, int connections, int fetchSize) {
    HikariConfig hikari = settings(config, EXPORT_TIMEOUT, EXPORT_TIMEOUT.plusSeconds(10));
    hikari.setPoolName("edu-platform-exports");
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(0);
    hikari.setReadOnly(true);
    // In a transaction the driver then reads by a cursor.
    hikari.addDataSourceProperty("defaultRowFetchSize", Integer.toString(fetchSize));
    return new ConnectionPool(hikari);
  }

  private static HikariConfig settings(
      DatabaseConfig config, Duration statementTimeout, Duration socketTimeout) {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
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
    hikari.addDataSourceProperty("socketTimeout", seconds(socketTimeout));
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    hikari.addDataSourceProperty("assumeMinServerVersion", "15");
    long timeoutMillis = statementTimeout.toMillis();
    hikari.addDataSourceProperty(
        "options", "-c statement_timeout=" + timeoutMillis + " -c lock_timeout=" + timeoutMillis);
    return hikari;
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

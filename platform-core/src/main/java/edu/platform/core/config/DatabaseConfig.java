package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigMappingException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a PostgreSQL database is and how it is used. The API reads the node {@code pg} ({@code
 * PG_HOST}, {@code PG_POOL_MAX}, …), migrations, seeding and tools read {@code db} ({@code
 * DB_HOST}, …).
 *
 * @param host name or address; behind a proxy, the proxy's
 * @param port 1 to 65535
 * @param name of the database
 * @param user role to sign in as
 * @param password of the role
 * @param poolMax connections at most, 1 to 1000
 * @param poolWait how long a request may wait for a connection
 * @param connectTimeout how long making a connection may take
 * @param statementTimeout after which the server gives up a read, or the wait for a row that is
 *     locked
 * @param socketTimeout after which a silent connection counts as dead; longer than the statement
 *     timeout
 */
public record DatabaseConfig(
    String host,
    int port,
    String name,
    String user,
    String password,
    int poolMax,
    Duration poolWait,
    Duration connectTimeout,
    Duration statementTimeout,
    Duration socketTimeout) {

  /** Checks ranges, and that the socket outlives a statement. */
  public DatabaseConfig {
    check(port >= 1 && port <= 65_535, "port must be 1..65535, not " + port);
    check(poolMax >= 1 && poolMax <= 1_000, "pool.max must be 1..1000, not " + poolMax);
    check(!host.isBlank(), "host must not be empty");
    check(!name.isBlank(), "name must not be empty");
    check(
        socketTimeout.compareTo(statementTimeout) > 0,
        "timeout.socket ("
            + socketTimeout
            + ") must be longer than timeout.statement ("
            + statementTimeout
            + ")");
  }

  /**
   * Read the settings of one node, with the defaults of the stack.
   *
   * @param node {@code pg} or {@code db}
   * @return the checked settings
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one is no number or out of range;
   *     the message names it
   */
  public static DatabaseConfig from(Config node) {
    try {
      return new DatabaseConfig(
          node.get("host").asString().orElse("haproxy"),
          node.get("port").asInt().orElse(5001),
          node.get("name").asString().orElse("postgres"),
          node.get("user").asString().orElse("postgres"),
          node.get("pass")
              .asString()
              .or(() -> node.get("password").asString().asOptional())
              .orElse(""),
          node.get("pool.max").asInt().orElse(10),
          Durations.from(node.get("pool.wait"), Duration.ofSeconds(1)),
          Durations.from(node.get("timeout.connect"), Duration.ofSeconds(2)),
          Durations.from(node.get("timeout.statement"), Duration.ofSeconds(5)),
          Durations.from(node.get("timeout.socket"), Duration.ofSeconds(10)));
    } catch (ConfigMappingException noNumber) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, noNumber.getMessage(), noNumber);
    }
  }

  /**
   * Read where replicas are, if anything is said about them; the rest is as for the leader.
   *
   * @param node {@code pg}: {@code PG_REPLICA_HOST}, {@code PG_REPLICA_PORT}
   * @return the settings for a replica, or empty without {@code PG_REPLICA_HOST}
   * @throws PlatformException {@code INVALID_CONFIGURATION} as {@link #from}
   */
  public static Optional<DatabaseConfig> replica(Config node) {
    DatabaseConfig leader = from(node);
    try {
      int replicaPort = node.get("replica.port").asInt().orElse(5002);
      return node.get("replica.host")
          .asString()
          .asOptional()
          // An empty value in an env file is no value.
          .filter(replicaHost -> !replicaHost.isBlank())
          .map(
              replicaHost ->
                  new DatabaseConfig(
                      replicaHost,
                      replicaPort,
                      leader.name,
                      leader.user,
                      leader.password,
                      leader.poolMax,
                      leader.poolWait,
                      leader.connectTimeout,
                      leader.statementTimeout,
                      leader.socketTimeout));
    } catch (ConfigMappingException noNumber) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, noNumber.getMessage(), noNumber);
    }
  }

  /**
   * Return the address for messages and the driver.
   *
   * @return a JDBC URL without credentials
   */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "DatabaseConfig["
        + user
        + "@"
        + host
        + ":"
        + port
        + "/"
        + name
        + ", poolMax="
        + poolMax
        + "]";
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, "database " + message);
    }
  }
}

package edu.platform.cli.failover;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Connections to one particular server: what is behind a port, and what a member does, cannot be
 * asked through a pool, which would hide it.
 */
public final class Sql {

  private Sql() {}

  /**
   * A server of PostgreSQL's protocol.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @param database its name
   * @param user role to sign in as
   * @param password of the role
   */
  public record Server(String host, int port, String database, String user, String password) {

    /**
     * Read an address.
     *
     * @param url {@code postgresql://host[:port][/database]}
     * @throws IllegalArgumentException if it is none
     */
    public static Server parse(String url, String database, String user, String password) {
      URI uri = URI.create(url.strip().replaceFirst("^jdbc:", ""));
      if (uri.getScheme() == null
          || !uri.getScheme().matches("postgres(ql)?")
          || uri.getHost() == null) {
        throw new IllegalArgumentException("'" + url + "' is not postgresql://host:port/database");
      }
      String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
      return new Server(
          uri.getHost(),
          uri.getPort() == -1 ? 5432 : uri.getPort(),
          path.isEmpty() ? database : path,
          user,
          password);
    }

    /** The same database elsewhere. */
    public Server at(String otherHost, int otherPort) {
      return new Server(otherHost, otherPort, database, user, password);
    }

    /** The same server as another role. */
    public Server as(String otherUser, String otherPassword) {
      return new Server(host, port, database, otherUser, otherPassword);
    }

    /** Leaves user and password out. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * Connect.
   *
   * @param server where to
   * @param application what {@code pg_stat_activity} shows
   * @param silence after which the connection is given up, whole seconds, at least 1
   * @return a connection in autocommit
   * @throws SQLException if the server does not take us in time
   */
  public static Connection connect(Server server, String application, Duration silence)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("ApplicationName", application);
    String seconds = Long.toString(Math.max(1, silence.toSeconds()));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("loginTimeout", "0"); // it would start a thread; the two above suffice
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("assumeMinServerVersion", "15");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(),
        properties);
  }

  /** What went wrong, in a phrase. */
  public static String fault(SQLException failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return failure.getSQLState() == null ? message : message + " (" + failure.getSQLState() + ")";
  }
}

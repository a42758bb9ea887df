package edu.platform.core.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * A connection whose commit fails when it was not confirmed by a standby. PostgreSQL reports a
 * commit whose wait was cancelled as done, with a warning: it is in the leader's log alone, and a
 * failover may lose it.
 */
final class WatchedCommit implements InvocationHandler {

  /** "Transaction resolution unknown" (SQL standard, class 08): as if the connection was lost. */
  private static final String RESOLUTION_UNKNOWN = "08007";

  /** Of "canceling [the] wait for synchronous replication ..." (PostgreSQL, syncrep.c). */
  private static final String UNCONFIRMED = "wait for synchronous replication";

  private final Connection connection;

  private WatchedCommit(Connection connection) {
    this.connection = connection;
  }

  static Connection of(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            WatchedCommit.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new WatchedCommit(connection));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    try {
      Object result = method.invoke(connection, arguments);
      if (method.getName().equals("commit")) {
        requireConfirmed(connection.getWarnings());
      }
      return result;
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  /**
   * Look at what the server said about a commit.
   *
   * @param warnings of the connection, or {@code null} without any
   * @throws SQLException if the commit may be lost
   */
  static void requireConfirmed(SQLWarning warnings) throws SQLException {
    for (SQLWarning warning = warnings; warning != null; warning = warning.getNextWarning()) {
      if (String.valueOf(warning.getMessage()).contains(UNCONFIRMED)) {
        throw new SQLException(warning.getMessage(), RESOLUTION_UNKNOWN, warning);
      }
    }
  }
}

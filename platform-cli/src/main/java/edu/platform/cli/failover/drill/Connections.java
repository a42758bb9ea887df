package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/** Connections to one address, made when none is free. One that failed is not used again. */
final class Connections implements AutoCloseable {

  private static final String READ_ONLY = "25006";

  /** Of attempts that failed: a storm of them would keep a server busy that has just come back. */
  private static final long PAUSE_NANOS = Duration.ofMillis(40).toNanos();

  private final Sql.Server server;
  private final Duration silence;
  private final boolean fixed;
  private final AtomicLong nextAttemptAt = new AtomicLong(System.nanoTime());
  private final Deque<Connection> free = new ConcurrentLinkedDeque<>();

  /**
   * Make it; nothing is connected yet.
   *
   * @param silence after which a connection is given up
   * @param fixed whether the address is always the same server: one that is read-only will still be
   *     the same after another connection
   */
  Connections(Sql.Server server, Duration silence, boolean fixed) {
    this.server = server;
    this.silence = silence;
    this.fixed = fixed;
  }

  /** A failure, and whether the work had been begun by then. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean connected;

    Failure(SQLException cause, boolean connected) {
      super(cause);
      this.connected = connected;
    }

    SQLException sql() {
      return (SQLException) getCause();
    }

    boolean connected() {
      return connected;
    }
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {
    /** Do it. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Work with a connection.
   *
   * @throws Failure if there is none, or if the work fails; the connection is dropped then
   */
  <T> T use(Work<T> work) throws Failure {
    Connection connection = free.pollFirst();
    if (connection == null) {
      connection = connect();
    }
    try {
      connection.clearWarnings();
      T result = work.on(connection);
      free.addFirst(connection);
      return result;
    } catch (SQLException failed) {
      if (fixed && READ_ONLY.equals(failed.getSQLState())) {
        free.addFirst(connection);
      } else {
        drop(connection);
      }
      throw new Failure(failed, true);
    }
  }

  private Connection connect() throws Failure {
    if (nextAttemptAt.get() - System.nanoTime() > 0) {
      throw new Failure(new SQLException("no connection, pausing", "08001"), false);
    }
    try {
      return Sql.connect(server, "edu-cli drill", silence);
    } catch (SQLException refused) {
      nextAttemptAt.set(System.nanoTime() + PAUSE_NANOS);
      throw new Failure(refused, false);
    }
  }

  private static void drop(Connection connection) {
    try {
      connection.abort(Runnable::run); // close() would try to say good-bye to a server that is gone
    } catch (SQLException _) {
      // It is of no use any more in any case.
    }
  }

  /** Ends those that are free; one that is in use then is dropped by the next close. */
  @Override
  public void close() {
    for (Connection each = free.pollFirst(); each != null; each = free.pollFirst()) {
      drop(each);
    }
  }
}

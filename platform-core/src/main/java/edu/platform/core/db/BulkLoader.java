package edu.platform.core.db;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * One connection for moving whole tables: {@code COPY} in and out, the small statements around it,
 * transactions and the advisory lock. For the seeder (requirements section 6); requests of users go
 * through {@code Database}.
 *
 * <p>The session runs in UTC and without a statement timeout, because a {@code COPY} may take
 * minutes; TCP keep-alives notice a server that is gone. Every fault is a {@link
 * PlatformException}: {@code DATABASE_UNAVAILABLE} where it may pass (no answer, a server that is
 * read-only, starting or out of disk space), {@code INVALID_CONFIGURATION} where the settings are
 * wrong, {@code ALREADY_EXISTS} for a row that is there already, else {@code INTERNAL}.
 *
 * <p>Not for use by several threads at a time.
 */
public final class BulkLoader implements AutoCloseable {

  private final Connection connection;

  private BulkLoader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connect.
   *
   * @param config where to and as whom; its pool and statement settings do not apply
   * @param applicationName what {@code pg_stat_activity} shows
   * @return the connection, in autocommit
   * @throws PlatformException {@code DATABASE_UNAVAILABLE} if no server answers within the
   *     configured time, {@code INVALID_CONFIGURATION} if it refuses the user, the password or the
   *     database
   */
  public static BulkLoader connect(DatabaseConfig config, String applicationName) {
    Properties properties = new Properties();
    properties.setProperty("user", config.user());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty(
        "connectTimeout", Long.toString(Math.max(1, config.connectTimeout().toSeconds())));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        "-c DateStyle=ISO -c statement_timeout=0 -c lock_timeout=0"
            + " -c idle_in_transaction_session_timeout=0 -c client_min_messages=warning");
    try {
      BulkLoader loader = new BulkLoader(DriverManager.getConnection(config.jdbcUrl(), properties));
      // The driver itself sets the JVM's zone at the start of a session.
      loader.execute("SET TimeZone = 'UTC'");
      return loader;
    } catch (SQLException refused) {
      throw fault("cannot connect to " + config.jdbcUrl() + " as " + config.user(), refused);
    }
  }

  /**
   * Try to take a lock that this connection keeps until it ends.
   *
   * @param key what the lock stands for, the same in all programs that must not run together
   * @return false if another connection holds it
   */
  public boolean tryLock(long key) {
    return query(
            "SELECT CAST(pg_try_advisory_lock(?) AS integer)", row -> row.number(1).orElse(0), key)
        .contains(1L);
  }

  /**
   * Run a small query.
   *
   * @param sql with {@code ?} for parameters
   * @param mapper makes an object of a row; the row is only valid during the call
   * @param parameters strings, numbers, dates or null, in order
   * @param <T> what a row becomes
   * @return all rows, in the query's order
   */
  public <T> List<T> query(String sql, Function<Row, T> mapper, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      Row row = new Row(rows);
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(mapper.apply(row));
      }
      return List.copyOf(result);
    } catch (SQLException failed) {
      throw fault("a query failed", failed);
    }
  }

  /**
   * Let later commits of this connection return before they are safe: a crash of the server may
   * undo the last of them, always later ones before earlier ones. A commit of another connection
   * that waits is safe together with all before it.
   */
  public void commitWithoutWaiting() {
    execute("SET synchronous_commit = off");
  }

  /**
   * Run a statement that returns no rows, or whose rows do not matter.
   *
   * @param sql with {@code ?} for parameters
   * @param parameters strings, numbers, dates or null, in order
   */
  public void execute(String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.execute();
    } catch (SQLException failed) {
      throw fault("a statement failed", failed);
    }
  }

  /**
   * Run work in one transaction: committed when it returns, rolled back when it throws.
   *
   * @param work what belongs together
   * @param <T> what the work returns
   * @return what the work returned
   */
  public <T> T inTransaction(Supplier<T> work) {
    try {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.get();
        connection.commit();
        committed = true;
        connection.setAutoCommit(true);
        return result;
      } finally {
        if (!committed) {
          rollBack();
        }
      }
    } catch (SQLException failed) {
      throw fault("a transaction failed", failed);
    }
  }

  /**
   * Load rows.
   *
   * @param sql a {@code COPY … FROM STDIN} in text format
   * @param chunks called until it is empty; the bytes between a buffer's position and limit are
   *     sent, and may end within a row. When it throws, nothing is loaded, and what it threw is
   *     thrown on.
   * @return number of rows loaded
   * @throws PlatformException {@code ALREADY_EXISTS} if a row is there already
   */
  public long copyIn(String sql, Supplier<Optional<ByteBuffer>> chunks) {
    try {
      CopyIn copy = copyManager().copyIn(sql);
      try {
        for (Optional<ByteBuffer> chunk = chunks.get(); chunk.isPresent(); chunk = chunks.get()) {
          ByteBuffer bytes = chunk.get();
          copy.writeToCopy(
              bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        return copy.endCopy();
      } finally {
        cancelIfActive(copy);
      }
    } catch (SQLException failed) {
      throw fault("loading failed: " + sql, failed);
    }
  }

  /**
   * Read rows as {@code COPY} writes them.
   *
   * @param sql a {@code COPY … TO STDOUT} in text format
   * @param rows given one row a call, with its line end
   */
  public void copyOut(String sql, Consumer<byte[]> rows) {
    try {
      copyManager().copyOut(sql, new RowStream(rows));
    } catch (SQLException failed) {
      throw fault("reading failed: " + sql, failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Closes the connection, which gives its lock back. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException _) {
      // It was lost before: whoever used it has heard.
    }
  }

  /** What made the work fail is thrown on; that a broken connection cannot roll back is no news. */
  private void rollBack() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException _) {
      // The server rolls back by itself when the connection ends.
    }
  }

  private static void cancelIfActive(CopyIn copy) {
    if (copy.isActive()) {
      try {
        copy.cancelCopy();
      } catch (SQLException _) {
        // As in rollBack.
      }
    }
  }

  private CopyManager copyManager() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException wrong) {
      statement.close();
      throw wrong;
    }
  }

  private static PlatformException fault(String what, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    boolean passes =
        state.startsWith("08") // connection
            || state.startsWith("53") // out of disk, memory or connections
            || state.startsWith("57P") // shutdown, starting up
            || state.equals("25006"); // read-only: not the leader
    boolean settings =
        state.startsWith("28") // user or password refused
            || state.equals("3D000") // no such database
            || state.equals("42501"); // not permitted
    ErrorCode code =
        passes
            ? ErrorCode.DATABASE_UNAVAILABLE
            : settings
                ? ErrorCode.INVALID_CONFIGURATION
                : state.equals("23505") ? ErrorCode.ALREADY_EXISTS : ErrorCode.INTERNAL;
    return new PlatformException(code, what + ": " + reason(cause), cause);
  }

  private static String reason(SQLException cause) {
    for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
      if (reason instanceof UnknownHostException) {
        return "the host name is not known here";
      }
    }
    return requireNonNull(cause.getMessage(), cause.toString());
  }

  /** The current row of a query; columns count from 1. */
  public static final class Row {

    private final ResultSet rows;

    private Row(ResultSet rows) {
      this.rows = rows;
    }

    /**
     * Return a column as text.
     *
     * @param column 1 or more
     * @return its text, or empty where it is NULL
     */
    public Optional<String> text(int column) {
      try {
        return Optional.ofNullable(rows.getString(column));
      } catch (SQLException failed) {
        throw fault("reading a column failed", failed);
      }
    }

    /**
     * Return a column as a number.
     *
     * @param column 1 or more
     * @return its value, or empty where it is NULL
     */
    public OptionalLong number(int column) {
      try {
        long value = rows.getLong(column);
        return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
      } catch (SQLException failed) {
        throw fault("reading a column failed", failed);
      }
    }

    /**
     * Return a column as a day.
     *
     * @param column 1 or more
     * @return its value, or empty where it is NULL
     */
    public Optional<LocalDate> date(int column) {
      try {
        return Optional.ofNullable(rows.getObject(column, LocalDate.class));
      } catch (SQLException failed) {
        throw fault("reading a column failed", failed);
      }
    }
  }

  /** Passes on what the driver writes: it writes whole rows, one a call. */
  private static final class RowStream extends OutputStream {

    private final Consumer<byte[]> rows;

    RowStream(Consumer<byte[]> rows) {
      this.rows = rows;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("COPY is written by rows");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      rows.accept(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }
}

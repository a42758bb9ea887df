package edu.platform.core.db;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.config.DatabaseConfig;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The only way to a database. A caller waits for one of as many permits as the pool has
 * connections, for a bounded time; answers are read to the end, transactions end, and parameters
 * are checked before a connection is taken, since DbClient loses a connection in each of these
 * cases.
 */
public final class Database implements AutoCloseable {

  /** Connections that work may find dead: one from before a failover, and one right after it. */
  private static final int ATTEMPTS = 3;

  private static final Sql NO_STATEMENT_TIMEOUT =
      Sql.named(
          "db.no-statement-timeout",
          "SELECT set_config('statement_timeout', '0', true) AS timeout");

  /** Exports at once: each holds a connection and a snapshot for as long as its client reads. */
  private static final int EXPORTS = 2;

  /** Rows that an export holds in memory (design section 3). */
  private static final int FETCH_SIZE = 1_000;

  private final Lane requests;
  private final Lane exports;

  private Database(DatabaseConfig config) {
    this.requests =
        new Lane(ConnectionPool.forRequests(config), config.poolMax(), config.poolWait());
    this.exports =
        new Lane(
            ConnectionPool.forExports(config, EXPORTS, FETCH_SIZE), EXPORTS, config.poolWait());
  }

  /**
   * Make a pool of connections; none is opened yet.
   *
   * @param config where the database is
   * @return the open database, to be closed by the caller
   */
  public static Database open(DatabaseConfig config) {
    return new Database(config);
  }

  /**
   * Return all rows of an answer. A read that meets a lost connection is done again on another.
   *
   * @param sql the statement
   * @param parameters a value for each of its parameters, and for no others
   * @param mapper makes an object of a row
   * @param <T> what a row becomes
   * @return the rows in the statement's order
   * @throws PlatformException {@code POOL_EXHAUSTED}, {@code DATABASE_UNAVAILABLE} or {@code
   *     STATEMENT_TIMEOUT} when nothing could be read in time, {@code INTERNAL} if the statement is
   *     wrong
   */
  public <T> List<T> query(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
    checkParameters(sql, parameters);
    return requests.withPermit(
        sql.name(),
        () -> {
          for (int attempt = 1; ; attempt++) {
            try {
              return read(requests.client.execute(), sql, parameters, mapper);
            } catch (RuntimeException failure) {
              if (attempt == ATTEMPTS || !SqlFailures.worthAnotherConnection(failure)) {
                throw failure;
              }
              // The others are of the same time; those used just now would be handed out unchecked.
              requests.pool.replaceConnections();
            }
          }
        });
  }

  /**
   * Return the only row of an answer.
   *
   * @param sql a statement that answers with one row at most
   * @param parameters a value for each of its parameters, and for no others
   * @param mapper makes an object of the row
   * @param <T> what the row becomes
   * @return the row, or empty
   * @throws PlatformException as {@link #query} does, and {@code INTERNAL} for more than one row
   */
  public <T> Optional<T> one(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
    return only(sql, query(sql, parameters, mapper));
  }

  /**
   * Do work in one transaction: committed when it returns, rolled back when it throws. Work that
   * meets a lost connection, a server that is no longer the leader, a deadlock or a conflict with
   * another transaction is done again from its start: nothing of it was committed. Not so when the
   * commit itself fails, after which nobody knows.
   *
   * @param name what metrics and logs call it, such as {@code purchases.buy}
   * @param work gets the transaction, which is not valid after it returns
   * @param <T> what the work gives
   * @return what the work gave
   * @throws PlatformException as {@link #query} does; {@code COMMIT_UNKNOWN} if the connection was
   *     lost during the commit; what the work threw, if it is one
   */
  public <T> T inTransaction(String name, Function<Transaction, T> work) {
    return requests.withPermit(
        name,
        () -> {
          for (int attempt = 1; ; attempt++) {
            try {
              return transactionOnce(name, work);
            } catch (RuntimeException failure) {
              if (attempt == ATTEMPTS || !SqlFailures.worthAnotherTransaction(failure)) {
                throw failure;
              }
              if (SqlFailures.worthAnotherConnection(failure)) {
                requests.pool.replaceConnections();
              }
            }
          }
        });
  }

  /**
   * Give the rows of a large answer one by one, as of one moment. They are read by a cursor, a
   * thousand at a time, on one of a few connections that requests do not use. Never done again once
   * a row was given.
   *
   * @param sql the statement
   * @param parameters a value for each of its parameters, and for no others
   * @param consumer takes each row, which is not valid after it returns; may take its time
   * @throws PlatformException as {@link #query} does, also after some rows were given; {@code
   *     INTERNAL} if the consumer fails
   */
  public void forEach(Sql sql, Map<String, ?> parameters, Consumer<Row> consumer) {
    checkParameters(sql, parameters);
    exports.withPermit(
        sql.name(),
        () -> {
          boolean[] given = {false};
          for (int attempt = 1; ; attempt++) {
            try {
              return exportOnce(
                  sql,
                  parameters,
                  row -> {
                    given[0] = true;
                    consumer.accept(row);
                  });
            } catch (RuntimeException failure) {
              if (given[0] || attempt == ATTEMPTS || !SqlFailures.worthAnotherConnection(failure)) {
                throw failure;
              }
              exports.pool.replaceConnections();
            }
          }
        });
  }

  private boolean exportOnce(Sql sql, Map<String, ?> parameters, Consumer<Row> consumer) {
    DbTransaction transaction = exports.client.transaction();
    try {
      try (Stream<DbRow> rows =
          transaction
              .createNamedQuery(sql.name(), sql.text())
              .params(Binding.of(parameters))
              .execute()) {
        rows.forEach(row -> consumer.accept(new Row(row)));
      }
    } catch (RuntimeException | Error failure) {
      rollback(transaction, failure);
      throw failure;
    }
    // Nothing was written: this gives the connection back.
    transaction.rollback();
    return true;
  }

  private <T> T transactionOnce(String name, Function<Transaction, T> work) {
    DbTransaction transaction = requests.client.transaction();
    T result;
    try {
      // A commit that is cancelled while it waits for its standby would be reported as done.
      read(transaction, NO_STATEMENT_TIMEOUT, Map.of(), row -> row.text("timeout"));
      result = work.apply(new Transaction(transaction));
    } catch (RuntimeException | Error failure) {
      rollback(transaction, failure);
      throw failure;
    }
    try {
      transaction.commit();
    } catch (RuntimeException failure) {
      throw SqlFailures.ofCommit(name, failure);
    }
    return result;
  }

  /** A connection that is lost cannot be rolled back either: what lost it is what counts. */
  private static void rollback(DbTransaction transaction, Throwable cause) {
    try {
      transaction.rollback();
    } catch (RuntimeException failure) {
      cause.addSuppressed(failure);
    }
  }

  /** Closes all connections; queries under way fail. */
  @Override
  public void close() {
    exports.close();
    requests.close();
  }

  private static <T> List<T> read(
      DbExecute execute, Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
    try (Stream<DbRow> rows =
        execute.createNamedQuery(sql.name(), sql.text()).params(Binding.of(parameters)).execute()) {
      return rows.map(row -> mapper.apply(new Row(row))).toList();
    }
  }

  private static <T> Optional<T> only(Sql sql, List<T> rows) {
    if (rows.size() > 1) {
      throw new PlatformException(
          ErrorCode.INTERNAL,
          sql.name() + " answered with " + rows.size() + " rows, expected one at most");
    }
    return rows.stream().findFirst();
  }

  private static void checkParameters(Sql sql, Map<String, ?> parameters) {
    if (!sql.parameters().equals(parameters.keySet())) {
      throw new PlatformException(
          ErrorCode.INTERNAL,
          sql.name()
              + " has the parameters "
              + sql.parameters()
              + ", was given "
              + parameters.keySet());
    }
  }

  /** Connections for one kind of work, and as many permits to wait for. */
  private static final class Lane implements AutoCloseable {

    private final ConnectionPool pool;
    private final DbClient client;
    private final int size;
    private final Semaphore permits;
    private final Duration wait;

    Lane(ConnectionPool pool, int size, Duration wait) {
      this.pool = pool;
      this.client = JdbcClientBuilder.create().connectionPool(pool).build();
      this.size = size;
      this.permits = new Semaphore(size, true);
      this.wait = wait;
    }

    <T> T withPermit(String name, Supplier<T> work) {
      acquire(name);
      try {
        return work.get();
      } catch (RefusedException refused) {
        throw refused;
      } catch (RuntimeException failure) {
        throw SqlFailures.translate(name, failure);
      } finally {
        permits.release();
      }
    }

    private void acquire(String name) {
      try {
        if (permits.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new PlatformException(ErrorCode.DATABASE_UNAVAILABLE, name + " was interrupted");
      }
      throw new PlatformException(
          ErrorCode.POOL_EXHAUSTED,
          name
              + " waited "
              + wait.toMillis()
              + " ms for one of "
              + size
              + " connections ("
              + pool.numbers()
              + ", "
              + permits.getQueueLength()
              + " waiting)");
    }

    @Override
    public void close() {
      client.close();
      pool.close();
    }
  }

  /** Statements within one transaction; never retried one by one. */
  public static final class Transaction {

    private final DbTransaction transaction;

    private Transaction(DbTransaction transaction) {
      this.transaction = transaction;
    }

    /**
     * Return all rows of an answer.
     *
     * @param sql the statement; one that changes rows ends in {@code RETURNING}
     * @param parameters a value for each of its parameters, and for no others
     * @param mapper makes an object of a row
     * @param <T> what a row becomes
     * @return the rows in the statement's order
     */
    public <T> List<T> query(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
      checkParameters(sql, parameters);
      try {
        return read(transaction, sql, parameters, mapper);
      } catch (DbClientException failure) {
        throw SqlFailures.translate(sql.name(), failure);
      }
    }

    /**
     * Return the only row of an answer.
     *
     * @param sql a statement that answers with one row at most
     * @param parameters a value for each of its parameters, and for no others
     * @param mapper makes an object of the row
     * @param <T> what the row becomes
     * @return the row, or empty
     */
    public <T> Optional<T> one(Sql sql, Map<String, ?> parameters, Function<Row, T> mapper) {
      return only(sql, query(sql, parameters, mapper));
    }

    /**
     * Change rows.
     *
     * @param sql an INSERT, UPDATE or DELETE
     * @param parameters a value for each of its parameters, and for no others
     * @return how many rows were changed
     */
    public long execute(Sql sql, Map<String, ?> parameters) {
      checkParameters(sql, parameters);
      try {
        return transaction
            .createNamedDmlStatement(sql.name(), sql.text())
            .params(Binding.of(parameters))
            .execute();
      } catch (DbClientException failure) {
        throw SqlFailures.translate(sql.name(), failure);
      }
    }
  }
}

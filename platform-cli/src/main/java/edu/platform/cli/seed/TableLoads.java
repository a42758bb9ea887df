package edu.platform.cli.seed;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.BulkLoader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Loads tables, several at a time, each after those it refers to. Rows are made by threads of their
 * own, a few chunks ahead of the connection that sends them in order.
 */
final class TableLoads {

  private final DatabaseConfig config;
  private final SeedSettings settings;
  private final int workers;
  private final boolean journal;
  private final SeedProgress progress;

  private final List<SeedTable> waiting = new ArrayList<>();
  private final Set<String> done = new HashSet<>();
  private final List<SeedResult.Table> results = new ArrayList<>();
  private Throwable failure; // the first one; null while all goes well

  TableLoads(
      DatabaseConfig config,
      SeedSettings settings,
      int workers,
      boolean journal,
      SeedProgress progress) {
    this.config = config;
    this.settings = settings;
    this.workers = workers;
    this.journal = journal;
    this.progress = progress;
  }

  /**
   * Load tables.
   *
   * @param tables to load
   * @param loaded names of tables that are there already
   * @return what was loaded, in the order of the commits
   */
  List<SeedResult.Table> run(List<SeedTable> tables, Set<String> loaded) {
    waiting.addAll(tables);
    done.addAll(loaded);
    int loaders = Math.min(workers, tables.size());
    if (loaders == 0) {
      return List.of();
    }
    try (ExecutorService loading = Executors.newFixedThreadPool(loaders);
        ExecutorService making = Executors.newFixedThreadPool(workers)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < loaders; i++) {
        running.add(loading.submit(() -> loadWhatIsReady(making)));
      }
      for (Future<Void> loader : running) {
        try {
          await(loader);
        } catch (PlatformException failed) {
          fail(failed); // when this thread was interrupted, no loader knows of it
        }
      }
    }
    throwFailure();
    return List.copyOf(results);
  }

  private Void loadWhatIsReady(ExecutorService making) {
    try (BulkLoader connection = BulkLoader.connect(config, "edu-cli seed worker")) {
      for (Optional<SeedTable> table = take(); table.isPresent(); table = take()) {
        loaded(load(connection, table.get(), making));
      }
      return null;
    } catch (RuntimeException | Error failed) {
      fail(failed);
      throw failed;
    }
  }

  /** Wait for a table whose parents are there; empty when none is left or a load has failed. */
  private synchronized Optional<SeedTable> take() {
    while (failure == null && !waiting.isEmpty()) {
      Optional<SeedTable> ready =
          waiting.stream().filter(table -> done.containsAll(table.after())).findFirst();
      if (ready.isPresent()) {
        waiting.remove(ready.get());
        return ready;
      }
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        fail(interrupted);
      }
    }
    return Optional.empty();
  }

  private synchronized void loaded(SeedResult.Table result) {
    done.add(result.name());
    results.add(result);
    notifyAll();
    progress.finished(result);
  }

  /** Stops all; what fails later only follows from it. */
  private synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    notifyAll();
  }

  private synchronized boolean hasFailed() {
    return failure != null;
  }

  private synchronized void throwFailure() {
    if (failure != null) {
      throw fault(failure);
    }
  }

  private SeedResult.Table load(BulkLoader connection, SeedTable table, ExecutorService making) {
    long began = System.nanoTime();
    Chunks chunks = new Chunks(table, making);
    connection.inTransaction(
        () -> {
          lock(connection, table);
          copy(connection, table, chunks);
          table
              .identity()
              .ifPresent(
                  column ->
                      connection.execute(
                          "SELECT setval(pg_get_serial_sequence(?, ?), max("
                              + column
                              + ")) FROM "
                              + table.name(),
                          table.name(),
                          column));
          if (journal) {
            SeedJournal.record(connection, settings, table, chunks.rows, chunks.sum.hex());
          }
          connection.execute("ANALYZE " + table.name());
          return null;
        });
    return new SeedResult.Table(
        table.name(),
        chunks.rows,
        chunks.bytes,
        chunks.sum.hex(),
        Duration.ofNanos(System.nanoTime() - began));
  }

  /** The lock keeps off a seeder whose own was lost; who gets it second finds the rows. */
  private static void lock(BulkLoader connection, SeedTable table) {
    connection.execute("LOCK TABLE " + table.name() + " IN SHARE ROW EXCLUSIVE MODE");
    if (!table.fixed() && !SeedJournal.nonEmpty(connection, List.of(table.name())).isEmpty()) {
      throw new PlatformException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "table "
              + table.name()
              + " was filled by somebody else meanwhile: run edu-cli seed again");
    }
  }

  private static void copy(BulkLoader connection, SeedTable table, Chunks chunks) {
    if (!table.fixed()) {
      connection.copyIn(table.copyIn(table.name()), chunks);
      return;
    }
    String copy = "seed_" + table.name();
    connection.execute(
        "CREATE TEMPORARY TABLE " + copy + " (LIKE " + table.name() + ") ON COMMIT DROP");
    connection.copyIn(table.copyIn(copy), chunks);
    String columns = String.join(", ", table.columns());
    connection.execute(
        "INSERT INTO "
            + table.name()
            + " ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + copy
            + " ON CONFLICT ("
            + String.join(", ", table.key())
            + ") DO UPDATE SET "
            + table.columns().stream()
                .map(column -> column + " = EXCLUDED." + column)
                .collect(Collectors.joining(", ")));
  }

  private static <T> T await(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PlatformException(ErrorCode.DATABASE_UNAVAILABLE, "interrupted while seeding");
    } catch (ExecutionException failed) {
      throw fault(failed.getCause());
    }
  }

  private static PlatformException fault(Throwable failure) {
    return switch (failure) {
      case PlatformException known -> known;
      case InterruptedException _ ->
          new PlatformException(ErrorCode.DATABASE_UNAVAILABLE, "interrupted while seeding");
      default -> new PlatformException(ErrorCode.INTERNAL, "seeding failed: " + failure, failure);
    };
  }

  /** The chunks of one table in order, the next ones being made while one is sent. */
  private final class Chunks implements Supplier<Optional<byte[]>> {

    private final SeedTable table;
    private final ExecutorService making;
    private final Queue<Future<CopyBuffer>> ahead = new ArrayDeque<>();
    private final RowSum sum = new RowSum();
    private int next;
    private int sent;
    private long rows;
    private long bytes;

    Chunks(SeedTable table, ExecutorService making) {
      this.table = table;
      this.making = making;
    }

    @Override
    public Optional<byte[]> get() {
      if (hasFailed()) {
        throw new PlatformException(
            ErrorCode.DATABASE_UNAVAILABLE, "stopped, because another table failed");
      }
      for (; next < table.chunks() && ahead.size() <= workers; next++) {
        int chunk = next;
        Callable<CopyBuffer> make = () -> table.chunk(chunk);
        ahead.add(making.submit(make));
      }
      Future<CopyBuffer> first = ahead.poll();
      if (first == null) {
        return Optional.empty();
      }
      CopyBuffer made = await(first);
      byte[] result = made.toByteArray();
      sum.add(made.sum());
      rows += made.rows();
      bytes += result.length;
      sent++;
      progress.advanced(table.name(), (int) (100L * sent / table.chunks()), rows);
      return Optional.of(result);
    }
  }
}

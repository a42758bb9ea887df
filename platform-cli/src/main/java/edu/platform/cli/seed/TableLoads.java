package edu.platform.cli.seed;

import static java.util.Comparator.comparing;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.BulkLoader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
 * Loads tables by several connections, each table after those it refers to. Rows are made by
 * threads of their own, a few chunks ahead of the connection that sends them in order.
 *
 * <p>A large table is loaded in parts, each a transaction of its own: so several connections load
 * it when nothing else is left, and a kill costs the parts under way and no more. Keys and indexes
 * stay in place all the time: whatever happens, the schema is the migrated one.
 */
final class TableLoads {

  private final DatabaseConfig config;
  private final SeedSettings settings;
  private final int workers;
  private final boolean journal;
  private final SeedProgress progress;

  private final List<TableLoad> open = new ArrayList<>(); // in an order in which they can be loaded
  private final Set<String> done = new HashSet<>();
  private final List<SeedResult.Table> results = new ArrayList<>();
  private Throwable failure; // the first one; null while all goes well

  /** What a connection does next: load a part, or finish a table whose parts are all there. */
  private record Task(TableLoad load, OptionalInt part) {}

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
   * @param begun parts of {@code tables} that are there already
   * @return what was loaded, in the order of the commits
   */
  List<SeedResult.Table> run(
      List<SeedTable> tables, Set<String> loaded, Map<String, List<SeedJournal.Part>> begun) {
    for (SeedTable table : tables) {
      open.add(new TableLoad(table, journal, begun.getOrDefault(table.name(), List.of())));
    }
    done.addAll(loaded);
    int parts = open.stream().mapToInt(load -> Math.max(1, load.missing())).sum();
    int loaders = Math.min(workers, parts);
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
      if (journal) {
        // The journal's last row waits for all, and what a crash undoes is missing from the
        // journal.
        connection.commitWithoutWaiting();
      }
      for (Optional<Task> task = take(); task.isPresent(); task = take()) {
        TableLoad load = task.get().load();
        if (task.get().part().isPresent()) {
          loadPart(connection, load, task.get().part().getAsInt(), making);
        } else {
          connection.inTransaction(() -> finish(connection, load.table(), sumOf(load)));
          committed(load);
        }
      }
      return null;
    } catch (RuntimeException | Error failed) {
      fail(failed);
      throw failed;
    }
  }

  /** Wait for something to do; empty when nothing is left or a load has failed. */
  private synchronized Optional<Task> take() {
    while (failure == null && !open.isEmpty()) {
      Optional<TableLoad> ready =
          open.stream()
              .filter(load -> done.containsAll(load.table().after()))
              .min(comparing(TableLoad::isRunning));
      if (ready.isPresent()) {
        TableLoad load = ready.get();
        OptionalInt part = load.isWaiting() ? OptionalInt.of(load.begin()) : OptionalInt.empty();
        if (!load.isWaiting()) {
          open.remove(load);
        }
        return Optional.of(new Task(load, part));
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

  private synchronized void committed(TableLoad load) {
    SeedResult.Table result = load.result();
    done.add(result.name());
    results.add(result);
    notifyAll();
    progress.finished(result);
  }

  /** Count a part that is committed, and return whether it was the last one that was missing. */
  private synchronized boolean partCommitted(TableLoad load, Chunks chunks) {
    load.loaded(chunks.sum, chunks.rows, chunks.bytes);
    return load.missing() == 0;
  }

  private synchronized void sent(TableLoad load, CopyBuffer chunk) {
    load.sent(chunk);
    progress.advanced(load.table().name(), load.percentSent(), load.rowsSent());
  }

  private synchronized TableSum sumOf(TableLoad load) {
    return new TableSum(load.allRows(), load.checksum());
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

  private void loadPart(BulkLoader connection, TableLoad load, int part, ExecutorService making) {
    SeedTable table = load.table();
    Chunks chunks = new Chunks(load, part, making);
    connection.inTransaction(
        () -> {
          if (load.isWhole()) {
            lock(connection, table);
          }
          copy(connection, table, chunks);
          if (load.isWhole()) {
            finish(connection, table, new TableSum(chunks.rows, chunks.sum.hex()));
          } else {
            SeedJournal.recordPart(
                connection,
                settings,
                table,
                new SeedJournal.Part(part, chunks.rows, chunks.sum.hex()));
          }
          return null;
        });
    if (partCommitted(load, chunks)) {
      if (!load.isWhole()) {
        connection.inTransaction(() -> finish(connection, table, sumOf(load)));
      }
      committed(load);
    }
  }

  /** Do what a table needs once all its rows are there. */
  private Void finish(BulkLoader connection, SeedTable table, TableSum sum) {
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
      SeedJournal.record(connection, settings, table, sum.rows(), sum.checksum());
    }
    connection.execute("ANALYZE " + table.name());
    return null;
  }

  /**
   * The lock keeps off a seeder whose own was lost; who gets it second finds the rows. Parts of a
   * table meet at its primary key instead.
   */
  private static void lock(BulkLoader connection, SeedTable table) {
    connection.execute("LOCK TABLE " + table.name() + " IN SHARE ROW EXCLUSIVE MODE");
    if (!table.fixed() && !SeedJournal.nonEmpty(connection, List.of(table.name())).isEmpty()) {
      throw filledMeanwhile(table, null);
    }
  }

  private static PlatformException filledMeanwhile(SeedTable table, Throwable cause) {
    return new PlatformException(
        ErrorCode.DATABASE_UNAVAILABLE,
        "table " + table.name() + " was filled by somebody else meanwhile: run edu-cli seed again",
        cause);
  }

  private static void copy(BulkLoader connection, SeedTable table, Chunks chunks) {
    if (!table.fixed()) {
      try {
        connection.copyIn(table.copyIn(table.name()), chunks);
      } catch (PlatformException failed) {
        throw failed.code() == ErrorCode.ALREADY_EXISTS ? filledMeanwhile(table, failed) : failed;
      }
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

  /** The chunks of one part in order, the next ones being made while one is sent. */
  private final class Chunks implements Supplier<Optional<ByteBuffer>> {

    /** One is sent, one waits, one is made; more only take memory. */
    private static final int AHEAD = 3;

    private final TableLoad load;
    private final ExecutorService making;
    private final int end;
    private final Queue<Future<CopyBuffer>> ahead = new ArrayDeque<>();
    private final RowSum sum = new RowSum();
    private int next;
    private long rows;
    private long bytes;

    Chunks(TableLoad load, int part, ExecutorService making) {
      this.load = load;
      this.making = making;
      this.next = load.firstChunk(part);
      this.end = load.endChunk(part);
    }

    @Override
    public Optional<ByteBuffer> get() {
      if (hasFailed()) {
        throw new PlatformException(
            ErrorCode.DATABASE_UNAVAILABLE, "stopped, because another table failed");
      }
      for (; next < end && ahead.size() < AHEAD; next++) {
        int chunk = next;
        Callable<CopyBuffer> make = () -> load.table().chunk(chunk);
        ahead.add(making.submit(make));
      }
      Future<CopyBuffer> first = ahead.poll();
      if (first == null) {
        return Optional.empty();
      }
      CopyBuffer made = await(first);
      ByteBuffer result = made.content();
      sum.add(made.sum());
      rows += made.rows();
      bytes += result.remaining();
      sent(load, made);
      return Optional.of(result);
    }
  }
}

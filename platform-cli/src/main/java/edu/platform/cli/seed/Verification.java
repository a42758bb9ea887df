package edu.platform.cli.seed;

import edu.platform.core.db.BulkLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a seeded table back. As long as nobody has changed it, that is one pass over its rows; else
 * the rows are made again, to find those that are no longer as they were loaded. A change leaves a
 * trace in {@code updated_at}, but for counts that move with other tables' rows; tables without
 * that column hold pairs, ratings and roles, where every difference counts as a change.
 */
final class Verification {

  private static final String TRACE = "updated_at";

  /** Columns that other tables' rows move. */
  private static final Set<String> COUNTS =
      Set.of("projects_number", "remaining_places", "hired_graduates_count");

  private final BulkLoader database;
  private final SeedTable table;
  private final SeedStatus.Table recorded;
  private final int trace;
  private final int[] key;

  private Verification(BulkLoader database, SeedTable table, SeedStatus.Table recorded) {
    this.database = database;
    this.table = table;
    this.recorded = recorded;
    this.trace = table.columns().indexOf(TRACE);
    this.key = table.key().stream().mapToInt(table.columns()::indexOf).toArray();
  }

  static SeedCheck.Table check(BulkLoader database, SeedTable table, SeedStatus.Table recorded) {
    return new Verification(database, table, recorded).check();
  }

  private SeedCheck.Table check() {
    TableSum found = TableSum.ofDatabase(database, table);
    if (found.equals(new TableSum(recorded.rows(), recorded.checksum()))) {
      return new SeedCheck.Table(table.name(), found.rows(), found.checksum(), 0, 0, 0, 0, true);
    }
    if (!TableSum.ofGenerated(table).checksum().equals(recorded.checksum())) {
      return new SeedCheck.Table(table.name(), found.rows(), found.checksum(), 0, 0, 0, 0, false);
    }
    return takenApart(rowsFound(found.rows()));
  }

  private SeedCheck.Table takenApart(long[] found) {
    RowSum intact = new RowSum();
    Map<String, Long> missing = new HashMap<>(); // by key, what stands for the rest of the row
    RowSum probe = new RowSum();
    forEachMade(
        row -> {
          if (Arrays.binarySearch(found, probe.add(row, 0, row.length)) >= 0) {
            intact.add(row, 0, row.length);
          } else {
            missing.put(key(row), withoutCounts(probe, row));
          }
        });
    Counts counts = new Counts();
    database.copyOut(
        table.copyOut(),
        row -> {
          counts.all++;
          Long loaded = missing.get(key(row));
          if (loaded != null) {
            counts.changed++;
            boolean traced =
                trace < 0
                    || column(row, trace).compareTo(loadedAt()) >= 0
                    || loaded == withoutCounts(probe, row);
            counts.untraced += traced ? 0 : 1;
          }
        });
    long rows = recorded.rows() - missing.size();
    return new SeedCheck.Table(
        table.name(),
        rows,
        intact.hex(),
        counts.changed,
        missing.size() - counts.changed,
        counts.all - rows - counts.changed,
        counts.untraced,
        true);
  }

  /** Counts rows of the database. */
  private static final class Counts {
    private long all;
    private long changed;
    private long untraced;
  }

  /** Return what stands for each row in the database, sorted: 8 bytes a row. */
  private long[] rowsFound(long expected) {
    RowSum probe = new RowSum();
    long[] found = new long[Math.toIntExact(expected)];
    int[] size = new int[1];
    database.copyOut(
        table.copyOut(),
        row -> {
          if (size[0] < found.length) { // rows added since the first pass are of no interest
            found[size[0]++] = probe.add(row, 0, row.length);
          }
        });
    long[] sorted = Arrays.copyOf(found, size[0]);
    Arrays.sort(sorted);
    return sorted;
  }

  private void forEachMade(Consumer<byte[]> rows) {
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      ByteBuffer made = table.chunk(chunk).content();
      int start = made.position();
      for (int at = start; at < made.limit(); at++) {
        if (made.get(at) == '\n') {
          byte[] row = new byte[at + 1 - start];
          made.get(start, row);
          rows.accept(row);
          start = at + 1;
        }
      }
    }
  }

  private long withoutCounts(RowSum probe, byte[] row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < table.columns().size(); i++) {
      if (!COUNTS.contains(table.columns().get(i))) {
        text.append(column(row, i)).append('\t');
      }
    }
    byte[] rest = text.toString().getBytes(StandardCharsets.UTF_8);
    return probe.add(rest, 0, rest.length);
  }

  private String key(byte[] row) {
    StringBuilder text = new StringBuilder();
    for (int column : key) {
      text.append(column(row, column)).append('\t');
    }
    return text.toString();
  }

  /** Return a column as {@code COPY} writes it; a tab within a value is escaped there. */
  private static String column(byte[] row, int column) {
    int start = 0;
    for (int i = 0; i < column; i++) {
      while (row[start++] != '\t') {}
    }
    int end = start;
    while (row[end] != '\t' && row[end] != '\n') {
      end++;
    }
    return new String(row, start, end - start, StandardCharsets.UTF_8);
  }

  /** Return the time of loading in the form of {@code COPY}, so that texts compare as times do. */
  private String loadedAt() {
    return recorded.seededAt().replace('T', ' ').replace("Z", "");
  }

  /** Check all tables that are recorded. */
  static List<SeedCheck.Table> checkAll(
      BulkLoader database, SeedPlan plan, SeedStatus status, Consumer<String> checked) {
    return status.tables().stream()
        .map(
            recorded -> {
              SeedTable table =
                  plan.tables().stream()
                      .filter(known -> known.name().equals(recorded.name()))
                      .findFirst()
                      .orElseThrow();
              SeedCheck.Table result = check(database, table, recorded);
              checked.accept(recorded.name());
              return result;
            })
        .toList();
  }
}

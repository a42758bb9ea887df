package edu.platform.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What happened second by second of the measurement, for charts. A run of any length fits: when
 * there are too many rows, each two become one, which then shows the higher of their percentiles.
 */
public final class Timeline implements Consumer<Interval> {
  static final int MOST_ROWS = 600;

  /** Rows of the heat map, 10 us to 1000 s, ten for each power of ten. */
  static final int CELLS = 80;

  private static final int CELLS_PER_DECADE = 10;
  private static final double LOWEST_NANOS = TimeUnit.MICROSECONDS.toNanos(10);

  private final List<Row> rows = new ArrayList<>();
  private double rowSeconds; // what a full row spans, 0 until it is known
  private double beganSeconds; // the run, since the first one began

  /**
   * Some time of the run.
   *
   * @param fromSeconds since the beginning of the measurement, without later warm-ups
   * @param seconds how long it is
   * @param completed expected answers
   * @param errors requests that ended with an error
   * @param p50Nanos median latency
   * @param p99Nanos 99th percentile of the latency
   * @param answered whether there are latencies at all
   * @param cells how many latencies lie in each of {@link #CELLS}
   */
  @SuppressWarnings("ArrayRecordComponent") // counts, never compared
  record Row(
      double fromSeconds,
      double seconds,
      long completed,
      long errors,
      long p50Nanos,
      long p99Nanos,
      boolean answered,
      long[] cells) {

    private Row and(Row next) {
      long[] sum = cells.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += next.cells[i];
      }
      return new Row(
          fromSeconds,
          seconds + next.seconds,
          completed + next.completed,
          errors + next.errors,
          Math.max(p50Nanos, next.p50Nanos),
          Math.max(p99Nanos, next.p99Nanos),
          answered || next.answered,
          sum);
    }
  }

  /** Let another run follow on what there is. */
  public void beginRun() {
    beganSeconds = rows.isEmpty() ? 0 : rows.getLast().fromSeconds + rows.getLast().seconds;
  }

  @Override
  public void accept(Interval interval) {
    double toSeconds = interval.elapsed().toNanos() / 1e9;
    double fromSeconds = Math.max(0, toSeconds - interval.length().toNanos() / 1e9);
    if (toSeconds <= fromSeconds) {
      return; // the warm-up
    }
    OperationStats total = interval.total();
    Row row =
        new Row(
            beganSeconds + fromSeconds,
            toSeconds - fromSeconds,
            total.completed(),
            total.errors(),
            interval.p50Nanos(),
            interval.p99Nanos(),
            total.latency().getTotalCount() > 0,
            cells(total.latency()));
    rowSeconds = Math.max(rowSeconds, row.seconds);
    if (!rows.isEmpty() && rows.getLast().seconds + row.seconds <= rowSeconds) {
      rows.add(rows.removeLast().and(row));
    } else {
      rows.add(row);
    }
    if (rows.size() > MOST_ROWS) {
      halve();
    }
  }

  /** Return the rows, in their order. */
  List<Row> rows() {
    return List.copyOf(rows);
  }

  /** Return the lower bound of a cell in nanoseconds; of index {@link #CELLS}, where all end. */
  static double boundNanos(int cell) {
    return LOWEST_NANOS * Math.pow(10, (double) cell / CELLS_PER_DECADE);
  }

  private static long[] cells(Histogram latency) {
    long[] cells = new long[CELLS];
    for (HistogramIterationValue value : latency.recordedValues()) {
      double decades = Math.log10(Math.max(1, value.getValueIteratedTo()) / LOWEST_NANOS);
      int cell = (int) Math.floor(decades * CELLS_PER_DECADE);
      cells[Math.clamp(cell, 0, CELLS - 1)] += value.getCountAddedInThisIterationStep();
    }
    return cells;
  }

  private void halve() {
    List<Row> halved = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 2) {
      halved.add(i + 1 < rows.size() ? rows.get(i).and(rows.get(i + 1)) : rows.get(i));
    }
    rows.clear();
    rows.addAll(halved);
    rowSeconds = rows.getFirst().seconds;
  }
}

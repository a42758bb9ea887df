package edu.platform.cli.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** What an event loop measured during an interval, or all loops during a run. */
public final class Recording {
  private final List<OperationStats> operations;
  private final OperationStats unsent = new OperationStats();
  private final Histogram lag = OperationStats.newHistogram();
  private final Histogram alone = OperationStats.newHistogram();
  private final Histogram crowded = OperationStats.newHistogram();

  Recording(int operations) {
    this.operations = IntStream.range(0, operations).mapToObj(_ -> new OperationStats()).toList();
  }

  /**
   * Return one entry for each of {@link Scenario#operations()}, without the warm-up and without
   * requests that were never sent: nobody knows what they would have been.
   */
  public List<OperationStats> operations() {
    return operations;
  }

  /** Return the sum over all operations, with what was never sent. */
  public OperationStats total() {
    OperationStats total = new OperationStats();
    total.add(unsent);
    operations.forEach(total::add);
    return total;
  }

  /**
   * Return how many nanoseconds after it was due each request was begun, of those that found a free
   * connection.
   */
  public Histogram lag() {
    return lag;
  }

  /** Service times of the requests at the start of the warm-up, one at a time. */
  Histogram alone() {
    return alone;
  }

  /** Service times of requests that had to wait for a connection, without the warm-up. */
  Histogram crowded() {
    return crowded;
  }

  /** Requests that were due but never sent. */
  OperationStats unsent() {
    return unsent;
  }

  void add(Recording other) {
    unsent.add(other.unsent);
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).add(other.operations.get(i));
    }
    lag.add(other.lag);
    alone.add(other.alone);
    crowded.add(other.crowded);
  }

  void clear() {
    unsent.clear();
    operations.forEach(OperationStats::clear);
    lag.reset();
    alone.reset();
    crowded.reset();
  }
}

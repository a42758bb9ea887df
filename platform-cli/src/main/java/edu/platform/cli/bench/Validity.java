package edu.platform.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Says whether a run measured the server, or only what the load generator could do.
 *
 * <ul>
 *   <li>The lag of the schedule (open model): requests were begun so late that this makes up more
 *       than half of the latency at the 99th percentile, and 2 ms or more.
 *   <li>The CPU: a loop's thread worked for more than 95% of the time.
 *   <li>The connections (open model): more than 1% of the requests found none free, and those took
 *       less than three times as long as one request alone, at the median. A server at its limit
 *       answers the more slowly the more requests it has; one that does not could have taken more
 *       at a time. Without a warm-up nobody knows.
 *   <li>The machine had no socket or port left.
 * </ul>
 */
public final class Validity {
  static final long TOLERATED_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  static final double LAG_SHARE = 0.5;
  static final double FULL_CPU = 0.95;
  static final double TOLERATED_CROWDED_SHARE = 0.01;
  static final int SLOWED_DOWN = 3;

  private Validity() {}

  /** Return why the run says nothing about the server; empty if it does. */
  public static List<String> objections(RunResult result) {
    List<String> objections = new ArrayList<>();
    Recording recording = result.recording();
    OperationStats total = recording.total();
    if (total.requests() == 0) {
      objections.add("nothing was measured");
    }
    if (!result.ownLimit().isEmpty()) {
      objections.add(result.ownLimit());
    }
    if (result.cpuShare() > FULL_CPU) {
      objections.add(
          String.format(
              Locale.ROOT,
              "the generator's thread was busy for %.0f%% of the time: use more --threads, or another"
                  + " machine",
              result.cpuShare() * 100));
    }
    if (result.plan().isOpen()) {
      objectToLag(objections, recording.lag(), total.latency());
      objectToConnections(objections, result, total);
    }
    return objections;
  }

  private static void objectToLag(List<String> objections, Histogram lag, Histogram latency) {
    long lag99 = lag.getValueAtPercentile(99);
    if (latency.getTotalCount() > 0
        && lag99 >= TOLERATED_LAG_NANOS
        && lag99 > LAG_SHARE * latency.getValueAtPercentile(99)) {
      objections.add(
          String.format(
              Locale.ROOT,
              "the generator was late: at p99 requests were begun %.1f ms after they were due; use a"
                  + " lower --rate, more --threads, or another machine",
              lag99 / 1e6));
    }
  }

  private static void objectToConnections(
      List<String> objections, RunResult result, OperationStats total) {
    Recording recording = result.recording();
    long unsent = total.errors(ErrorKind.UNSENT);
    double crowdedShare =
        total.requests() == 0
            ? 0
            : (double) (recording.crowded().getTotalCount() + unsent) / total.requests();
    boolean serverSlowedDown =
        recording.alone().getTotalCount() > 0
            && recording.crowded().getValueAtPercentile(50)
                >= SLOWED_DOWN * recording.alone().getValueAtPercentile(50);
    if (crowdedShare > TOLERATED_CROWDED_SHARE && !serverSlowedDown) {
      objections.add(
          String.format(
              Locale.ROOT,
              "%.1f%% of the requests waited for one of the %d connections, but the server was not"
                  + " seen to slow down: use more --connections",
              crowdedShare * 100,
              result.plan().connections()));
    }
  }
}

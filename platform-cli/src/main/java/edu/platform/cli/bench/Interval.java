package edu.platform.cli.bench;

import java.time.Duration;

/**
 * A second or so of a run, as it is shown while the run goes on. Its recording is used again for
 * the next interval: what is to stay has to be copied.
 *
 * @param elapsed from the beginning of the measurement to the end of the interval; negative during
 *     the warm-up
 * @param length of the interval
 * @param recording what happened in it
 * @param total the sum over all operations, with what was never sent
 */
public record Interval(
    Duration elapsed, Duration length, Recording recording, OperationStats total) {

  Interval(Duration elapsed, Duration length, Recording recording) {
    this(elapsed, length, recording, recording.total());
  }

  /** Return expected answers a second. */
  public double rate() {
    return total.completed() * 1e9 / length.toNanos();
  }

  /** Return the median latency in nanoseconds, 0 if nothing was answered. */
  public long p50Nanos() {
    return total.latency().getValueAtPercentile(50);
  }

  /** Return the 99th percentile of the latency in nanoseconds, 0 if nothing was answered. */
  public long p99Nanos() {
    return total.latency().getValueAtPercentile(99);
  }

  /** Return how many requests ended with an error. */
  public long errors() {
    return total.errors();
  }
}

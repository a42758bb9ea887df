package edu.platform.cli.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * What a run measured.
 *
 * @param plan what was asked for
 * @param startedAt when the load began, with the warm-up
 * @param measured length of the measurement: as planned, or shorter if it was stopped
 * @param stopped whether it was stopped before its end
 * @param recording all loops together
 * @param cpuShare CPU time over time of the busiest loop's thread, 0 to 1, without the time it
 *     polled for the next request
 * @param connectionsUsed most connections at a time
 * @param ownLimit what this machine would not give, such as ports; empty if nothing was missing
 */
public record RunResult(
    LoadPlan plan,
    Instant startedAt,
    Duration measured,
    boolean stopped,
    Recording recording,
    double cpuShare,
    int connectionsUsed,
    String ownLimit) {

  /** Return expected answers a second during the measurement. */
  public double rate(OperationStats stats) {
    return measured.isZero() ? 0 : stats.completed() * 1e9 / measured.toNanos();
  }
}

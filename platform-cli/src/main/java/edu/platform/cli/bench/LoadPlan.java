package edu.platform.cli.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A run as it is asked for.
 *
 * @param target where the load goes
 * @param scenario what its users do
 * @param model what sets the pace
 * @param connections closed model: users, each with a connection; open model: the most connections
 *     at a time; 1 to 100000
 * @param threads event loops that share the connections and the rate, 1 to 64
 * @param warmup load before the measurement, 0 to 24 h
 * @param duration length of the measurement, longer than 0
 * @param connectTimeout limit of opening a connection, up to 24 h
 * @param timeout limit from the request's first byte sent to the answer's last one received, longer
 *     than 0
 * @param seed of all random choices
 */
public record LoadPlan(
    Target target,
    Scenario scenario,
    LoadModel model,
    int connections,
    int threads,
    Duration warmup,
    Duration duration,
    Duration connectTimeout,
    Duration timeout,
    long seed) {

  /** The duration of a run that goes on until it is stopped. */
  public static final Duration UNTIL_STOPPED = Duration.ofDays(36_500);

  private static final Duration LONGEST = Duration.ofDays(1);

  public LoadPlan {
    requireNonNull(target, "target");
    requireNonNull(scenario, "scenario");
    requireNonNull(model, "model");
    requireRange("connections", connections, 100_000);
    requireRange("threads", threads, 64);
    if (threads > connections) {
      throw new IllegalArgumentException(
          "each thread needs a connection: "
              + threads
              + " threads, "
              + connections
              + " connections");
    }
    requireLength("warm-up", warmup, true, LONGEST);
    requireLength("duration", duration, false, UNTIL_STOPPED);
    requireLength("connect timeout", connectTimeout, false, LONGEST);
    requireLength("timeout", timeout, false, LONGEST);
  }

  LoadPlan withModel(LoadModel other, Duration otherDuration) {
    return new LoadPlan(
        target,
        scenario,
        other,
        connections,
        threads,
        warmup,
        otherDuration,
        connectTimeout,
        timeout,
        seed);
  }

  /** Return the same plan with other random choices. */
  public LoadPlan withSeed(long other) {
    return new LoadPlan(
        target,
        scenario,
        model,
        connections,
        threads,
        warmup,
        duration,
        connectTimeout,
        timeout,
        other);
  }

  boolean isOpen() {
    return model instanceof LoadModel.Open;
  }

  private static void requireRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be 1 to " + max + ": " + value);
    }
  }

  private static void requireLength(
      String name, Duration value, boolean mayBeZero, Duration longest) {
    if (value.isNegative() || (value.isZero() && !mayBeZero) || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "the %s must be %s and at most %d s: %s"
              .formatted(
                  name, mayBeZero ? "0 or longer" : "longer than 0", longest.toSeconds(), value));
    }
  }
}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code bench}. Times are milliseconds unless the name says otherwise.
 *
 * @param verdict {@code passed}, {@code failed} (an assertion is broken) or {@code invalid} (the
 *     load generator was the limit)
 * @param objections why it is invalid
 * @param interrupted whether it was stopped before its end; what it measured until then counts
 * @param assertions in their order
 * @param plan what was asked for
 * @param startedAt when the load began, RFC 3339, UTC
 * @param measuredSeconds length of the measurement
 * @param total all operations together
 * @param operations one entry for each operation of the scenario
 * @param scheduleLag how long after they were due requests were begun; open model only
 * @param generator what the load generator needed itself
 * @param runs figures of each run of {@code --repeat}, for comparisons; none of a search's trials
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record BenchResult(
    String verdict,
    List<String> objections,
    boolean interrupted,
    List<Assertion> assertions,
    Plan plan,
    String startedAt,
    double measuredSeconds,
    Operation total,
    List<Operation> operations,
    Optional<Times> scheduleLag,
    Generator generator,
    List<Run> runs) {

  /**
   * An assertion.
   *
   * @param assertion as written
   * @param measured what was found, with its unit
   * @param passed whether it holds
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Assertion(String assertion, String measured, boolean passed) {}

  /**
   * What was asked for.
   *
   * @param model {@code open} or {@code closed}
   * @param arrivals {@code constant} or {@code poisson}; open model only
   * @param stages rates; none in the closed model
   * @param think pause of a user; closed model only
   * @param connections users, or the most connections of the open model
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Plan(
      String target,
      String scenario,
      String model,
      Optional<String> arrivals,
      List<Stage> stages,
      Optional<Think> think,
      int connections,
      int threads,
      double warmupSeconds,
      double durationSeconds,
      double connectTimeoutSeconds,
      double timeoutSeconds,
      long randomSeed) {}

  /**
   * A part of the run with one rate.
   *
   * @param rate requests a second
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Stage(double seconds, double rate) {}

  /** A pause of a user. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Think(double min, double max) {}

  /**
   * What became of the requests of an operation.
   *
   * @param requests that ended, well or not
   * @param answered as expected
   * @param rate expected answers a second
   * @param errors by kind
   * @param errorShare 0 to 1
   * @param bodyBytes of expected answers
   * @param latency of expected answers and timeouts, in the open model from when they were due
   * @param serviceTime the same from when they were sent; open model only
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Operation(
      String operation,
      long requests,
      long answered,
      double rate,
      Errors errors,
      double errorShare,
      long bodyBytes,
      Optional<Times> latency,
      Optional<Times> serviceTime) {}

  /** Requests that did not end well. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Errors(
      long connect, long timeout, long reset, long status, long body, long protocol, long unsent) {}

  /** Percentiles of times. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Times(
      double min,
      double mean,
      double p50,
      double p75,
      double p90,
      double p95,
      double p99,
      @Json.Property("p99.9") double p999,
      double max) {}

  /**
   * What the load generator needed.
   *
   * @param cpuShare CPU time over time of its busiest thread, 0 to 1
   * @param connections that were used at most
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Generator(double cpuShare, int connections) {}

  /**
   * A run of several.
   *
   * @param rate expected answers a second
   * @param errorShare 0 to 1
   * @param p50 median latency of all operations together, 0 if nothing was answered
   * @param p99 the 99th percentile of it
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Run(double rate, double errorShare, double p50, double p99) {}
}

package edu.platform.cli.bench;

import edu.platform.cli.json.BenchResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A result as programs read it. */
public final class JsonReport {
  private JsonReport() {}

  /**
   * Return the document.
   *
   * @param runs figures of each run that the result is made of
   */
  public static BenchResult of(RunResult result, Judgement judgement, List<BenchResult.Run> runs) {
    List<String> operations = result.plan().scenario().operations();
    Recording recording = result.recording();
    return new BenchResult(
        judgement.verdict(),
        judgement.objections(),
        result.stopped(),
        judgement.outcomes().stream()
            .map(
                outcome ->
                    new BenchResult.Assertion(
                        outcome.assertion(), outcome.measured(), outcome.passed()))
            .toList(),
        plan(result.plan()),
        result.startedAt().toString(),
        seconds(result.measured()),
        operation("all", recording.total(), result),
        IntStream.range(0, operations.size())
            .mapToObj(i -> operation(operations.get(i), recording.operations().get(i), result))
            .toList(),
        result.plan().isOpen() ? times(recording.lag()) : Optional.empty(),
        new BenchResult.Generator(rounded(result.cpuShare()), result.connectionsUsed()),
        runs);
  }

  static BenchResult.Plan plan(LoadPlan plan) {
    Optional<LoadModel.Open> open =
        plan.model() instanceof LoadModel.Open model ? Optional.of(model) : Optional.empty();
    Optional<ThinkTime> think =
        plan.model() instanceof LoadModel.Closed(ThinkTime pause)
            ? Optional.of(pause)
            : Optional.empty();
    return new BenchResult.Plan(
        plan.target().url(),
        plan.scenario().name(),
        plan.isOpen() ? "open" : "closed",
        open.map(model -> model.poisson() ? "poisson" : "constant"),
        open.map(
                model ->
                    model.stages().stream()
                        .map(
                            stage -> new BenchResult.Stage(seconds(stage.duration()), stage.rate()))
                        .toList())
            .orElse(List.of()),
        think.map(pause -> new BenchResult.Think(millis(pause.min()), millis(pause.max()))),
        plan.connections(),
        plan.threads(),
        seconds(plan.warmup()),
        seconds(plan.duration()),
        seconds(plan.connectTimeout()),
        seconds(plan.timeout()),
        plan.seed());
  }

  private static BenchResult.Operation operation(
      String name, OperationStats stats, RunResult result) {
    return new BenchResult.Operation(
        name,
        stats.requests(),
        stats.answered(),
        rounded(result.rate(stats)),
        new BenchResult.Errors(
            stats.errors(ErrorKind.CONNECT),
            stats.errors(ErrorKind.TIMEOUT),
            stats.errors(ErrorKind.RESET),
            stats.errors(ErrorKind.STATUS),
            stats.errors(ErrorKind.BODY),
            stats.errors(ErrorKind.PROTOCOL),
            stats.errors(ErrorKind.UNSENT)),
        stats.errorShare(),
        stats.bodyBytes(),
        times(stats.latency()),
        times(stats.serviceTime()));
  }

  /** Nothing was measured: no times, rather than zeros. */
  private static Optional<BenchResult.Times> times(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new BenchResult.Times(
            millis(nanos.getMinValue()),
            rounded(nanos.getMean() / 1e6),
            percentile(nanos, 50),
            percentile(nanos, 75),
            percentile(nanos, 90),
            percentile(nanos, 95),
            percentile(nanos, 99),
            percentile(nanos, 99.9),
            millis(nanos.getMaxValue())));
  }

  static double percentile(Histogram nanos, double percentile) {
    return millis(nanos.getValueAtPercentile(percentile));
  }

  private static double millis(Duration duration) {
    return millis(duration.toNanos());
  }

  private static double millis(long nanos) {
    return rounded(nanos / 1e6);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** To three places: more than is known would only look exact. */
  static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}

package edu.platform.cli.bench;

import static java.util.stream.Collectors.joining;

import edu.platform.cli.bench.CapacitySearch.Capacity;
import edu.platform.cli.json.BenchCapacity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** The result of a search for the capacity, as people and as programs read it. */
public final class CapacityReport {
  private CapacityReport() {}

  /** Return whether a capacity was found, confirmed, and limited by the server. */
  public static boolean isFound(CapacityRun.Result result) {
    return result.capacity().confirmed() && !result.capacity().limitedByGenerator();
  }

  /** Return the report: the curve of rate against latency, and what was found. */
  public static String text(CapacityRun.Result result) {
    Formatter out = new Formatter(Locale.ROOT);
    LoadPlan plan = result.plan();
    out.format(
        "%s on %s: the highest rate that keeps %s%n%n",
        plan.scenario().name(), plan.target().url(), wanted(result));
    out.format(
        "%10s %11s %8s %10s %10s %10s   %s%n",
        "due/s", "answered/s", "errors", "p50 ms", "p99", "max", "verdict");
    result.trials().stream()
        .sorted(Comparator.comparingDouble(CapacityRun.Trial::rate))
        .forEach(trial -> row(out, trial));
    out.format("%n%s%n", conclusion(result));
    return out.toString();
  }

  private static void row(Formatter out, CapacityRun.Trial trial) {
    OperationStats total = trial.result().recording().total();
    Histogram latency = total.latency();
    out.format(
        "%10s %11.1f %8d %10.3f %10.3f %10.3f   %s%n",
        plain(trial.rate()),
        trial.result().rate(total),
        total.errors(),
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        latency.getMaxValue() / 1e6,
        verdict(trial));
  }

  /** Say what a trial showed, and why. */
  static String verdict(CapacityRun.Trial trial) {
    return switch (trial.finding()) {
      case KEPT -> trial.confirming() ? "kept, confirmed" : "kept";
      case BROKEN -> {
        String broken =
            trial.judgement().outcomes().stream()
                .filter(Predicate.not(Assertion.Outcome::passed))
                .map(Assertion.Outcome::assertion)
                .collect(joining(", "));
        yield broken.isEmpty() ? "too few answers" : "broken: " + broken;
      }
      case INVALID -> "INVALID: " + String.join("; ", trial.judgement().objections());
      case STOPPED -> "stopped";
    };
  }

  /** Say what was found, in a sentence. */
  static String conclusion(CapacityRun.Result result) {
    Capacity capacity = result.capacity();
    String rate = plain(capacity.rate()) + " requests a second";
    if (result.stopped()) {
      return capacity.rate() > 0 ? "Stopped. Kept until then: " + rate + "." : "Stopped.";
    }
    if (!capacity.confirmed()) {
      return "No rate that was tried keeps " + wanted(result) + ".";
    }
    return capacity.limitedByGenerator()
        ? "INVALID: the server keeps " + rate + "; above that this load generator is the limit."
        : "The server keeps " + rate + ".";
  }

  /** Return the document. */
  public static BenchCapacity json(CapacityRun.Result result) {
    Capacity capacity = result.capacity();
    return new BenchCapacity(
        verdict(result),
        capacity.rate(),
        capacity.confirmed(),
        capacity.limitedByGenerator(),
        result.stopped(),
        result.assertions().stream().map(Assertion::toString).toList(),
        JsonReport.plan(result.plan()),
        result.trials().stream().map(CapacityReport::json).toList());
  }

  private static BenchCapacity.Trial json(CapacityRun.Trial trial) {
    return new BenchCapacity.Trial(
        trial.rate(),
        trial.confirming(),
        trial.finding().name().toLowerCase(Locale.ROOT),
        JsonReport.of(trial.result(), trial.judgement(), List.of()));
  }

  /** Return {@code passed}, {@code failed} or {@code invalid}. */
  static String verdict(CapacityRun.Result result) {
    if (isFound(result)) {
      return "passed";
    }
    return result.capacity().limitedByGenerator() ? "invalid" : "failed";
  }

  private static String wanted(CapacityRun.Result result) {
    List<Assertion> assertions = result.assertions();
    return assertions.stream().map(Assertion::toString).collect(joining(", "));
  }

  private static String plain(double rate) {
    return BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
  }
}

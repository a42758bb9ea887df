package edu.platform.cli.bench;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as people read it: a table of operations, errors by kind, the verdict. */
public final class TextReport {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

  private final RunResult result;
  private final Judgement judgement;
  private final Formatter out = new Formatter(Locale.ROOT);

  private TextReport(RunResult result, Judgement judgement) {
    this.result = result;
    this.judgement = judgement;
  }

  /** Return the report: lines, each ended. */
  public static String of(RunResult result, Judgement judgement) {
    TextReport report = new TextReport(result, judgement);
    report.heading();
    report.table();
    report.errors();
    report.judgement();
    return report.out.toString();
  }

  private void heading() {
    LoadPlan plan = result.plan();
    out.format("%s on %s: ", plan.scenario().name(), plan.target().url());
    out.format("%s", shown(plan));
    if (plan.isOpen()) {
      out.format(
          ", %d of at most %d connections used", result.connectionsUsed(), plan.connections());
    }
    out.format("%n");
    out.format(
        "%s %.1f s, after a warm-up of %.1f s%n%n",
        result.stopped() ? "stopped after" : "measured for",
        seconds(result.measured()),
        seconds(plan.warmup()));
  }

  private void table() {
    out.format(
        "%-21s %10s %10s %8s %9s %10s %9s %9s %9s %9s%n",
        "", "requests", "rate/s", "errors", "MiB", "p50 ms", "p90", "p99", "p99.9", "max");
    List<String> operations = result.plan().scenario().operations();
    for (int i = 0; i < operations.size(); i++) {
      row(operations.get(i), result.recording().operations().get(i));
    }
    OperationStats total = result.recording().total();
    if (operations.size() > 1 || total.errors(ErrorKind.UNSENT) > 0) {
      row("all", total);
    }
    if (result.plan().isOpen()) {
      out.format("%-61s", "from when it was sent");
      times(total.serviceTime());
      out.format("%-61s", "lag of the schedule");
      times(result.recording().lag());
    }
  }

  private void row(String name, OperationStats stats) {
    out.format(
        "%-20s %11d %10.1f %8d %9.2f",
        name,
        stats.requests(),
        result.rate(stats),
        stats.errors(),
        stats.bodyBytes() / BYTES_PER_MEBIBYTE);
    times(stats.latency());
  }

  private void times(Histogram times) {
    if (times.getTotalCount() == 0) {
      out.format(" %10s %9s %9s %9s %9s%n", "-", "-", "-", "-", "-");
    } else {
      out.format(
          " %10.3f %9.3f %9.3f %9.3f %9.3f%n",
          times.getValueAtPercentile(50) / NANOS_PER_MILLI,
          times.getValueAtPercentile(90) / NANOS_PER_MILLI,
          times.getValueAtPercentile(99) / NANOS_PER_MILLI,
          times.getValueAtPercentile(99.9) / NANOS_PER_MILLI,
          times.getMaxValue() / NANOS_PER_MILLI);
    }
  }

  private void errors() {
    OperationStats total = result.recording().total();
    if (total.errors() == 0) {
      return;
    }
    out.format("%n");
    for (ErrorKind kind : ErrorKind.values()) {
      if (total.errors(kind) > 0) {
        out.format(
            "error %-14s %11d %9.4f%%  first: %s%n",
            kind.label(),
            total.errors(kind),
            100.0 * total.errors(kind) / total.requests(),
            total.firstReason(kind).orElse(""));
      }
    }
  }

  private void judgement() {
    if (!judgement.outcomes().isEmpty() || !judgement.objections().isEmpty()) {
      out.format("%n");
    }
    for (Assertion.Outcome outcome : judgement.outcomes()) {
      String verdict = outcome.passed() ? "holds" : "BROKEN";
      out.format("%-6s %s (%s)%n", verdict, outcome.assertion(), outcome.measured());
    }
    for (String objection : judgement.objections()) {
      out.format("INVALID: %s%n", objection);
    }
  }

  /** Say what sets the pace. */
  static String shown(LoadPlan plan) {
    return switch (plan.model()) {
      case LoadModel.Closed(ThinkTime think) ->
          "closed model, " + plan.connections() + " users thinking " + shown(think);
      case LoadModel.Open(List<Stage> stages, boolean poisson) ->
          "open model, " + (poisson ? "poisson" : "constant") + " arrivals at " + shown(stages);
    };
  }

  private static String shown(ThinkTime think) {
    String min = think.min().toMillis() + " ms";
    return think.min().equals(think.max()) ? min : min + " to " + think.max().toMillis() + " ms";
  }

  private static String shown(List<Stage> stages) {
    return stages.stream().map(stage -> shown(stage, stages.size() == 1)).collect(joining(", "));
  }

  private static String shown(Stage stage, boolean only) {
    String rate = BigDecimal.valueOf(stage.rate()).stripTrailingZeros().toPlainString() + "/s";
    return only ? rate : rate + " for " + stage.duration().toMillis() / 1000.0 + " s";
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

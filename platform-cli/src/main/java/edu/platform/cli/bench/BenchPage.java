package edu.platform.cli.bench;

import static java.util.stream.Collectors.joining;

import edu.platform.cli.json.ReportChart;
import edu.platform.cli.json.ReportChart.Axis;
import edu.platform.cli.json.ReportChart.Scale;
import edu.platform.cli.report.HtmlReport;
import edu.platform.cli.report.HtmlReport.Verdict;
import edu.platform.cli.report.Table;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** A result, or that of a search for the capacity, as an HTML page. */
public final class BenchPage {
  private static final double NANOS_PER_MILLI = 1e6;

  private static final Axis TIME = new Axis("seconds since the measurement began", Scale.LINEAR);
  private static final Axis LATENCY = new Axis("latency, ms", Scale.LOG);

  private BenchPage() {}

  /**
   * Return the page of a result.
   *
   * @param timeline of the same run
   * @param server what the server said meanwhile
   */
  public static HtmlReport of(
      RunResult result, Judgement judgement, Timeline timeline, ServerMetrics server) {
    LoadPlan plan = result.plan();
    HtmlReport report =
        new HtmlReport("Load: " + plan.scenario().name() + " on " + plan.target().url());
    verdict(report, judgement);
    report.facts(facts(result));
    report.heading("Operations").paragraph("Latencies in milliseconds, " + counted(plan) + ".");
    report.table(operations(result));
    errors(report, result);
    if (result.recording().total().latency().getTotalCount() > 0) {
      timeCharts(report, timeline.rows());
      report.heading("Percentiles");
      report.chart(
          "Latency by percentile: how slow the slowest part of the requests is",
          percentiles(result));
    }
    ServerCharts.addTo(report, server.samples());
    return report;
  }

  /** Return the page of a search for the capacity. */
  public static HtmlReport of(CapacityRun.Result result) {
    LoadPlan plan = result.plan();
    HtmlReport report =
        new HtmlReport("Capacity: " + plan.scenario().name() + " on " + plan.target().url());
    Verdict verdict =
        switch (CapacityReport.verdict(result)) {
          case "passed" -> Verdict.PASSED;
          case "invalid" -> Verdict.INVALID;
          default -> Verdict.FAILED;
        };
    report.verdict(verdict, CapacityReport.conclusion(result), List.of());
    report.facts(
        Map.of(
            "to be kept",
            result.assertions().stream().map(Assertion::toString).collect(joining(", "))));
    List<CapacityRun.Trial> trials =
        result.trials().stream()
            .filter(trial -> trial.result().recording().total().latency().getTotalCount() > 0)
            .sorted(Comparator.comparingDouble(CapacityRun.Trial::rate))
            .toList();
    if (!trials.isEmpty()) {
      report.heading("Rate and latency");
      report.chart(
          "Latency at each rate that was tried",
          ReportChart.lines(
              new Axis("requests a second that were due", Scale.LINEAR),
              LATENCY,
              trials.stream().map(CapacityRun.Trial::rate).toList(),
              List.of(
                  curve("p50", trials, 50), curve("p99", trials, 99), curve("max", trials, 100))));
    }
    report.table(trials(result));
    return report;
  }

  private static ReportChart.Series curve(
      String label, List<CapacityRun.Trial> trials, double percentile) {
    return new ReportChart.Series(
        label,
        trials.stream()
            .map(trial -> millis(trial.result().recording().total().latency(), percentile))
            .toList());
  }

  private static Table trials(CapacityRun.Result result) {
    return new Table(
        List.of("due/s", "answered/s", "errors", "p50", "p99", "max", "finding"),
        result.trials().stream()
            .map(
                trial -> {
                  OperationStats total = trial.result().recording().total();
                  List<String> row = new ArrayList<>();
                  row.add(number(trial.rate()));
                  row.add(number(trial.result().rate(total)));
                  row.add(count(total.errors()));
                  for (double percentile : new double[] {50, 99, 100}) {
                    row.add(shownMillis(total.latency(), percentile));
                  }
                  row.add(CapacityReport.verdict(trial));
                  return row;
                })
            .toList());
  }

  private static void verdict(HtmlReport report, Judgement judgement) {
    List<String> reasons = new ArrayList<>(judgement.objections());
    judgement
        .outcomes()
        .forEach(
            outcome ->
                reasons.add(
                    (outcome.passed() ? "holds: " : "broken: ")
                        + outcome.assertion()
                        + " ("
                        + outcome.measured()
                        + ")"));
    switch (judgement.verdict()) {
      case "passed" -> report.verdict(Verdict.PASSED, "Passed", reasons);
      case "failed" -> report.verdict(Verdict.FAILED, "Failed", reasons);
      default ->
          report.verdict(
              Verdict.INVALID,
              "Invalid: this run says what the load generator can do, not the server",
              reasons);
    }
  }

  private static Map<String, String> facts(RunResult result) {
    LoadPlan plan = result.plan();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("began", result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put(
        result.stopped() ? "stopped after" : "measured for",
        String.format(Locale.ROOT, "%.1f s", result.measured().toMillis() / 1000.0));
    facts.put(
        "warm-up before", String.format(Locale.ROOT, "%.1f s", plan.warmup().toMillis() / 1000.0));
    facts.put("model", TextReport.shown(plan));
    facts.put("connections used", count(result.connectionsUsed()));
    facts.put(
        "generator's busiest thread",
        String.format(Locale.ROOT, "%.0f%% busy", result.cpuShare() * 100));
    if (plan.isOpen()) {
      facts.put("lag of the schedule, p99", shownMillis(result.recording().lag(), 99) + " ms");
    }
    return facts;
  }

  private static String counted(LoadPlan plan) {
    return plan.isOpen() ? "from when a request was due" : "from when a request was sent";
  }

  private static Table operations(RunResult result) {
    List<String> names = result.plan().scenario().operations();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      OperationStats stats = result.recording().operations().get(i);
      rows.add(row(names.get(i), result, stats, stats.latency()));
    }
    OperationStats total = result.recording().total();
    if (names.size() > 1 || total.errors(ErrorKind.UNSENT) > 0) {
      rows.add(row("all", result, total, total.latency()));
    }
    if (result.plan().isOpen()) {
      rows.add(row("all, from when it was sent", result, total, total.serviceTime()));
    }
    return new Table(
        List.of(
            "",
            "requests",
            "a second",
            "errors",
            "MiB",
            "p50",
            "p75",
            "p90",
            "p95",
            "p99",
            "p99.9",
            "max"),
        rows);
  }

  private static List<String> row(
      String name, RunResult result, OperationStats stats, Histogram times) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(count(stats.requests()));
    row.add(number(result.rate(stats)));
    row.add(count(stats.errors()));
    row.add(String.format(Locale.ROOT, "%,.2f", stats.bodyBytes() / (double) (1 << 20)));
    for (double percentile : new double[] {50, 75, 90, 95, 99, 99.9, 100}) {
      row.add(shownMillis(times, percentile));
    }
    return row;
  }

  private static void errors(HtmlReport report, RunResult result) {
    OperationStats total = result.recording().total();
    List<List<String>> rows = new ArrayList<>();
    for (ErrorKind kind : ErrorKind.values()) {
      if (total.errors(kind) > 0) {
        rows.add(
            List.of(
                kind.label(),
                count(total.errors(kind)),
                String.format(Locale.ROOT, "%.4f%%", 100.0 * total.errors(kind) / total.requests()),
                total.firstReason(kind).orElse("")));
      }
    }
    if (!rows.isEmpty()) {
      report.heading("Errors");
      report.table(new Table(List.of("kind", "requests", "share", "first"), rows));
    }
  }

  private static void timeCharts(HtmlReport report, List<Timeline.Row> rows) {
    List<Double> at = rows.stream().map(Timeline.Row::fromSeconds).toList();
    report.heading("Over time");
    report.chart("Latency: how many requests took how long", heatMap(rows, at));
    report.chart(
        "Throughput and errors",
        ReportChart.lines(
            TIME,
            new Axis("requests a second", Scale.LINEAR),
            at,
            List.of(
                series("answered", rows, row -> row.completed() / row.seconds()),
                series("errors", rows, row -> row.errors() / row.seconds()))));
    report.chart(
        "Percentiles of each second",
        ReportChart.lines(
            TIME,
            LATENCY,
            at,
            List.of(
                series("p50", rows, row -> row.p50Nanos() / NANOS_PER_MILLI),
                series("p99", rows, row -> row.p99Nanos() / NANOS_PER_MILLI))));
  }

  /** Values of 0 are no latencies: nothing was answered then. */
  private static ReportChart.Series series(
      String label, List<Timeline.Row> rows, ToDoubleFunction<Timeline.Row> value) {
    boolean latency = label.startsWith("p");
    return new ReportChart.Series(
        label,
        rows.stream()
            .map(row -> latency && !row.answered() ? ReportChart.NOTHING : value.applyAsDouble(row))
            .toList());
  }

  private static ReportChart heatMap(List<Timeline.Row> rows, List<Double> at) {
    int first = Timeline.CELLS;
    int last = 0;
    for (Timeline.Row row : rows) {
      for (int i = 0; i < Timeline.CELLS; i++) {
        if (row.cells()[i] > 0) {
          first = Math.min(first, i);
          last = Math.max(last, i);
        }
      }
    }
    List<Double> bounds = new ArrayList<>();
    for (int i = first; i <= last + 1; i++) {
      bounds.add(Timeline.boundNanos(i) / NANOS_PER_MILLI);
    }
    int from = first;
    int to = last + 1;
    List<List<Long>> counts =
        rows.stream()
            .map(row -> LongStream.of(row.cells()).skip(from).limit(to - from).boxed().toList())
            .toList();
    double width = rows.stream().mapToDouble(Timeline.Row::seconds).max().orElse(1);
    return ReportChart.heatMap(TIME, LATENCY, at, new ReportChart.Cells(width, bounds, counts));
  }

  private static ReportChart percentiles(RunResult result) {
    OperationStats total = result.recording().total();
    long values = total.latency().getTotalCount();
    List<Double> at = new ArrayList<>();
    // Ten points for each power of ten, as far as there are values that tell them apart.
    for (int i = 0; i == 0 || Math.pow(10, i / 10.0) <= values; i++) {
      at.add(Math.pow(10, i / 10.0));
    }
    List<ReportChart.Series> series = new ArrayList<>();
    List<String> names = result.plan().scenario().operations();
    series.add(curve(result.plan().isOpen() ? "all, from when due" : "all", at, total.latency()));
    if (result.plan().isOpen()) {
      series.add(curve("all, from when sent", at, total.serviceTime()));
    }
    for (int i = 0; names.size() > 1 && i < names.size(); i++) {
      Histogram latency = result.recording().operations().get(i).latency();
      if (latency.getTotalCount() > 0) {
        series.add(curve(names.get(i), at, latency));
      }
    }
    return ReportChart.lines(new Axis("percentile", Scale.PERCENTILE), LATENCY, at, series);
  }

  private static ReportChart.Series curve(String label, List<Double> at, Histogram times) {
    return new ReportChart.Series(
        label,
        at.stream()
            .map(
                n -> n > times.getTotalCount() ? ReportChart.NOTHING : millis(times, 100 - 100 / n))
            .toList());
  }

  private static double millis(Histogram times, double percentile) {
    return times.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  private static String shownMillis(Histogram times, double percentile) {
    return times.getTotalCount() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.3f", millis(times, percentile));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }
}

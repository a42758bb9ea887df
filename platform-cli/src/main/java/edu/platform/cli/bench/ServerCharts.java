package edu.platform.cli.bench;

import edu.platform.cli.bench.PrometheusText.Series;
import edu.platform.cli.bench.ServerMetrics.Sample;
import edu.platform.cli.json.ReportChart;
import edu.platform.cli.report.HtmlReport;
import edu.platform.cli.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The part of a report that shows what the server said of itself. */
final class ServerCharts {
  private static final ReportChart.Axis TIME =
      new ReportChart.Axis("seconds since the warm-up began", ReportChart.Scale.LINEAR);

  private static final List<Figure> FIGURES =
      List.of(
          new Figure(
              "Answers by status, as the server counted them",
              "answers a second",
              List.of(
                  line("2xx", true, 1, status("2")),
                  line("3xx", true, 1, status("3")),
                  line("4xx", true, 1, status("4")),
                  line("5xx", true, 1, status("5")))),
          new Figure(
              "Cache",
              "look-ups a second",
              List.of(
                  line("found in the process", true, 1, cache("near", "hit")),
                  line("found in Redis", true, 1, cache("redis", "hit")),
                  line("loaded from the database", true, 1, named("cache_loads_total")))),
          new Figure(
              "Database pool",
              "connections or requests",
              List.of(
                  line("in use", false, 1, series -> isPool(series, "active")),
                  line("waiting", false, 1, series -> isPool(series, "wait", "pending")))),
          new Figure(
              "Requests under way",
              "requests",
              List.of(line("in flight", false, 1, named("http_requests_in_flight")))),
          new Figure(
              "CPU: the load of the machine",
              "threads that run or want to",
              List.of(line("load average", false, 1, named("cpu_systemLoadAverage")))),
          new Figure(
              "Garbage collection",
              "percent of the time",
              List.of(line("collecting", true, 100, named("gc_time_seconds_total")))),
          new Figure(
              "Heap",
              "MiB",
              List.of(line("used", false, 1.0 / (1 << 20), named("memory_usedHeap_bytes")))));

  private ServerCharts() {}

  /** A chart that is shown if the server has any of its series. */
  private record Figure(String caption, String unit, List<Line> lines) {}

  /**
   * A sum of series.
   *
   * @param counted whether they are counters, of which the growth a second is shown
   */
  private record Line(String label, boolean counted, double factor, Predicate<Series> chosen) {}

  /** Add the charts, and a table of all that changed. */
  static void addTo(HtmlReport report, List<Sample> samples) {
    report.heading("What the server said of itself");
    if (samples.size() < 2) {
      report.paragraph("It told no metrics: --server-metrics names where they are.");
      return;
    }
    for (Figure figure : FIGURES) {
      List<Line> lines =
          figure.lines.stream()
              .filter(line -> samples.stream().anyMatch(s -> has(s, line)))
              .toList();
      if (!lines.isEmpty()) {
        report.chart(figure.caption, chart(figure, lines, samples));
      }
    }
    report.foldedTable("All that changed, before and after", changes(samples));
  }

  private static ReportChart chart(Figure figure, List<Line> lines, List<Sample> samples) {
    return ReportChart.lines(
        TIME,
        new ReportChart.Axis(figure.unit, ReportChart.Scale.LINEAR),
        samples.stream().map(Sample::atSeconds).toList(),
        lines.stream()
            .map(line -> new ReportChart.Series(line.label, values(line, samples)))
            .toList());
  }

  private static List<Double> values(Line line, List<Sample> samples) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      double now = sum(samples.get(i), line);
      if (!line.counted) {
        values.add(now);
      } else if (i == 0) {
        values.add(ReportChart.NOTHING);
      } else {
        Sample before = samples.get(i - 1);
        double seconds = samples.get(i).atSeconds() - before.atSeconds();
        // A counter that fell was that of another process.
        values.add(Math.max(0, now - sum(before, line)) / seconds);
      }
    }
    return values;
  }

  private static boolean has(Sample sample, Line line) {
    return sample.values().keySet().stream().anyMatch(line.chosen);
  }

  private static double sum(Sample sample, Line line) {
    return line.factor
        * sample.values().entrySet().stream()
            .filter(entry -> line.chosen.test(entry.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
  }

  private static Table changes(List<Sample> samples) {
    Map<Series, Double> before = samples.getFirst().values();
    Map<Series, Double> after = samples.getLast().values();
    TreeSet<Series> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    List<List<String>> rows =
        all.stream()
            .filter(series -> !series.name().endsWith("_bucket"))
            .filter(series -> !before.getOrDefault(series, 0.0).equals(after.get(series)))
            .map(
                series -> {
                  double first = before.getOrDefault(series, 0.0);
                  double last = after.getOrDefault(series, 0.0);
                  return List.of(series.toString(), shown(first), shown(last), shown(last - first));
                })
            .toList();
    return new Table(List.of("series", "before", "after", "change"), rows);
  }

  private static String shown(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.3f", value);
  }

  private static Line line(String label, boolean counted, double factor, Predicate<Series> chosen) {
    return new Line(label, counted, factor, chosen);
  }

  private static Predicate<Series> named(String name) {
    return series -> series.name().equals(name);
  }

  private static Predicate<Series> status(String firstDigit) {
    return series ->
        series.name().equals("http_requests_total")
            && series.labels().getOrDefault("status_code", "").startsWith(firstDigit);
  }

  private static Predicate<Series> cache(String level, String result) {
    return series ->
        series.name().equals("cache_gets_total")
            && level.equals(series.labels().get("level"))
            && result.equals(series.labels().get("result"));
  }

  /** The pool's gauges, by whatever library they are told. */
  private static boolean isPool(Series series, String... words) {
    String name = series.name().toLowerCase(Locale.ROOT);
    boolean gauge = !name.matches(".*_(total|count|sum|max|bucket)");
    return gauge
        && (name.contains("pool") || name.startsWith("hikaricp"))
        && List.of(words).stream().anyMatch(name::contains);
  }
}

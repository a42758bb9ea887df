package edu.platform.cli.bench;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What a run has done so far, in Prometheus' text format (0.0.4): {@code bench_requests_total} by
 * operation and result, {@code bench_latency_seconds} by operation, {@code bench_body_bytes_total}
 * and {@code bench_schedule_lag_seconds}. Without the warm-up.
 */
public final class LiveMetrics implements Consumer<Interval> {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Prometheus' default bounds in seconds, and three below them: an answer may take 0.2 ms. */
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final String scenario;
  private final List<Totals> operations;
  private double lagSeconds;

  /** Sums of an operation. */
  private static final class Totals {
    private final String name;
    private final long[] errors = new long[ErrorKind.values().length];
    private final long[] upTo = new long[BOUNDS.length];
    private long answered;
    private long bodyBytes;
    private long timed;
    private double seconds;

    Totals(String name) {
      this.name = name;
    }

    @SuppressWarnings("EnumOrdinal") // an index that never leaves this class
    void add(OperationStats stats) {
      answered += stats.answered();
      bodyBytes += stats.bodyBytes();
      for (ErrorKind kind : ErrorKind.values()) {
        errors[kind.ordinal()] += stats.errors(kind);
      }
      Histogram latency = stats.latency();
      if (latency.getTotalCount() > 0) {
        timed += latency.getTotalCount();
        seconds += latency.getMean() * latency.getTotalCount() / NANOS_PER_SECOND;
        for (int i = 0; i < BOUNDS.length; i++) {
          upTo[i] += latency.getCountBetweenValues(0, (long) (BOUNDS[i] * NANOS_PER_SECOND));
        }
      }
    }
  }

  /** Make the metrics of a scenario, all 0. */
  public LiveMetrics(Scenario scenario) {
    this.scenario = scenario.name();
    // Due, but never sent: nobody knows of which operation these would have been.
    operations =
        Stream.concat(scenario.operations().stream(), Stream.of("unsent"))
            .map(Totals::new)
            .toList();
  }

  @Override
  public synchronized void accept(Interval interval) {
    Recording recording = interval.recording();
    for (int i = 0; i < recording.operations().size(); i++) {
      operations.get(i).add(recording.operations().get(i));
    }
    operations.getLast().add(recording.unsent());
    lagSeconds = recording.lag().getValueAtPercentile(99) / NANOS_PER_SECOND;
  }

  /** Return the text. */
  @SuppressWarnings("EnumOrdinal")
  public synchronized String text() {
    Formatter out = new Formatter(Locale.ROOT);
    out.format("# HELP bench_requests_total Requests that ended, well (ok) or not\n");
    out.format("# TYPE bench_requests_total counter\n");
    for (Totals totals : operations) {
      String series = "bench_requests_total" + labels(totals) + ",result=\"%s\"} %d\n";
      out.format(series, "ok", totals.answered);
      for (ErrorKind kind : ErrorKind.values()) {
        out.format(series, kind.label(), totals.errors[kind.ordinal()]);
      }
    }
    out.format("# HELP bench_latency_seconds From when a request was due to its answer\n");
    out.format("# TYPE bench_latency_seconds histogram\n");
    for (Totals totals : operations) {
      for (int i = 0; i < BOUNDS.length; i++) {
        out.format(
            "bench_latency_seconds_bucket%s,le=\"%s\"} %d\n",
            labels(totals), BOUNDS[i], totals.upTo[i]);
      }
      out.format("bench_latency_seconds_bucket%s,le=\"+Inf\"} %d\n", labels(totals), totals.timed);
      out.format("bench_latency_seconds_sum%s} %s\n", labels(totals), totals.seconds);
      out.format("bench_latency_seconds_count%s} %d\n", labels(totals), totals.timed);
    }
    out.format("# HELP bench_body_bytes_total Bytes of the bodies of expected answers\n");
    out.format("# TYPE bench_body_bytes_total counter\n");
    for (Totals totals : operations) {
      out.format("bench_body_bytes_total%s} %d\n", labels(totals), totals.bodyBytes);
    }
    out.format(
        "# HELP bench_schedule_lag_seconds How late requests were begun, p99, last second\n");
    out.format("# TYPE bench_schedule_lag_seconds gauge\n");
    out.format("bench_schedule_lag_seconds{scenario=\"%s\"} %s\n", scenario, lagSeconds);
    return out.toString();
  }

  /** Without the closing brace. */
  private String labels(Totals totals) {
    return "{scenario=\"" + scenario + "\",operation=\"" + totals.name + '"';
  }
}

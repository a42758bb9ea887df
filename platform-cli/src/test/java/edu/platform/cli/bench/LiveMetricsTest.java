package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveMetricsTest {
  private static final Scenario CLASSIC =
      new ClassicScenario(Target.parse("http://127.0.0.1:8080", false));

  private static Interval interval() {
    Recording recording = new Recording(3);
    OperationStats course = recording.operations().getFirst();
    for (long nanos : new long[] {900_000, 900_000, 20_000_000}) {
      course.addAnswer(100);
      OperationStats.record(course.latency(), nanos);
    }
    recording.operations().get(1).addError(ErrorKind.STATUS, "status 500");
    recording.unsent().addUnsent(3_000_000_000L);
    OperationStats.record(recording.lag(), 5_000_000);
    return new Interval(Duration.ofSeconds(1), Duration.ofSeconds(1), recording);
  }

  @Test
  void intervalsAddUp() {
    LiveMetrics metrics = new LiveMetrics(CLASSIC);

    metrics.accept(interval());
    metrics.accept(interval());

    assertThat(metrics.text().lines())
        .contains(
            "bench_requests_total{scenario=\"classic\",operation=\"course\",result=\"ok\"} 6",
            "bench_requests_total{scenario=\"classic\",operation=\"user\",result=\"status\"} 2",
            "bench_requests_total{scenario=\"classic\",operation=\"unsent\",result=\"unsent\"} 2",
            "bench_latency_seconds_bucket{scenario=\"classic\",operation=\"course\",le=\"0.001\"} 4",
            "bench_latency_seconds_bucket{scenario=\"classic\",operation=\"course\",le=\"0.025\"} 6",
            "bench_latency_seconds_bucket{scenario=\"classic\",operation=\"course\",le=\"+Inf\"} 6",
            "bench_latency_seconds_count{scenario=\"classic\",operation=\"course\"} 6",
            "bench_body_bytes_total{scenario=\"classic\",operation=\"course\"} 600");
    double lag = value(metrics, "bench_schedule_lag_seconds{scenario=\"classic\"}");
    assertThat(lag).isBetween(0.005, 0.00501);
  }

  @Test
  void theTextIsReadByOurOwnReader() {
    LiveMetrics metrics = new LiveMetrics(CLASSIC);
    metrics.accept(interval());

    assertThat(PrometheusText.parse(metrics.text()))
        .hasSize((int) metrics.text().lines().filter(line -> !line.startsWith("#")).count());
  }

  private static double value(LiveMetrics metrics, String series) {
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }
}

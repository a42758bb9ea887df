package edu.platform.web.http;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The three metrics that dashboards of the old project are made of (design section 1): {@code
 * http_requests_total} and {@code http_request_duration_seconds} by {@code method}, {@code
 * endpoint} and {@code status_code}, and {@code http_requests_in_flight}. An endpoint is a template
 * of ours or {@code other}, and a method one that HTTP knows, so that no client can make series.
 */
final class RequestMetrics {

  /** The label of requests that no operation answered. */
  static final String OTHER = "other";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  /** Prometheus' default buckets. */
  private static final Duration[] BUCKETS =
      List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Map<String, Map<Integer, Meters>>> meters = new ConcurrentHashMap<>();
  private final LongAdder inFlight = new LongAdder();

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    registry.getOrCreate(
        Gauge.builder("http_requests_in_flight", inFlight::sum)
            .description("Requests that are being answered"));
  }

  void begin() {
    inFlight.increment();
  }

  /**
   * Count an answer.
   *
   * @param method HTTP method, any
   * @param endpoint template of the operation, or {@link #OTHER}
   * @param status HTTP status
   * @param nanos from the request's line to the answer's last byte
   */
  void end(String method, String endpoint, int status, long nanos) {
    inFlight.decrement();
    // Three small maps and no key object: this runs once a request.
    Meters found =
        meters
            .computeIfAbsent(endpoint, _ -> new ConcurrentHashMap<>())
            .computeIfAbsent(
                METHODS.contains(method) ? method : OTHER, _ -> new ConcurrentHashMap<>())
            .computeIfAbsent(status, _ -> make(method, endpoint, status));
    found.requests.increment();
    found.duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Meters make(String method, String endpoint, int status) {
    List<Tag> tags =
        List.of(
            Tag.create("method", METHODS.contains(method) ? method : OTHER),
            Tag.create("endpoint", endpoint),
            Tag.create("status_code", Integer.toString(status)));
    return new Meters(
        registry.getOrCreate(
            Counter.builder("http_requests_total").description("Answered requests").tags(tags)),
        registry.getOrCreate(
            Timer.builder("http_request_duration_seconds")
                .description("Time from a request's line to the last byte of its answer")
                .tags(tags)
                .percentiles(new double[0])
                .buckets(BUCKETS)));
  }

  private record Meters(Counter requests, Timer duration) {}
}

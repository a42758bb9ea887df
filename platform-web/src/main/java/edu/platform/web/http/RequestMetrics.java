package edu.platform.web.http;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The three metrics that dashboards of the old project are made of (design section 1): {@code
 * http_requests_total} and {@code http_request_duration_seconds} by {@code method}, {@code
 * endpoint} and {@code status_code}, and {@code http_requests_in_flight}. An endpoint is a template
 * of ours or {@code other}, and a method one that HTTP knows, so that no client can make series.
 */
final class RequestMetrics {

  /** The label of requests that no operation answered, and of methods that HTTP does not know. */
  static final String OTHER = "other";

  private static final List<String> METHODS =
      List.of(
          "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", OTHER);

  private static final int STATUSES = 600;

  /** Prometheus' default buckets. */
  private static final Duration[] BUCKETS =
      IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final LongAdder inFlight = new LongAdder();
  private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

  /** By template: for each method and status its meters, made when first needed. */
  private final Map<String, AtomicReferenceArray<Meters>> routes;

  RequestMetrics(MeterRegistry registry, List<Endpoint> endpoints) {
    this.registry = registry;
    this.routes =
        Stream.concat(Stream.of(OTHER), endpoints.stream().map(Endpoint::template))
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    _ -> new AtomicReferenceArray<>(METHODS.size() * STATUSES)));
    registry.getOrCreate(
        Gauge.builder("http_requests_in_flight", inFlight::sum)
            .description("Requests that are being answered"));
  }

  long inFlight() {
    return inFlight.sum();
  }

  void begin() {
    inFlight.increment();
  }

  /**
   * Count an answer.
   *
   * @param method HTTP method, any
   * @param route template of an operation, or {@link #OTHER}
   * @param status HTTP status, 100 to 599
   * @param nanos from the request's line to the answer's last byte
   */
  void end(String method, String route, int status, long nanos) {
    inFlight.decrement();
    AtomicReferenceArray<Meters> ofRoute = routes.get(route);
    int known = METHODS.indexOf(method);
    int label = known < 0 ? METHODS.size() - 1 : known;
    int index = label * STATUSES + status;
    Meters meters = ofRoute.get(index);
    if (meters == null) {
      // A race makes the same meters twice: the registry has them once.
      meters = make(METHODS.get(label), route, status);
      ofRoute.set(index, meters);
    }
    meters.requests.increment();
    meters.duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Count a refusal by its code, which is one of a fixed set of ours.
   *
   * @param code of the problem document
   */
  void refused(String code) {
    refusals
        .computeIfAbsent(
            code,
            _ ->
                registry.getOrCreate(
                    Counter.builder("http_refusals_total")
                        .description("Refused requests by the code of the refusal")
                        .tags(List.of(Tag.create("reason", code)))))
        .increment();
  }

  private Meters make(String method, String route, int status) {
    List<Tag> tags =
        List.of(
            Tag.create("method", method),
            Tag.create("endpoint", route),
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

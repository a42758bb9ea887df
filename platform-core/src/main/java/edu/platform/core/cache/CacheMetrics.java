package edu.platform.core.cache;

import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * What the caches count. The registry reads the adders when it is scraped, so that counting a hit
 * is one addition.
 */
final class CacheMetrics {

  /** What is asked of Redis, as faults are counted. */
  enum Operation {
    READ,
    STORE,
    INVALIDATE,
    COUNT,
    HEARTBEAT;

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Of one kind of document. */
  final class OfKind {
    final LongAdder nearHits = new LongAdder();
    final LongAdder nearMisses = new LongAdder();
    final LongAdder redisHits = new LongAdder();
    final LongAdder redisMisses = new LongAdder();
    final LongAdder redisSkips = new LongAdder();
    final LongAdder loaded = new LongAdder();
    final LongAdder absent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder invalidatedHere = new LongAdder();
    final LongAdder invalidatedElsewhere = new LongAdder();
    final Timer loadTime;

    private OfKind(String kind) {
      String gets = "cache_gets_total";
      counter(gets, nearHits, "kind", kind, "level", "near", "result", "hit");
      counter(gets, nearMisses, "kind", kind, "level", "near", "result", "miss");
      counter(gets, redisHits, "kind", kind, "level", "redis", "result", "hit");
      counter(gets, redisMisses, "kind", kind, "level", "redis", "result", "miss");
      counter(gets, redisSkips, "kind", kind, "level", "redis", "result", "skipped");
      String loads = "cache_loads_total";
      counter(loads, loaded, "kind", kind, "result", "loaded");
      counter(loads, absent, "kind", kind, "result", "absent");
      counter(loads, failed, "kind", kind, "result", "failed");
      String stores = "cache_redis_stores_total";
      counter(stores, stored, "kind", kind, "result", "stored");
      counter(stores, refused, "kind", kind, "result", "refused");
      String invalidations = "cache_invalidations_total";
      counter(invalidations, invalidatedHere, "kind", kind, "origin", "here");
      counter(invalidations, invalidatedElsewhere, "kind", kind, "origin", "elsewhere");
      loadTime =
          show(
              Timer.builder("cache_load_seconds")
                  .description("Time that loads from PostgreSQL took.")
                  .tags(Metrics.tags("kind", kind))
                  .percentiles(new double[0]));
    }
  }

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "cache_gets_total", "Look-ups by level; a skipped one found Redis away.",
          "cache_loads_total", "Loads from PostgreSQL.",
          "cache_redis_stores_total",
              "Documents offered to Redis; a refused one was invalidated during its load.",
          "cache_invalidations_total", "Keys forgotten because of a write, by where it was made.",
          "cache_near_clears_total", "Times that the whole near cache was dropped.",
          "cache_redis_faults_total", "Operations that Redis did not carry out in time.");

  private final MeterRegistry registry;
  private final Map<DocumentKind, OfKind> kinds = new EnumMap<>(DocumentKind.class);
  private final Map<Operation, LongAdder> faults = new EnumMap<>(Operation.class);
  private final List<Meter> shown = new ArrayList<>();
  final LongAdder clears = new LongAdder();

  CacheMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (DocumentKind kind : DocumentKind.values()) {
      kinds.put(kind, new OfKind(kind.label()));
    }
    for (Operation operation : Operation.values()) {
      LongAdder adder = new LongAdder();
      faults.put(operation, adder);
      counter("cache_redis_faults_total", adder, "operation", operation.label());
    }
    counter("cache_near_clears_total", clears);
  }

  OfKind of(DocumentKind kind) {
    return kinds.get(kind);
  }

  LongAdder faults(Operation operation) {
    return faults.get(operation);
  }

  /** Shows how much memory each kind takes. */
  void watchBytes(ToLongFunction<DocumentKind> bytes) {
    for (DocumentKind kind : DocumentKind.values()) {
      show(
          describe(
              Gauge.builder("cache_near_bytes", () -> bytes.applyAsLong(kind)),
              "Bytes that the near cache holds.",
              "kind",
              kind.label()));
    }
  }

  /** Shows the state of Redis: 1 while the breaker is closed, 1 while invalidations are heard. */
  void watchRedis(BooleanSupplier breakerClosed, BooleanSupplier invalidationsHeard) {
    show(
        describe(
            Gauge.builder("cache_redis_up", () -> breakerClosed.getAsBoolean() ? 1 : 0),
            "1 while Redis is used, 0 while the breaker is open."));
    show(
        describe(
            Gauge.builder(
                "cache_invalidations_heard", () -> invalidationsHeard.getAsBoolean() ? 1 : 0),
            "1 while the topic is heard, 0 while near entries live one second."));
  }

  /** Takes everything out of the registry, where the next one to count under these names comes. */
  void hide() {
    shown.forEach(registry::remove);
  }

  private void counter(String name, LongAdder adder, String... tags) {
    show(
        describe(
            FunctionalCounter.builder(name, adder, LongAdder::sum), DESCRIPTIONS.get(name), tags));
  }

  private <B extends Meter.Builder<B, M>, M extends Meter> M show(B builder) {
    M meter = registry.getOrCreate(builder);
    shown.add(meter);
    return meter;
  }

  private static <B extends Meter.Builder<B, M>, M extends Meter> B describe(
      Meter.Builder<B, M> builder, String description, String... tags) {
    return builder.description(description).tags(Metrics.tags(tags));
  }
}

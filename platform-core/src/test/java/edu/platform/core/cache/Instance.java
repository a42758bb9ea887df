package edu.platform.core.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import edu.platform.core.config.CacheConfig;
import io.helidon.metrics.api.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One instance of the platform, as far as caching goes. */
final class Instance implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");
  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /** Quicker than in production to beat, slower to give up: a busy machine is no fault. */
  static final RedisCache.Timing TEST_TIMING =
      new RedisCache.Timing(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofSeconds(2));

  final ManualClock clock;
  final DocumentCache cache;
  final AtomicInteger loads = new AtomicInteger();

  private Instance(CacheConfig config, ManualClock clock, RedisCache.Timing timing) {
    this.clock = clock;
    cache =
        new DocumentCache(
            config, new Lifetimes(clock, MOSCOW, () -> 0), clock, timing, Metrics.globalRegistry());
  }

  static Instance alone() {
    return new Instance(
        new CacheConfig(Optional.empty(), 1L << 20), new ManualClock(NOON), TEST_TIMING);
  }

  static Instance on(int redisPort, ManualClock clock, RedisCache.Timing timing) {
    CacheConfig.Redis redis =
        new CacheConfig.Redis("127.0.0.1", redisPort, Optional.empty(), Optional.empty(), 0, 10);
    return new Instance(new CacheConfig(Optional.of(redis), 1L << 20), clock, timing);
  }

  static Instance on(int redisPort) {
    return on(redisPort, new ManualClock(NOON), TEST_TIMING);
  }

  Instance ready() {
    await("Redis is used and heard").until(() -> up() && heard());
    return this;
  }

  boolean up() {
    return cache.shared.available();
  }

  boolean heard() {
    return cache.shared.invalidationsHeard();
  }

  CacheMetrics.OfKind counts(DocumentKind kind) {
    return cache.metrics.of(kind);
  }

  /** Gets a card whose row says {@code text}, counting the loads. */
  String card(String key, String text) {
    return get(DocumentKind.COURSE_CARD, key, text);
  }

  String get(DocumentKind kind, String key, String text) {
    return get(kind, key, () -> Optional.of(document(text)));
  }

  String get(DocumentKind kind, String key, Supplier<Optional<Document>> load) {
    return cache
        .get(
            kind,
            key,
            () -> {
              loads.incrementAndGet();
              return load.get();
            })
        .map(document -> new String(document.body(), UTF_8))
        .orElse("(absent)");
  }

  Document document(String text) {
    return Document.of(text.getBytes(UTF_8), clock.instant());
  }

  @Override
  public void close() {
    cache.close();
  }
}

package edu.platform.core.cache;

import static edu.platform.core.cache.DocumentKind.COURSE_CARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.config.CacheConfig;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Timer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {

  private final MeterRegistry registry = Metrics.globalRegistry();

  @Test
  void theRegistryShowsWhatWasCounted() {
    try (DocumentCache cache = cache()) {
      getTwice(cache);

      assertThat(count("cache_gets_total", "level", "near", "result", "hit")).isEqualTo(1);
      assertThat(count("cache_gets_total", "level", "near", "result", "miss")).isEqualTo(1);
      assertThat(count("cache_loads_total", "result", "loaded")).isEqualTo(1);
      assertThat(bytes()).isGreaterThan(300);
      assertThat(registry.timer("cache_load_seconds", Metrics.tags("kind", "course_card")))
          .map(Timer::count)
          .contains(1L);
    }
  }

  @Test
  void aSecondCacheInTheProcessCountsFromZero() {
    try (DocumentCache first = cache()) {
      getTwice(first);
    }

    assertThat(registry.meters(meter -> meter.id().name().startsWith("cache_"))).isEmpty();
    try (DocumentCache second = cache()) {
      getTwice(second);

      assertThat(count("cache_loads_total", "result", "loaded")).isEqualTo(1);
    }
  }

  private DocumentCache cache() {
    return new DocumentCache(
        new CacheConfig(Optional.empty(), 1L << 20), Clock.systemUTC(), ZoneOffset.UTC, registry);
  }

  private static void getTwice(DocumentCache cache) {
    Document document = Document.of("{}".getBytes(UTF_8), Clock.systemUTC().instant());
    cache.get(COURSE_CARD, "7", () -> Optional.of(document));
    cache.get(COURSE_CARD, "7", Optional::empty);
  }

  private long count(String name, String... tags) {
    String[] all = new String[tags.length + 2];
    all[0] = "kind";
    all[1] = "course_card";
    System.arraycopy(tags, 0, all, 2, tags.length);
    return registry.meter(FunctionalCounter.class, name, Metrics.tags(all)).orElseThrow().count();
  }

  private long bytes() {
    Gauge<?> gauge =
        registry.gauge("cache_near_bytes", Metrics.tags("kind", "course_card")).orElseThrow();
    return gauge.value().longValue();
  }
}

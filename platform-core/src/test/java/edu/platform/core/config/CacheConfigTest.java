package edu.platform.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheConfigTest {

  @Test
  void withoutAHostThereIsNoRedis() {
    CacheConfig config = from(Map.of());

    assertThat(config).isEqualTo(new CacheConfig(Optional.empty(), 64L << 20));
  }

  @Test
  void anEmptyHostIsNoHost() {
    assertThat(from(Map.of("redis.host", "")).redis()).isEmpty();
  }

  @Test
  void redisHasTheDefaultsOfTheOldProject() {
    CacheConfig config = from(Map.of("redis.host", "redis"));

    assertThat(config.redis())
        .contains(new CacheConfig.Redis("redis", 6379, Optional.empty(), Optional.empty(), 0, 10));
  }

  @Test
  void everyPropertyCanBeSet() {
    CacheConfig config =
        from(
            Map.of(
                "redis.host", "10.0.0.7",
                "redis.port", "6380",
                "redis.user", "edu",
                "redis.pass", "secret",
                "redis.db.name", "3",
                "redis.pool.max", "20",
                "cache.near.max.bytes", "1048576"));

    assertThat(config)
        .isEqualTo(
            new CacheConfig(
                Optional.of(
                    new CacheConfig.Redis(
                        "10.0.0.7", 6380, Optional.of("edu"), Optional.of("secret"), 3, 20)),
                1L << 20));
    assertThat(config.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "redis.port,0",
    "redis.port,65536",
    "redis.port,x",
    "redis.db.name,-1",
    "redis.db.name,platform",
    "redis.pool.max,0",
    "redis.pool.max,1001",
    "cache.near.max.bytes,1048575",
    "cache.near.max.bytes,64MiB"
  })
  void aBadValueIsNamed(String key, String value) {
    Map<String, String> settings = new HashMap<>(Map.of("redis.host", "redis"));
    settings.put(key, value);

    assertThatThrownBy(() -> from(settings))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining(key);
  }

  @Test
  void anAddressOfVersionSixIsBracketed() {
    CacheConfig config = from(Map.of("redis.host", "::1"));

    assertThat(config.redis().orElseThrow().url()).isEqualTo("redis://[::1]:6379");
  }

  private static CacheConfig from(Map<String, String> settings) {
    Config config = Config.just(ConfigSources.create(settings));
    return CacheConfig.from(config.get("redis"), config.get("cache"));
  }
}

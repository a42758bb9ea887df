package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.web.http.CorsPolicy;
import edu.platform.web.http.RateLimit;
import edu.platform.web.http.RateLimits;
import edu.platform.web.http.TrustedProxies;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {

  @Test
  void theDefaultsAreThoseOfTheOldProjectAndSafe() {
    assertThat(from(Map.of()))
        .isEqualTo(
            new HttpConfig(
                "0.0.0.0",
                8080,
                10_000,
                2_000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                true,
                true,
                true,
                false,
                new TrustedProxies(List.of()),
                new CorsPolicy(Set.of()),
                new RateLimits.Limits(
                    Optional.empty(),
                    Optional.of(new RateLimit(120, Duration.ofMinutes(1))),
                    Optional.of(new RateLimit(10, Duration.ofHours(1)))),
                "stdout"));
  }

  @Test
  void everyPropertyCanBeSet() {
    assertThat(
            from(
                Map.ofEntries(
                    Map.entry("http.host", "127.0.0.1"),
                    Map.entry("http.port", "0"),
                    Map.entry("http.max.connections", "1"),
                    Map.entry("http.max.requests", "2"),
                    Map.entry("http.idle.timeout", "3s"),
                    Map.entry("http.drain.timeout", "PT4S"),
                    Map.entry("swagger.enabled", "false"),
                    Map.entry("metrics.enabled", "false"),
                    Map.entry("legacy.api.enabled", "false"),
                    Map.entry("legacy.user.route.enabled", "true"),
                    Map.entry("trusted.proxies", "10.0.0.0/8, ::1"),
                    Map.entry("cors.allowed.origins", "https://shop.example.org"),
                    Map.entry("rate.limit.reads", "5/s"),
                    Map.entry("rate.limit.writes", "off"),
                    Map.entry("rate.limit.registrations", "2/d"),
                    Map.entry("access.log", "off"))))
        .isEqualTo(
            new HttpConfig(
                "127.0.0.1",
                0,
                1,
                2,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                false,
                false,
                false,
                true,
                TrustedProxies.parse("10.0.0.0/8, ::1"),
                new CorsPolicy(Set.of("https://shop.example.org")),
                new RateLimits.Limits(
                    Optional.of(new RateLimit(5, Duration.ofSeconds(1))),
                    Optional.empty(),
                    Optional.of(new RateLimit(2, Duration.ofDays(1)))),
                "off"));
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, -1, HTTP_PORT",
    "http.port, 65536, HTTP_PORT",
    "http.port, http, http.port",
    "http.max.connections, 0, HTTP_MAX_CONNECTIONS",
    "http.max.requests, 0, HTTP_MAX_REQUESTS",
    "http.idle.timeout, never, http.idle.timeout",
    "trusted.proxies, haproxy, TRUSTED_PROXIES",
    "trusted.proxies, 10.0.0.0/33, TRUSTED_PROXIES",
    "trusted.proxies, 10.0.0.0/x, TRUSTED_PROXIES",
    "cors.allowed.origins, *, CORS_ALLOWED_ORIGINS",
    "cors.allowed.origins, https://shop.example.org/, CORS_ALLOWED_ORIGINS",
    "cors.allowed.origins, https://*.example.org, CORS_ALLOWED_ORIGINS",
    "cors.allowed.origins, https://Shop.example.org, CORS_ALLOWED_ORIGINS",
    "cors.allowed.origins, null, CORS_ALLOWED_ORIGINS",
    "rate.limit.reads, many, RATE_LIMIT_READS",
    "rate.limit.writes, 0/min, RATE_LIMIT_WRITES",
    "rate.limit.registrations, 10, RATE_LIMIT_REGISTRATIONS",
  })
  void whatIsWrongIsNamed(String key, String value, String named) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> from(Map.of(key, value)))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .withMessageContaining(named);
  }

  private static HttpConfig from(Map<String, String> settings) {
    return HttpConfig.from(Config.just(ConfigSources.create(settings)));
  }
}

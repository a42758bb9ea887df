package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.Map;
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

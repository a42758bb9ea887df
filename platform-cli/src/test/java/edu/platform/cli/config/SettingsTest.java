package edu.platform.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.config.DatabaseConfig;
import io.helidon.config.Config;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void componentsFindTheirNodes() {
    Settings settings =
        settings(
            Map.of(
                "PG_HOST", "127.0.0.1",
                "PG_POOL_MAX", " 4 ",
                "PG_POOL_WAIT", "250ms",
                "DB_PORT", "5432",
                "HOME", "/home/x"));

    Config config = settings.config();

    DatabaseConfig pg = DatabaseConfig.from(config.get("pg"));
    assertThat(pg.host()).isEqualTo("127.0.0.1");
    assertThat(pg.poolMax()).isEqualTo(4);
    assertThat(pg.poolWait()).isEqualTo(Duration.ofMillis(250));
    assertThat(DatabaseConfig.from(config.get("db")).port()).isEqualTo(5432);
    assertThat(config.get("home").exists()).as("what the table does not list").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "PG_POOL_MAX, ten, a whole number from 1 to 1000",
    "PG_POOL_MAX, 0, a whole number from 1 to 1000",
    "HTTP_PORT, 65536, a whole number from 1 to 65535",
    "PG_TIMEOUT_SOCKET, 10 parsecs, 'a duration such as 50ms, 30s, 5m or PT30S'",
    "LEGACY_API_ENABLED, yes, 'one of false, true'",
    "APP_ENV, production, 'one of dev, prod, test'",
  })
  void aBadValueIsNamedWithItsVariable(String variable, String value, String expected) {
    Settings settings = settings(Map.of(variable, value));

    assertThatThrownBy(settings::config)
        .hasMessage(variable + " (environment): expected " + expected + ", found '" + value + "'");
  }

  @Test
  void allBadValuesAreToldAtOnce() {
    Settings settings = settings(Map.of("PG_PORT", "x", "HTTP_PORT", "y"));

    assertThatThrownBy(settings::config).hasMessageContainingAll("PG_PORT", "HTTP_PORT");
  }

  @Test
  void someVariablesCanBeLeftOutAndOthersSet() {
    Settings settings =
        settings(Map.of("PG_HOST", "haproxy", "LOG_LEVEL", "debug", "APP_ENV", "prod"))
            .without(name -> name.startsWith("PG"))
            .with(Map.of("APP_ENV", "dev"));

    assertThat(settings.get("PG_HOST")).isEmpty();
    assertThat(settings.get("LOG_LEVEL")).contains("debug");
    assertThat(settings.get("APP_ENV")).contains("dev");
    assertThat(settings.names(name -> true)).containsExactly("APP_ENV", "LOG_LEVEL");
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.load(environment, Optional.empty());
  }
}

package edu.platform.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseConfigTest {

  @Test
  void theDefaultsAreThoseOfTheStack() {
    assertThat(from(Map.of()))
        .isEqualTo(
            new DatabaseConfig(
                "haproxy",
                5001,
                "postgres",
                "postgres",
                "",
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)));
  }

  @Test
  void everyPropertyCanBeSet() {
    DatabaseConfig config =
        from(
            Map.of(
                "pg.host", "10.0.0.7",
                "pg.port", "5432",
                "pg.name", "platform",
                "pg.user", "edu_app",
                "pg.pass", "secret",
                "pg.pool.max", "20",
                "pg.pool.wait", "50ms",
                "pg.timeout.connect", "300ms",
                "pg.timeout.statement", "PT7S",
                "pg.timeout.socket", "8s"));

    assertThat(config)
        .isEqualTo(
            new DatabaseConfig(
                "10.0.0.7",
                5432,
                "platform",
                "edu_app",
                "secret",
                20,
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8)));
    assertThat(config.jdbcUrl()).isEqualTo("jdbc:postgresql://10.0.0.7:5432/platform");
    assertThat(config.toString()).contains("edu_app").doesNotContain("secret");
  }

  @Test
  void toolsCallThePasswordByItsWholeName() {
    assertThat(from(Map.of("pg.password", "secret")).password()).isEqualTo("secret");
  }

  @Test
  void replicasAreReachedLikeTheLeader() {
    assertThat(replica(Map.of())).isEmpty();
    assertThat(replica(Map.of("pg.replica.host", " "))).isEmpty();

    DatabaseConfig replica =
        replica(Map.of("pg.replica.host", "replicas", "pg.user", "edu_app", "pg.pool.max", "3"))
            .orElseThrow();

    assertThat(replica.jdbcUrl()).isEqualTo("jdbc:postgresql://replicas:5002/postgres");
    assertThat(replica.user()).isEqualTo("edu_app");
    assertThat(replica.poolMax()).isEqualTo(3);
    assertThat(
            replica(Map.of("pg.replica.host", "replicas", "pg.replica.port", "5433"))
                .orElseThrow()
                .port())
        .isEqualTo(5433);
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> replica(Map.of("pg.replica.host", "a", "pg.replica.port", "x")))
        .withMessageContaining("pg.replica.port");
  }

  @ParameterizedTest
  @CsvSource({
    "pg.port, 0, port",
    "pg.port, 65536, port",
    "pg.port, x, pg.port",
    "pg.pool.max, 0, pool.max",
    "pg.pool.max, 1001, pool.max",
    "pg.pool.max, 1.5, pg.pool.max",
    "pg.host, ' ', host",
    "pg.name, '', name",
    "pg.pool.wait, soon, pg.pool.wait",
    "pg.timeout.connect, -PT1S, pg.timeout.connect",
    "pg.timeout.socket, 5s, timeout.statement",
  })
  void whatIsWrongIsNamed(String key, String value, String named) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> from(Map.of(key, value)))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .withMessageContaining(named);
  }

  private static Optional<DatabaseConfig> replica(Map<String, String> settings) {
    return DatabaseConfig.replica(Config.just(ConfigSources.create(settings)).get("pg"));
  }

  private static DatabaseConfig from(Map<String, String> settings) {
    return DatabaseConfig.from(Config.just(ConfigSources.create(settings)).get("pg"));
  }
}

package edu.platform.core.config;

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
import org.junit.jupiter.params.provider.ValueSource;

class SalesConfigTest {

  @Test
  void whatHoldsWhenNothingIsSet() {
    SalesConfig config = from(Map.of());

    assertThat(config.orderTtl()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.webhookSecrets()).isEmpty();
  }

  @Test
  void everythingCanBeSet() {
    SalesConfig config =
        from(Map.of("order.ttl", "PT2H", "payment.webhook.secrets", "new, old-one,"));

    assertThat(config.orderTtl()).isEqualTo(Duration.ofHours(2));
    assertThat(config.webhookSecrets()).containsExactly("new", "old-one");
    assertThat(config.toString()).doesNotContain("old-one").contains("2 secrets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"59s", "31d", "soon"})
  void ordersHoldTheirPlaceForAMinuteToAMonth(String ttl) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> from(Map.of("order.ttl", ttl)))
        .matches(fault -> fault.code() == ErrorCode.INVALID_CONFIGURATION);
  }

  private static SalesConfig from(Map<String, String> settings) {
    return SalesConfig.from(Config.just(ConfigSources.create(settings)));
  }
}

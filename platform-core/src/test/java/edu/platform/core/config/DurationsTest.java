package edu.platform.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "50ms, PT0.05S",
    "30s, PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "0s, PT0S",
    "' 30S ', PT30S",
    "PT30S, PT30S",
    "pt1h30m, PT1H30M",
    "P1DT1S, PT24H1S",
  })
  void bothSpellingsAreRead(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "-30s", "-PT30S", "1.5s", "30 s", "30seconds", "9999999999s"})
  void whatIsNoDurationIsRefused(String text) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> Durations.parse(text))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .withMessageContaining("'" + text + "'");
  }
}

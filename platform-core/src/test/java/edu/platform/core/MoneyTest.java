package edu.platform.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "100, 100, 100",
    "100, 0, 0",
    "50, 1, 1", // half a unit up
    "49, 1, 0",
    "1, 50, 1",
    "1, 49, 0",
    "1999999, 90, 1799999",
    "5000050, 125, 6250063", // 6250062.5
    "200000000, 125, 250000000",
  })
  void aShareIsRoundedHalfUp(long amount, int percent, long share) {
    assertThat(new Money(amount, "RUB").percent(percent)).isEqualTo(new Money(share, "RUB"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "49, 0", "50, 1", "149, 1", "150, 2", "5000050, 50001", "100000000, 1000000"})
  void wholeUnitsAreRoundedHalfUp(long amount, long units) {
    assertThat(new Money(amount, "RUB").wholeUnits()).isEqualTo(units);
  }
}

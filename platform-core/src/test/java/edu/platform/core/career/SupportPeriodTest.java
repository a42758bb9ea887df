package edu.platform.core.career;

import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long somebody is in care. */
class SupportPeriodTest {

  private static final LocalDate START = LocalDate.of(2026, 1, 15);

  @Test
  void itIsThreeMonthsOrSixWithTheExtendedTrack() {
    assertThat(SupportPeriod.from(START, false).lastDay()).isEqualTo(LocalDate.of(2026, 4, 14));
    assertThat(SupportPeriod.from(START, true).lastDay()).isEqualTo(LocalDate.of(2026, 7, 14));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-30, 3, 2026-02-27",
    "2026-01-31, 1, 2026-02-27",
    "2026-01-01, 12, 2026-12-31"
  })
  void itsLastDayIsTheDayBeforeThatOfTheMonth(LocalDate start, int months, LocalDate last) {
    assertThat(new SupportPeriod(start, months).lastDay()).isEqualTo(last);
  }

  @Test
  void itIsNeverShortened() {
    SupportPeriod period = new SupportPeriod(START, 6);

    assertRefused("validation_failed", () -> period.requireProlonged(5));
    assertThatCode(() -> period.requireProlonged(6)).doesNotThrowAnyException();
    assertThatCode(() -> period.requireProlonged(12)).doesNotThrowAnyException();
  }
}

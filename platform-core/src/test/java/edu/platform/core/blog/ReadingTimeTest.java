package edu.platform.core.blog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTimeTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "200, 1", "201, 2", "400, 2", "401, 3"})
  void everyStartedTwoHundredWordsAreAMinute(int words, int minutes) {
    assertThat(ReadingTime.minutes(words)).isEqualTo(minutes);
    assertThat(ReadingTime.minutes("word ".repeat(words))).isEqualTo(minutes);
  }

  @Test
  void wordsAreWhatWhiteSpaceSeparates() {
    assertThat(ReadingTime.words("  ## Два слова\n\n- и-ещё\tодно ")).isEqualTo(6);
    assertThat(ReadingTime.words("")).isZero();
    assertThat(ReadingTime.words(" \n ")).isZero();
  }
}

package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Telephone numbers; chosen at random, with a seed that repeats them. */
class PhoneNumberTest {

  private static final int CASES = 2_000;
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;
  private static final String SEPARATORS = " -()";

  private final Random random = new Random(20_260_615);

  @ParameterizedTest
  @CsvSource({
    "+79990001122, +79990001122",
    "+7 (999) 000-11-22, +79990001122",
    "' +1-202-555-0100 ', +12025550100",
    "+1234567, +1234567",
    "+123456789012345, +123456789012345",
  })
  void numbersAreReadAsPeopleWriteThem(String text, String value) {
    assertThat(PhoneNumber.parse(text)).contains(new PhoneNumber(value));
  }

  @Test
  void whateverStandsBetweenTheDigitsTheNumberIsTheSame() {
    for (int i = 0; i < CASES; i++) {
      String value = anyNumber();
      StringBuilder written = new StringBuilder();
      for (int at = 0; at < value.length(); at++) {
        written.append(value.charAt(at));
        if (random.nextBoolean()) {
          written.append(SEPARATORS.charAt(random.nextInt(SEPARATORS.length())));
        }
      }

      PhoneNumber read = PhoneNumber.parse(written.toString()).orElseThrow();

      assertThat(read.value()).isEqualTo(value);
      assertThat(PhoneNumber.parse(read.value())).contains(read);
    }
  }

  @Test
  void threeDigitsAreShownOfAnyNumber() {
    for (int i = 0; i < CASES; i++) {
      PhoneNumber number = new PhoneNumber(anyNumber());

      assertThat(number.masked())
          .isEqualTo(number.value().replaceFirst("^(\\+.).*(..)$", "$1***$2"))
          .containsPattern("^\\+[1-9]\\*\\*\\*[0-9]{2}$");
      assertThat(number).hasToString(number.masked());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "79990001122",
        "89990001122",
        "+09990001122",
        "+123456",
        "+1234567890123456",
        "++79990001122",
        "+7999000112x",
        "+7.999.000.11.22",
        "+7/9990001122",
        "+٧٩٩٩٠٠٠١١٢٢",
        "＋79990001122",
        "+7 999 000 11 22 ext. 3"
      })
  void everythingElseIsRefused(String text) {
    assertThat(PhoneNumber.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(text));
  }

  private String anyNumber() {
    int length = random.nextInt(MIN_DIGITS, MAX_DIGITS + 1);
    StringBuilder digits = new StringBuilder("+").append(random.nextInt(1, 10));
    while (digits.length() <= length) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }
}

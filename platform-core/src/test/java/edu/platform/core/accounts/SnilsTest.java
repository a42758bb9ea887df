package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of the pension insurance; chosen at random, with a seed that repeats them. */
class SnilsTest {

  private static final int CASES = 2_000;
  private static final int FIRST_CHECKED = 1_001_999;

  private final Random random = new Random(20_260_615);

  @ParameterizedTest
  @CsvSource({
    "112-233-445 95, 11223344595",
    "11223344595, 11223344595",
    "' 112 233 445 95 ', 11223344595",
    "087-654-303 00, 08765430300", // The sum is 202, which is 0 modulo 101.
    "200-007-999 00, 20000799900", // The sum is 100, which is not below 100.
  })
  void numbersAreReadAsPeopleWriteThem(String text, String digits) {
    assertThat(Snils.parse(text)).contains(new Snils(digits));
  }

  @Test
  void everyNumberIsTakenWithItsOwnCheckDigitsAlone() {
    for (int i = 0; i < CASES; i++) {
      int number = anyNumber();
      int right = Snils.checkDigits(number);
      int wrong = (right + 1 + random.nextInt(99)) % 100;

      assertThat(Snils.parse(digits(number, right))).as("%09d %02d", number, right).isPresent();
      assertThat(Snils.parse(digits(number, wrong))).as("%09d %02d", number, wrong).isEmpty();
    }
  }

  @Test
  void whateverStandsBetweenTheDigitsTheNumberIsTheSame() {
    for (int i = 0; i < CASES; i++) {
      int number = anyNumber();
      String digits = digits(number, Snils.checkDigits(number));
      StringBuilder written = new StringBuilder();
      for (int at = 0; at < digits.length(); at++) {
        written.append(digits.charAt(at)).append(" -".charAt(random.nextInt(2)));
      }

      Snils read = Snils.parse(written.toString()).orElseThrow();

      assertThat(read.digits()).isEqualTo(digits);
      assertThat(Snils.parse(read.digits())).contains(read);
    }
  }

  @Test
  void numbersOfTheTimeBeforeCheckDigitsAreRefused() {
    int lastUnchecked = FIRST_CHECKED - 1;

    assertThat(Snils.parse(digits(lastUnchecked, Snils.checkDigits(lastUnchecked)))).isEmpty();
    assertThat(Snils.parse(digits(FIRST_CHECKED, Snils.checkDigits(FIRST_CHECKED)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1122334459",
        "112233445950",
        "112.233.445 95",
        "+11223344595",
        "１１２２３３４４５９５",
        "١١٢٢٣٣٤٤٥٩٥",
        "112‑233‑445 95", // With hyphens that do not break.
        "1122334459x"
      })
  void everythingElseIsRefused(String text) {
    assertThat(Snils.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Snils(text));
  }

  @Test
  void onlyTheCheckDigitsAreShownOfIt() {
    Snils snils = new Snils("11223344595");

    assertThat(snils.masked()).isEqualTo("***-***-*** 95");
    assertThat(snils).hasToString("***-***-*** 95");
  }

  private int anyNumber() {
    return random.nextInt(FIRST_CHECKED, 1_000_000_000);
  }

  private static String digits(int number, int check) {
    return String.format(Locale.ROOT, "%09d%02d", number, check);
  }
}

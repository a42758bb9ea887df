package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.RefusedException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seven lilac umbrellas",
        "correct horse battery staple",
        "   twelve   ",
        "gT7#pL2@vQ9!",
        "жёлтый трамвай № 7",
        "😀🚀🎓🧩🪁🛶🧵🪴🫖🧸🪩🛼"
      })
  void aLongPasswordOfAnyCharactersIsTaken(String password) {
    assertThat(PasswordPolicy.fault(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passwordpassword",
        "Password1234",
        "P@ssw0rd!2024",
        "qwertyuiop123",
        "QWERTYUIOP[]",
        "1234567890123",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "education-platform-demo",
        "1q2w3e4r5t6y",
        "qazwsxedcrfv",
        "iloveyou2023!",
        "adminadmin01",
        "letmein-letmein",
        "паролпаролпарол",
        "парольпароль",
        "йцукенгшщзхъ",
        "любовь123456",
        "dragonmonkey",
        "!@#$%^&*()_+"
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertThat(PasswordPolicy.fault(password)).hasValueSatisfying(this::saysWhatIsExpected);
  }

  private void saysWhatIsExpected(String fault) {
    assertThat(fault).startsWith("is among the passwords");
  }

  @Test
  void theLengthIsCountedInCharacters() {
    assertThat(PasswordPolicy.fault("gT7#pL2@vQ9"))
        .contains("must have 12..128 characters, not 11");
    String longest =
        IntStream.range(0, 128)
            .mapToObj(i -> Character.toString(0x1f300 + i))
            .collect(Collectors.joining());
    assertThat(PasswordPolicy.fault(longest)).isEmpty();
    assertThat(PasswordPolicy.fault(longest + "x")).isPresent();
    assertThat(PasswordPolicy.fault("😀".repeat(11))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Anna.Petrova@example.org", "annapetrova", "Anna Petrova", "petrova-anna"})
  void whatSaysWhoseItIsIsRefused(String password) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                PasswordPolicy.refuseOwn(
                    "password", password, "anna.petrova@example.org", "Anna", "Petrova"))
        .withMessage("must not be the e-mail address or the name")
        .matches(refusal -> refusal.field().orElseThrow().equals("password"));
    assertThatCode(
            () ->
                PasswordPolicy.refuseOwn(
                    "password", password + "7", "anna.petrova@example.org", "Anna", "Petrova"))
        .doesNotThrowAnyException();
  }
}

package edu.platform.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that are made, and codes that are typed. */
class CertificateCodeTest {

  @Test
  void codesAreOfAllLettersAndNeverTheSame() {
    var codes = Stream.generate(CertificateCode::random).limit(1_000).toList();

    assertThat(codes).doesNotHaveDuplicates().allMatch(c -> c.matches("[0-9A-HJKMNP-TV-Z]{26}"));
    assertThat(String.join("", codes).chars().boxed().collect(Collectors.toSet())).hasSize(32);
  }

  @Test
  void aCodeThatWasMadeIsRead() {
    String code = CertificateCode.random();

    assertThat(CertificateCode.read(code)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdefghjkmnpqrs, 0123456789ABCDEFGHJKMNPQRS",
    "OoIiLl00000000000000000000, 00111100000000000000000000",
    "0123-4567-89AB-CDEF-GHJK-MNPQRS, 0123456789ABCDEFGHJKMNPQRS"
  })
  void aCodeMayBeTypedAsPeopleDo(String typed, String code) {
    assertThat(CertificateCode.read(typed)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0000000000000000000000000",
        "000000000000000000000000000",
        "U0000000000000000000000000",
        "0000000000000 000000000000",
        "é0000000000000000000000000"
      })
  void whatCannotBeACodeIsNone(String typed) {
    assertThat(CertificateCode.read(typed)).isEmpty();
  }
}

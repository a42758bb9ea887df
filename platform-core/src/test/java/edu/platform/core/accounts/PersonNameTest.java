package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Anna-Maria|Anna-Maria",
        "Пётр|Пётр",
        "O'Neil|O'Neil",
        "J. R. R.|J. R. R.",
        "Anna    Maria|Anna Maria",
        "李|李",
        "अमृता|अमृता",
        "Å|Å"
      })
  void aNameIsOfAnyScript(String text, String name) {
    assertThat(PersonName.parse(text)).contains(new PersonName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "'.'",
        "R2D2",
        "Anna\tMaria",
        "Anna\nMaria",
        "<b>",
        "Anna,",
        "\ud800",
        "😀"
      })
  void whatIsNoNameIsRefused(String text) {
    assertThat(PersonName.parse(text)).isEmpty();
  }

  @Test
  void aNameHas100CharactersAtMost() {
    assertThat(PersonName.parse("𐐀".repeat(100))).isPresent();
    assertThat(PersonName.parse("a".repeat(101))).isEmpty();
  }
}

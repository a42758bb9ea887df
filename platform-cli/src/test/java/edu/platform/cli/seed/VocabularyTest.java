package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.seed.Vocabulary.PersonName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

  @ParameterizedTest
  @EnumSource
  void listsHaveTheLengthsOfTheRequirements(SeedLocale locale) {
    Vocabulary words = Vocabulary.of(locale);

    assertThat(words.levels()).hasSize(4);
    assertThat(words.specializations()).hasSize(24);
    assertThat(words.tags().stream().map(tag -> tag.name().text()).distinct()).hasSize(200);
    assertThat(words.courseTypes()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void thereAreEnoughNamesAndAllCanBeWrittenInAnAddress(SeedLocale locale) {
    Vocabulary words = Vocabulary.of(locale);

    for (boolean female : new boolean[] {true, false}) {
      assertThat(words.names(female)).hasSizeGreaterThan(40);
      assertThat(words.surnames(female)).hasSizeGreaterThan(200);
      assertThat(
              Stream.of(words.names(female), words.surnames(female))
                  .flatMap(names -> names.stream().map(PersonName::latin)))
          .allMatch(latin -> latin.matches("[a-z]+"));
    }
    assertThat(words.cities()).hasSizeGreaterThan(40);
  }

  @Test
  void namesAreOfTheLanguage() {
    assertThat(Vocabulary.of(SeedLocale.RU).names(true))
        .allMatch(name -> name.name().text().matches("[А-Яа-яЁё -]+"));
    assertThat(Vocabulary.of(SeedLocale.EN).names(true))
        .allMatch(name -> name.name().text().matches("[A-Za-z' -]+"));
  }

  @ParameterizedTest
  @CsvSource({
    "Щукина, shchukina",
    "Алёна, alyona",
    "Объедков, obedkov",
    "O'Connell, oconnell",
    "Zoë, zoe"
  })
  void namesAreTransliterated(String name, String latin) {
    assertThat(Latin.letters(name)).isEqualTo(latin);
  }

  @ParameterizedTest
  @CsvSource({
    "'{subject}: first steps', 'testing', 'Testing: first steps', 3",
    "'{subject}: first steps', 'gRPC', 'gRPC: first steps', 3",
    "'About {subject}', 'machine learning', 'About machine learning', 3",
    "'no gap', 'x', 'no gap', 2"
  })
  void templatesAreFilledInAndTheirWordsCounted(
      String template, String subject, String sentence, int words) {
    Phrase value = new Phrase(subject);
    CopyBuffer out = new CopyBuffer();

    new Template(template).appendTo(out, value);

    assertThat(java.nio.charset.StandardCharsets.UTF_8.decode(out.content()).toString())
        .isEqualTo(sentence);
    assertThat(new Template(template).words(value)).isEqualTo(words);
  }
}

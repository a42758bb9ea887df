package edu.platform.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a review shows of its author. */
class ReviewTest {

  @ParameterizedTest
  @CsvSource({
    "Ivan, Green, Ivan G.",
    "Анна, Петрова, Анна П.",
    "𝒜da, 𝒷yron, 𝒜da 𝒷.",
    ", , former student"
  })
  void anAuthorIsShownByNameAndInitial(String name, String surname, String author) {
    assertThat(Review.author(Optional.ofNullable(name), Optional.ofNullable(surname)))
        .isEqualTo(author);
  }
}

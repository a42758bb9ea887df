package edu.platform.core.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommonPasswordsTest {

  /** The requirement asks for ten thousand that a policy of twelve characters would let through. */
  @Test
  void farMoreThanTenThousandLongPasswordsAreAmongThem() {
    Set<String> refused = new HashSet<>();
    for (String word : CommonPasswords.words()) {
      for (String other : CommonPasswords.words()) {
        for (String end : List.of("", "1", "123", "2024", "!")) {
          String password = word + other + end;
          if (password.length() >= 12) {
            assertThat(CommonPasswords.contains(password)).as(password).isTrue();
            refused.add(password);
          }
        }
        if (refused.size() > 20_000) {
          return;
        }
      }
    }
    assertThat(refused).hasSizeGreaterThan(10_000);
  }

  @Test
  void wordsAreWrittenInLowerCaseOnce() {
    assertThat(CommonPasswords.words())
        .hasSizeGreaterThan(250)
        .allMatch(word -> word.equals(word.toLowerCase(java.util.Locale.ROOT)))
        .allMatch(word -> word.codePoints().allMatch(Character::isLetter))
        .doesNotHaveDuplicates();
  }
}

package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A first or family name (requirements section 5).
 *
 * @param value 1 to 100 characters: letters and marks of any script, a letter among them, single
 *     spaces, {@code -}, {@code '} and {@code .}
 */
public record PersonName(String value) {

  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 100;

  private static final Pattern NAME =
      Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{M}'.-]+(?: [\\p{L}\\p{M}'.-]+)*");
  private static final Pattern SPACES = Pattern.compile(" +");

  /** Checks the form. */
  public PersonName {
    if (!isName(requireNonNull(value, "value"))) {
      throw new IllegalArgumentException("not a name");
    }
  }

  /**
   * Read a name as people write it.
   *
   * @param text trimmed; several spaces become one
   * @return the name, or empty if it is none
   */
  public static Optional<PersonName> parse(String text) {
    return Optional.of(SPACES.matcher(text).replaceAll(" "))
        .filter(PersonName::isName)
        .map(PersonName::new);
  }

  private static boolean isName(String text) {
    return text.codePointCount(0, text.length()) <= MAX_LENGTH && NAME.matcher(text).matches();
  }

  /** Leaves the name out. */
  @Override
  public String toString() {
    return "PersonName[...]";
  }
}

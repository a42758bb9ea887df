package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as the world dials it (E.164; requirements section 5).
 *
 * @param value {@code +} and 7 to 15 digits, of which the first is not 0
 */
public record PhoneNumber(String value) {

  /** The longest text that {@link #parse} is to be given: digits with something between them. */
  public static final int MAX_TEXT_LENGTH = 40;

  private static final Pattern E_164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern SEPARATORS = Pattern.compile("[ ()-]");

  /** Checks the form. */
  public PhoneNumber {
    if (!E_164.matcher(requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException("not a telephone number of E.164");
    }
  }

  /**
   * Read a number as people write it.
   *
   * @param text with the country's code; spaces, {@code -}, {@code (} and {@code )} are left out
   * @return the number, or empty if it is none
   */
  public static Optional<PhoneNumber> parse(String text) {
    String digits = SEPARATORS.matcher(text).replaceAll("");
    return E_164.matcher(digits).matches()
        ? Optional.of(new PhoneNumber(digits))
        : Optional.empty();
  }

  /**
   * Hide whose number it is (requirements section 8).
   *
   * @return its first digit and the last two, such as {@code +7***22}
   */
  public String masked() {
    return value.substring(0, 2) + "***" + value.substring(value.length() - 2);
  }

  @Override
  public String toString() {
    return masked();
  }
}

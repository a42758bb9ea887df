package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of the Russian pension insurance (requirements section 5): nine digits and two that
 * check them. Numbers up to 001-001-998 were given out without check digits and are not taken, as
 * nobody can tell a wrong one.
 *
 * @param digits all eleven
 */
public record Snils(String digits) {

  /** The longest text that {@link #parse} is to be given: digits with something between them. */
  public static final int MAX_TEXT_LENGTH = 30;

  private static final Pattern ELEVEN_DIGITS = Pattern.compile("[0-9]{11}");
  private static final Pattern SEPARATORS = Pattern.compile("[ -]");
  private static final int CHECKED_DIGITS = 9;
  private static final int LAST_UNCHECKED = 1_001_998;

  /** Checks the check digits. */
  public Snils {
    if (!isValid(requireNonNull(digits, "digits"))) {
      throw new IllegalArgumentException("not a SNILS with right check digits");
    }
  }

  /**
   * Read a number as people write it.
   *
   * @param text such as {@code 112-233-445 95}; spaces and {@code -} are left out
   * @return the number, or empty if it is none or its check digits are wrong
   */
  public static Optional<Snils> parse(String text) {
    String digits = SEPARATORS.matcher(text).replaceAll("");
    return isValid(digits) ? Optional.of(new Snils(digits)) : Optional.empty();
  }

  /**
   * Compute what the last two digits must be.
   *
   * @param number the first nine digits, as a number
   * @return 0 to 99
   */
  static int checkDigits(int number) {
    int sum = 0;
    int rest = number;
    // From the last digit, which counts once, to the first, which counts nine times.
    for (int weight = 1; weight <= CHECKED_DIGITS; weight++) {
      sum += weight * (rest % 10);
      rest /= 10;
    }
    return sum % 101 % 100;
  }

  /**
   * Hide whose number it is (requirements section 8).
   *
   * @return such as {@code ***-***-*** 95}
   */
  public String masked() {
    return "***-***-*** " + digits.substring(CHECKED_DIGITS);
  }

  @Override
  public String toString() {
    return masked();
  }

  /** As {@code is_snils} of V2 does. */
  private static boolean isValid(String digits) {
    if (!ELEVEN_DIGITS.matcher(digits).matches()) {
      return false;
    }
    int number = Integer.parseInt(digits.substring(0, CHECKED_DIGITS));
    return number > LAST_UNCHECKED
        && checkDigits(number) == Integer.parseInt(digits.substring(CHECKED_DIGITS));
  }
}

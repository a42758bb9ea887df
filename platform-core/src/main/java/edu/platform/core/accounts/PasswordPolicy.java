package edu.platform.core.accounts;

import edu.platform.core.RefusedException;
import edu.platform.core.accounts.internal.CommonPasswords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new password must be (requirements section 5): long, not common, not the owner's e-mail or
 * name. There is no rule about kinds of characters.
 */
public final class PasswordPolicy {

  /** Characters at least. */
  public static final int MIN_LENGTH = 12;

  /** Characters at most. */
  public static final int MAX_LENGTH = 128;

  private PasswordPolicy() {}

  /**
   * Tell what is wrong with a password as such.
   *
   * @param password any
   * @return what was expected, or empty if it is acceptable
   */
  public static Optional<String> fault(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of(
          "must have " + MIN_LENGTH + ".." + MAX_LENGTH + " characters, not " + length);
    }
    return CommonPasswords.contains(password)
        ? Optional.of("is among the passwords that are tried first: choose another")
        : Optional.empty();
  }

  /**
   * Refuse a password that says whose it is.
   *
   * @param field the member that holds it
   * @param password any
   * @param email of the owner
   * @param name of the owner
   * @param surname of the owner
   * @throws RefusedException {@code validation_failed} if it is one of these
   */
  static void refuseOwn(String field, String password, String email, String name, String surname) {
    String compared = letters(password);
    List<String> own =
        List.of(
            email,
            email.substring(0, email.indexOf('@')),
            name,
            surname,
            name + surname,
            surname + name);
    if (own.stream().map(PasswordPolicy::letters).anyMatch(compared::equals)) {
      throw RefusedException.invalid(
          "validation_failed", field, "must not be the e-mail address or the name");
    }
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s.'-]", "");
  }
}

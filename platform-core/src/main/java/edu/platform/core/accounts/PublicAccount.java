package edu.platform.core.accounts;

/**
 * What the old project's user route shows of an account (requirements R9.1 and section 8).
 *
 * @param accountId its key
 * @param name first name
 * @param surname family name
 * @param email masked, such as {@code i***@example.org}
 */
public record PublicAccount(int accountId, String name, String surname, String email) {

  /**
   * Hide who an address belongs to.
   *
   * @param email a full address
   * @return its first character and its domain
   */
  static String masked(String email) {
    int at = email.indexOf('@');
    return email.substring(0, email.offsetByCodePoints(0, 1)) + "***" + email.substring(at);
  }
}

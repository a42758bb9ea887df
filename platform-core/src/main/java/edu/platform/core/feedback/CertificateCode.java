package edu.platform.core.feedback;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Codes of certificates: 26 letters of Crockford's base 32, 130 random bits, so that nobody finds
 * one by trying.
 */
final class CertificateCode {

  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final Pattern CODE = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateCode() {}

  static String random() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /**
   * Read a code as people type it, as its author recommends: in any case, with dashes, and with
   * letters that look like digits.
   *
   * @param typed any text
   * @return the code as it is stored; empty if it cannot be one
   */
  static Optional<String> read(String typed) {
    String code =
        typed
            .toUpperCase(Locale.ROOT)
            .replace("-", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return Optional.of(code).filter(read -> CODE.matcher(read).matches());
  }
}

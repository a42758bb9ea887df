package edu.platform.core.accounts;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * One-time codes that are said on the telephone: 20 characters of Crockford's Base32, 100 bits,
 * shown in four groups. What is easily taken for another character means the same.
 */
final class ResetCode {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 20;
  private static final int GROUP = 5;

  private ResetCode() {}

  /** A new code, without groups. */
  static String random() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** The code as people read it, such as {@code 7K2QM-...}. */
  static String shown(String code) {
    return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
  }

  /** The code that somebody typed, in any case and grouping. */
  static String read(String typed) {
    return typed
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }
}

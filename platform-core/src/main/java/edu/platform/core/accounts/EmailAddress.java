package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form that it is kept and looked for in (requirements section 5).
 *
 * @param value lower case, the domain in ASCII
 */
public record EmailAddress(String value) {

  /** The longest address, in characters. */
  public static final int MAX_LENGTH = 254;

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

  /** Checks the form. */
  public EmailAddress {
    if (!isNormal(requireNonNull(value, "value"))) {
      throw new IllegalArgumentException("not an e-mail address in its normal form");
    }
  }

  /**
   * Read an address as people write it.
   *
   * @param text trimmed; any case, the domain in any script
   * @return the address, or empty if it is none
   */
  public static Optional<EmailAddress> parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    String normal;
    try {
      normal = text.substring(0, at) + "@" + IDN.toASCII(text.substring(at + 1));
    } catch (
        IllegalArgumentException _) { // a label that is empty, too long or of forbidden letters
      return Optional.empty();
    }
    return Optional.of(normal.toLowerCase(Locale.ROOT))
        .filter(EmailAddress::isNormal)
        .map(EmailAddress::new);
  }

  /**
   * Return the part before the {@code @}.
   *
   * @return in lower case
   */
  String local() {
    return value.substring(0, value.indexOf('@'));
  }

  /** As {@code users_email_ck} of V2 does, and what no mail server takes besides. */
  private static boolean isNormal(String address) {
    int at = address.indexOf('@');
    return at > 0
        && address.codePointCount(0, address.length()) <= MAX_LENGTH
        && address.codePoints().limit(at).allMatch(EmailAddress::isLocal)
        && address.equals(address.toLowerCase(Locale.ROOT))
        && DOMAIN.matcher(address.substring(at + 1)).matches();
  }

  /** Neither blank nor invisible, which two addresses that look alike could differ in. */
  private static boolean isLocal(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Leaves the address out. */
  @Override
  public String toString() {
    return PublicAccount.masked(value);
  }
}

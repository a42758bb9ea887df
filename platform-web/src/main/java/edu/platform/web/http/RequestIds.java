package edu.platform.web.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Accepts or makes the id that ties an answer to its log line ({@code X-Request-Id}, requirements
 * section 5).
 */
final class RequestIds {

  private static final int MAX_LENGTH = 64;
  private static final HexFormat HEX = HexFormat.of();

  private RequestIds() {}

  /**
   * Choose the id of a request.
   *
   * @param sent what the client sent, or null
   * @return that, if it is 1 to 64 of {@code A-Za-z0-9._-}; else 16 random hexadecimal digits
   */
  static String of(String sent) {
    return sent != null && acceptable(sent)
        ? sent
        : HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static boolean acceptable(String id) {
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}

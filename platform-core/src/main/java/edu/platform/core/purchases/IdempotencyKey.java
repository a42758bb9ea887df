package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a repeat of a request is known (requirement R10.1).
 *
 * @param route operation that it is for, such as {@code POST /v1/purchases}
 * @param key chosen by the client
 * @param fingerprint of what is asked for, so that the same key with another request is noticed
 */
public record IdempotencyKey(String route, String key, String fingerprint) {

  /** Checks that nothing is missing. */
  public IdempotencyKey {
    requireNonNull(route, "route");
    requireNonNull(key, "key");
    requireNonNull(fingerprint, "fingerprint");
  }

  /**
   * Make the key of a request.
   *
   * @param route operation that it is for
   * @param key chosen by the client
   * @param request all that is asked for; equal requests have equal texts
   * @return the key
   */
  public static IdempotencyKey of(String route, String key, Object request) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(request.toString().getBytes(StandardCharsets.UTF_8));
      return new IdempotencyKey(route, key, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  byte[] hash() {
    return HexFormat.of().parseHex(fingerprint);
  }
}

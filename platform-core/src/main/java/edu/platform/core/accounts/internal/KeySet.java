package edu.platform.core.accounts.internal;

import io.helidon.security.jwt.jwk.JwkKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a folder at one moment, and which of them does what. All verify; the newest that is
 * old enough for every instance to know it signs; the oldest does while none is (design section 7).
 */
public final class KeySet {

  /** Age at which a key begins to sign: others read the folder every 30 s, and caches keep it. */
  public static final Duration SIGNS_AFTER = Duration.ofMinutes(5);

  /** Age of its successor at which the last token that a key signed has expired. */
  public static final Duration RETIRED_AFTER = Duration.ofMinutes(15);

  private final List<SigningKey> newestFirst;
  private final JwkKeys jwks;

  public KeySet(List<SigningKey> keys) {
    this.newestFirst =
        keys.stream()
            .sorted(
                Comparator.comparing(SigningKey::createdAt)
                    .thenComparing(SigningKey::kid)
                    .reversed())
            .toList();
    JwkKeys.Builder builder = JwkKeys.builder();
    newestFirst.forEach(key -> builder.addKey(key.jwk()));
    this.jwks = builder.build();
  }

  public List<SigningKey> newestFirst() {
    return newestFirst;
  }

  /** The key that signs, unless there is none at all. */
  public Optional<SigningKey> signer(Instant now) {
    return newestFirst.stream()
        .filter(key -> isOlder(key, SIGNS_AFTER, now))
        .findFirst()
        .or(() -> newestFirst.stream().reduce((_, older) -> older));
  }

  /** Whether no valid token can be signed by a key any more. */
  public boolean isRetirable(SigningKey key, Instant now) {
    return newestFirst.stream()
        .takeWhile(newer -> !newer.kid().equals(key.kid()))
        .anyMatch(newer -> isOlder(newer, RETIRED_AFTER, now));
  }

  JwkKeys jwks() {
    return jwks;
  }

  private static boolean isOlder(SigningKey key, Duration age, Instant now) {
    return !key.createdAt().plus(age).isAfter(now);
  }
}

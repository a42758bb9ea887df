package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.TokenCodec;
import edu.platform.core.config.TokenConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Issues and verifies access tokens: JWT signed with ES256, which say for ten minutes who somebody
 * is and what they may do (design section 7).
 */
public final class AccessTokens {

  /** How long a token is valid. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private final SigningKeys keys;
  private final TokenCodec codec;
  private final Clock clock;

  /**
   * Make the tokens of a platform.
   *
   * @param keys sign and verify them
   * @param config says who issues them, and for whom
   * @param clock decides when they expire
   */
  public AccessTokens(SigningKeys keys, TokenConfig config, Clock clock) {
    this.keys = requireNonNull(keys, "keys");
    this.codec = new TokenCodec(config.issuer(), config.audience());
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Issue a token.
   *
   * @param userId the account
   * @param roles of its employee rows
   * @param session family of refresh tokens that it belongs to
   * @return the token, valid for {@link #LIFE}
   */
  public String issue(int userId, Set<Role> roles, UUID session) {
    Instant now = clock.instant();
    return codec.write(
        keys.signer(now),
        new TokenCodec.Claims(userId, roles.stream().map(Role::code).sorted().toList(), session),
        now,
        now.plus(LIFE));
  }

  /**
   * Verify a token.
   *
   * @param token as it was issued
   * @param requestId of the request that it came with
   * @return whom it was issued for
   * @throws RefusedException {@code unauthenticated} unless it is one of ours, for us, and valid
   */
  public Viewer verify(String token, String requestId) {
    TokenCodec.Claims claims = claims(token);
    return Viewer.of(
        claims.userId(),
        claims.roles().stream()
            .filter(Role.byCode()::containsKey) // a newer release may know more
            .map(Role.byCode()::get)
            .collect(Collectors.toUnmodifiableSet()),
        requestId);
  }

  /**
   * Tell which sign-in a token goes back to.
   *
   * @param token as it was issued
   * @return the family of refresh tokens that it belongs to
   * @throws RefusedException {@code unauthenticated} as for {@link #verify}
   */
  UUID session(String token) {
    return claims(token).session();
  }

  private TokenCodec.Claims claims(String token) {
    return codec
        .read(keys.keys(), token, clock.instant())
        .orElseThrow(
            () ->
                RefusedException.unauthenticated(
                    "unauthenticated", "the access token is not valid, or not any more"));
  }
}

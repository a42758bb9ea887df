package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.Secrets;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps people signed in, by opaque tokens of which the database has hashes alone (design section
 * 7). Each is of use once and replaced by the next of its family. When one comes back that has been
 * replaced, two hold the family, and one of them stole it: the family is revoked. Only the token
 * that was replaced just now may come once more, while its successor was not used: the answer with
 * the successor may have been lost.
 */
public final class RefreshTokens {

  /** How long a token is of use. */
  public static final Duration LIFE = Duration.ofDays(30);

  /** How long a lost answer can be asked for again. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private final Changes changes;
  private final AccessTokens tokens;

  /**
   * Make the refresh tokens of a platform.
   *
   * @param changes writes them
   * @param tokens issues the access tokens that come with them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public RefreshTokens(Changes changes, AccessTokens tokens) {
    this.changes = requireNonNull(changes, "changes");
    this.tokens = requireNonNull(tokens, "tokens");
  }

  private record Token(
      UUID family,
      Instant expiresAt,
      Optional<Instant> usedAt,
      boolean revoked,
      boolean successorUsed,
      boolean usable) {

    static Token of(Row row) {
      return new Token(
          row.uuid("family_id"),
          row.instant("expires_at"),
          row.optionalInstant("used_at"),
          row.bool("revoked"),
          row.bool("successor_used"),
          row.bool("usable"));
    }

    /** Whether it is of use for the first time, or for the second by way of exception. */
    boolean isGood(Instant now) {
      return usedAt.isEmpty() || (!successorUsed && !now.isAfter(usedAt.get().plus(GRACE)));
    }
  }

  /** What became of a token: a refusal is no exception, since what it revokes must be kept. */
  private sealed interface Outcome {
    record Replaced(SignedIn signedIn) implements Outcome {}

    record Refused(String code, String detail) implements Outcome {}
  }

  private static final Outcome INVALID =
      new Outcome.Refused("invalid_token", "the refresh token is not valid, or not any more");

  private static final Outcome REUSED =
      new Outcome.Refused(
          "token_reused",
          "the refresh token was used before: whoever has its family is signed out");

  /**
   * Replace a refresh token, and issue an access token with the roles of this moment.
   *
   * @param token as it was issued
   * @param viewer who asks
   * @return the next tokens
   * @throws RefusedException {@code invalid_token}, or {@code token_reused} if its family was
   *     revoked for that reason
   * @throws PlatformException of kind {@code UNAVAILABLE} if the database does not answer
   */
  public SignedIn refresh(String token, Viewer viewer) {
    byte[] hash = Secrets.hash(token);
    Outcome outcome = changes.make("accounts.refresh", viewer, change -> replace(change, hash));
    return switch (outcome) {
      case Outcome.Replaced(SignedIn signedIn) -> signedIn;
      case Outcome.Refused(String code, String detail) ->
          throw RefusedException.unauthenticated(code, detail);
    };
  }

  private Outcome replace(Change change, byte[] hash) {
    // The account's row orders all that is done to its families.
    Optional<Integer> user =
        change.one(
            SignInSql.HOLD_OWNER_OF_TOKEN,
            Map.of("token_hash", hash),
            row -> row.integer("account_id"));
    Optional<Token> found = change.one(SignInSql.TOKEN, Map.of("token_hash", hash), Token::of);
    if (user.isEmpty() || found.isEmpty()) {
      return INVALID;
    }
    Token token = found.get();
    if (!token.usable() || !change.now().isBefore(token.expiresAt())) {
      return INVALID;
    }
    Map<String, Object> family =
        Values.of("family_id", token.family()).with("now", change.now()).map();
    if (token.revoked()) {
      // Of a family that lives it was replaced by a sibling; of one that was signed out it is old.
      return change.execute(SignInSql.REVOKE_FAMILY, family) > 0 ? REUSED : INVALID;
    }
    if (!token.isGood(change.now())) {
      change.execute(SignInSql.REVOKE_FAMILY, family);
      return REUSED;
    }
    if (token.usedAt().isEmpty()) {
      Map<String, Object> used = Values.of("token_hash", hash).with("now", change.now()).map();
      change.execute(SignInSql.USE_TOKEN, used);
      change.execute(SignInSql.REVOKE_UNUSED, family);
    }
    return new Outcome.Replaced(issue(change, user.get(), token.family()));
  }

  /**
   * End the sign-in that an access token goes back to. The access token itself lives on for
   * minutes.
   *
   * @param viewer whose
   * @param accessToken of the sign-in
   * @throws RefusedException {@code unauthenticated} if the access token is not valid
   */
  public void signOut(Viewer viewer, String accessToken) {
    UUID family = tokens.session(accessToken);
    changes.make(
        "accounts.sign-out",
        viewer,
        change ->
            change.execute(
                SignInSql.REVOKE_FAMILY,
                Values.of("family_id", family).with("now", change.now()).map()));
  }

  /**
   * End all sign-ins of an account.
   *
   * @param viewer whose
   */
  public void signOutEverywhere(Viewer viewer) {
    changes.make(
        "accounts.sign-out-everywhere",
        viewer,
        change -> {
          Sessions.end(change, viewer.account());
          return null;
        });
  }

  /** Begin a family of tokens: a sign-in. */
  SignedIn begin(Change change, int userId) {
    return issue(change, userId, UUID.randomUUID());
  }

  private SignedIn issue(Change change, int userId, UUID family) {
    String token = Secrets.token();
    change.execute(
        SignInSql.INSERT_TOKEN,
        Values.of("family_id", family)
            .with("user_id", userId)
            .with("token_hash", Secrets.hash(token))
            .with("now", change.now())
            .with("expires_at", change.now().plus(LIFE))
            .map());
    Set<Role> roles =
        Set.copyOf(
            change.query(
                SignInSql.ROLES,
                Map.of("user_id", userId),
                row -> Role.of(row.integer("role_id"))));
    return new SignedIn(
        tokens.issue(userId, roles, family),
        "Bearer",
        (int) AccessTokens.LIFE.toSeconds(),
        token,
        (int) LIFE.toSeconds(),
        userId,
        roles.stream().map(Role::code).sorted().toList());
  }
}

package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.LoginThrottle.Attempt;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;

/**
 * Signs people in (requirement R5.2). Whoever does not know the right password learns nothing else:
 * not by the answer, nor by how long it takes, whether there is an account.
 */
public final class SignIn {

  private final Database database;
  private final Changes changes;
  private final LoginThrottle throttle;
  private final RefreshTokens refreshTokens;
  private final Passwords passwords;

  /**
   * Make the sign-in of a platform.
   *
   * @param database where accounts are read
   * @param changes writes tokens
   * @param throttle holds up those who guess
   * @param refreshTokens makes tokens
   * @param passwords compares passwords
   */
  @SuppressWarnings("exports") // only Platform calls it
  public SignIn(
      Database database,
      Changes changes,
      LoginThrottle throttle,
      RefreshTokens refreshTokens,
      Passwords passwords) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.throttle = requireNonNull(throttle, "throttle");
    this.refreshTokens = requireNonNull(refreshTokens, "refreshTokens");
    this.passwords = requireNonNull(passwords, "passwords");
  }

  private record Account(int id, String passwordHash, boolean blocked) {
    static Account of(Row row) {
      return new Account(
          row.integer("account_id"), row.text("hashed_password"), row.bool("blocked"));
    }
  }

  /**
   * Sign somebody in.
   *
   * @param email of the account
   * @param password that they claim to be right
   * @param address where they are
   * @param viewer who asks
   * @return their tokens
   * @throws RefusedException {@code bad_credentials}, {@code too_many_attempts}, or {@code
   *     account_blocked} for whoever knows the password
   * @throws PlatformException {@code BUSY} if too many passwords are hashed
   */
  public SignedIn signIn(EmailAddress email, String password, String address, Viewer viewer) {
    Attempt attempt = Attempt.of(email, address);
    throttle.slowDown(attempt);
    return passwords.inTurn(
        () -> {
          // Now and not before: others may have failed while this one waited for its turn.
          throttle.check(attempt);
          Optional<Account> account =
              database.one(SignInSql.ACCOUNT_BY_EMAIL, Map.of("email", email.value()), Account::of);
          if (!passwords.matches(password, account.map(Account::passwordHash))) {
            throttle.failed(attempt, viewer, account.map(Account::id));
            throw badCredentials();
          }
          return begin(account.orElseThrow(), attempt, viewer);
        });
  }

  private SignedIn begin(Account account, Attempt attempt, Viewer viewer) {
    if (account.blocked()) {
      throw RefusedException.forbidden("account_blocked", "the account is blocked; ask support");
    }
    return changes.make(
        "accounts.sign-in",
        viewer,
        change -> {
          // The password may have been changed, which ends all sessions, since it was read.
          int id =
              change
                  .one(
                      SignInSql.HOLD_ACCOUNT,
                      Values.of("account_id", account.id())
                          .with("hashed_password", account.passwordHash())
                          .map(),
                      row -> row.integer("account_id"))
                  .orElseThrow(SignIn::badCredentials);
          throttle.succeeded(change, attempt);
          return refreshTokens.begin(change, id);
        });
  }

  private static RefusedException badCredentials() {
    return RefusedException.unauthenticated(
        "bad_credentials", "the e-mail address or the password is wrong");
  }
}

package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.LoginThrottle.Attempt;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;

/** Changes the passwords of those who know them (requirement R5.3). */
public final class PasswordChanges {

  private final Database database;
  private final Changes changes;
  private final LoginThrottle throttle;
  private final AccessTokens tokens;
  private final Passwords passwords;

  /**
   * Make the change of passwords.
   *
   * @param database where accounts are read
   * @param changes writes passwords
   * @param throttle holds up those who guess with somebody's access token
   * @param tokens tell which sign-in asks
   * @param passwords compares and hashes
   */
  @SuppressWarnings("exports") // only Platform calls it
  public PasswordChanges(
      Database database,
      Changes changes,
      LoginThrottle throttle,
      AccessTokens tokens,
      Passwords passwords) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.throttle = requireNonNull(throttle, "throttle");
    this.tokens = requireNonNull(tokens, "tokens");
    this.passwords = requireNonNull(passwords, "passwords");
  }

  /**
   * Whose password, and who asks from where.
   *
   * @param account the key
   * @param viewer its owner
   * @param address where they are
   * @param accessToken by which they ask: its sign-in goes on
   */
  public record Owner(int account, Viewer viewer, String address, String accessToken) {

    /** Leaves the token out. */
    @Override
    public String toString() {
      return "Owner[account=" + account + "]";
    }
  }

  private record Credentials(String passwordHash, String email, String name, String surname) {}

  /**
   * Change a password, and end all other sign-ins.
   *
   * @param owner of the account
   * @param current password
   * @param wanted password, which the policy accepts
   * @throws RefusedException {@code not_found} for another's account, {@code wrong_password},
   *     {@code too_many_attempts}, or {@code validation_failed} for a password that says whose it
   *     is
   * @throws PlatformException {@code BUSY} if too many passwords are hashed
   */
  public void change(Owner owner, String current, String wanted) {
    Credentials credentials =
        Optional.of(owner.account())
            .filter(owner.viewer()::is)
            .flatMap(this::credentials)
            .orElseThrow(() -> RefusedException.notFound("user " + owner.account()));
    PasswordPolicy.refuseOwn(
        "new_password", wanted, credentials.email(), credentials.name(), credentials.surname());
    compare(owner, credentials, current);
    String hash = passwords.hash(wanted);
    changes.make(
        "accounts.change-password",
        owner.viewer(),
        change -> {
          store(change, owner, credentials, hash);
          return null;
        });
  }

  private Optional<Credentials> credentials(int account) {
    return database.one(
        SignInSql.CREDENTIALS,
        Map.of("account_id", account),
        row ->
            new Credentials(
                row.text("hashed_password"),
                row.text("email"),
                row.text("name"),
                row.text("surname")));
  }

  /** As signing in does: whoever has somebody's access token must not guess here either. */
  private void compare(Owner owner, Credentials credentials, String current) {
    Attempt attempt = Attempt.of(new EmailAddress(credentials.email()), owner.address());
    boolean right =
        passwords.inTurn(
            () -> {
              throttle.check(attempt);
              boolean matches = passwords.matches(current, Optional.of(credentials.passwordHash()));
              if (!matches) {
                throttle.failed(attempt, owner.viewer(), Optional.of(owner.account()));
              }
              return matches;
            });
    if (!right) {
      throw wrongPassword();
    }
  }

  private void store(Change change, Owner owner, Credentials credentials, String hash) {
    long changed =
        change.execute(
            SignInSql.CHANGE_PASSWORD,
            Values.of("account_id", owner.account())
                .with("current", credentials.passwordHash())
                .with("hashed_password", hash)
                .with("now", change.now())
                .map());
    if (changed == 0) {
      throw wrongPassword(); // It was changed meanwhile.
    }
    Sessions.endAllBut(change, owner.account(), Optional.of(tokens.session(owner.accessToken())));
  }

  private static RefusedException wrongPassword() {
    return RefusedException.forbidden("wrong_password", "the current password is another one");
  }
}

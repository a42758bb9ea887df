package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.Secrets;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Lets those who forgot their password set another (requirement R10.12). No mail is sent: support
 * makes a code, once it knows whom it talks to, and says it to them.
 */
public final class PasswordResets {

  /** How long a code is of use. */
  public static final Duration LIFE = Duration.ofHours(1);

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final Passwords passwords;

  /**
   * Make the resets of passwords.
   *
   * @param database where codes are read
   * @param changes writes codes and passwords
   * @param time tells which codes are too old
   * @param passwords hashes
   */
  @SuppressWarnings("exports") // only Platform calls it
  public PasswordResets(
      Database database, Changes changes, PlatformTime time, Passwords passwords) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.passwords = requireNonNull(passwords, "passwords");
  }

  /**
   * A code, which is shown once.
   *
   * @param code for whoever owns the account
   * @param expiresAt until when it is of use
   */
  public record Reset(String code, Instant expiresAt) {

    /** Leaves the code out. */
    @Override
    public String toString() {
      return "Reset[expiresAt=" + expiresAt + "]";
    }
  }

  /**
   * Make a code; those made before for the account are void.
   *
   * @param viewer support; for an account of staff an admin
   * @param account whose password is forgotten
   * @return the code
   * @throws RefusedException {@code forbidden}, {@code not_found}, or {@code staff_account} if it
   *     takes an admin
   */
  public Reset create(Viewer viewer, int account) {
    String code = ResetCode.random();
    return changes.make(
        "accounts.create-password-reset",
        viewer,
        change -> {
          change.viewer().require(Role.SUPPORT);
          boolean staff =
              change
                  .one(
                      SignInSql.HOLD_FOR_RESET,
                      Map.of("account_id", account),
                      row -> row.bool("staff"))
                  .orElseThrow(() -> RefusedException.notFound("user " + account));
          if (staff && !change.viewer().has()) {
            throw RefusedException.forbidden(
                "staff_account", "the account is one of staff: this takes an admin");
          }
          return store(change, account, code);
        });
  }

  private static Reset store(Change change, int account, String code) {
    Instant expiresAt = change.now().plus(LIFE);
    change.execute(
        SignInSql.VOID_RESETS, Values.of("user_id", account).with("now", change.now()).map());
    change.execute(
        SignInSql.INSERT_RESET,
        Values.of("code_hash", Secrets.hash(code))
            .with("user_id", account)
            .with("created_by", change.viewer().account())
            .with("expires_at", expiresAt)
            .map());
    change.audit("password_reset.created", "users", account, Difference.none());
    return new Reset(ResetCode.shown(code), expiresAt);
  }

  private record Owner(String email, String name, String surname) {}

  /**
   * Set a password by a code, and end all sign-ins of the account.
   *
   * @param typed the code, as its owner types it
   * @param wanted password, which the policy accepts
   * @param viewer who asks
   * @throws RefusedException {@code invalid_code} if it never was one, is used or too old, or
   *     {@code validation_failed} for a password that says whose it is
   * @throws PlatformException {@code BUSY} if too many passwords are hashed
   */
  public void use(String typed, String wanted, Viewer viewer) {
    byte[] codeHash = Secrets.hash(ResetCode.read(typed));
    Owner owner =
        database
            .one(
                SignInSql.ACCOUNT_OF_RESET,
                Values.of("code_hash", codeHash).with("now", time.now()).map(),
                row -> new Owner(row.text("email"), row.text("name"), row.text("surname")))
            .orElseThrow(PasswordResets::invalidCode);
    PasswordPolicy.refuseOwn("new_password", wanted, owner.email(), owner.name(), owner.surname());
    String hash = passwords.hash(wanted);
    changes.make(
        "accounts.reset-password",
        viewer,
        change -> {
          int account =
              change
                  .one(
                      SignInSql.USE_RESET,
                      Values.of("code_hash", codeHash).with("now", change.now()).map(),
                      row -> row.integer("user_id"))
                  .orElseThrow(PasswordResets::invalidCode);
          change.execute(
              SignInSql.SET_PASSWORD,
              Values.of("account_id", account)
                  .with("hashed_password", hash)
                  .with("now", change.now())
                  .map());
          Sessions.end(change, account);
          change.audit("password_reset.used", "users", account, Difference.none());
          return null;
        });
  }

  private static RefusedException invalidCode() {
    return RefusedException.invalid(
        "invalid_code", "code", "is none that support made, or it was used, or it is an hour old");
  }
}

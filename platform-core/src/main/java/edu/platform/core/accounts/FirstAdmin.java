package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.config.FirstAdminConfig;
import edu.platform.core.db.Database;
import edu.platform.core.db.Values;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Gives a database without an admin its first one (requirement R10.12). */
public final class FirstAdmin {

  /** What the owner of the account is to correct. */
  private static final String NAME = "Admin";

  private static final LocalDate BIRTH_DATE = LocalDate.of(1970, 1, 1);

  private final Database database;
  private final Changes changes;
  private final Passwords passwords;

  /**
   * Make what makes the first admin.
   *
   * @param database where admins are looked for
   * @param changes writes the account
   * @param passwords hashes its password
   */
  @SuppressWarnings("exports") // only Platform calls it
  public FirstAdmin(Database database, Changes changes, Passwords passwords) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.passwords = requireNonNull(passwords, "passwords");
  }

  /**
   * Make the account, unless there is an admin. Instances that start at once make one.
   *
   * @param config whose account
   * @return the key of the account, if it was made
   * @throws PlatformException {@code INVALID_CONFIGURATION} if address or password are not
   *     acceptable, or the address belongs to an account: whoever registered it is not made admin
   */
  public Optional<Integer> ensure(FirstAdminConfig config) {
    EmailAddress email =
        EmailAddress.parse(config.email())
            .orElseThrow(() -> invalid("BOOTSTRAP_ADMIN_EMAIL must be an e-mail address"));
    PasswordPolicy.fault(config.password())
        .ifPresent(
            fault -> {
              throw invalid("BOOTSTRAP_ADMIN_PASSWORD " + fault);
            });
    if (database.one(SignInSql.ADMIN_EXISTS, Map.of(), row -> row.bool("found")).orElseThrow()) {
      return Optional.empty();
    }
    String hash = passwords.hash(config.password());
    try {
      return changes.make(
          "accounts.first-admin", Viewer.SYSTEM, change -> make(change, email, hash));
    } catch (PlatformException taken) {
      if (taken.constraint().filter("users_email_uq"::equals).isEmpty()) {
        throw taken;
      }
      throw invalid(
          "BOOTSTRAP_ADMIN_EMAIL belongs to an account that is no admin\n"
              + "Choose another address: whoever registered this one may be anybody.");
    }
  }

  private static Optional<Integer> make(Change change, EmailAddress email, String hash) {
    // Others that start now wait here, and then find the admin.
    change.query(SignInSql.HOLD_ADMIN_ROLE, Map.of(), row -> row.integer("id"));
    if (change.one(SignInSql.ADMIN_EXISTS, Map.of(), row -> row.bool("found")).orElseThrow()) {
      return Optional.empty();
    }
    int account =
        change
            .one(
                SignInSql.INSERT_ACCOUNT,
                Values.of("name", NAME)
                    .with("surname", NAME)
                    .with("birthdate", BIRTH_DATE)
                    .with("email", email.value())
                    .with("hashed_password", hash)
                    .with("now", change.now())
                    .map(),
                row -> row.integer("account_id"))
            .orElseThrow();
    int employee =
        change
            .one(
                SignInSql.INSERT_ADMIN,
                Values.of("user_id", account)
                    .with("role_id", Role.ADMIN.id())
                    .with("today", change.today())
                    .with("now", change.now())
                    .map(),
                row -> row.integer("id"))
            .orElseThrow();
    change.audit(
        "employee.created",
        "employee",
        employee,
        Difference.none().added("user_id", account).added("role_id", Role.ADMIN.id()));
    return Optional.of(account);
  }

  private static PlatformException invalid(String message) {
    return new PlatformException(ErrorCode.INVALID_CONFIGURATION, message);
  }
}

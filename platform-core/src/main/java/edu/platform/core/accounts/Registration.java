package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Values;
import java.time.LocalDate;

/** Makes accounts (requirement R5.1). */
public final class Registration {

  /** Years that somebody must have lived to register. */
  public static final int MIN_AGE = 14;

  /** The first day of birth that is believed. */
  public static final LocalDate FIRST_BIRTH_DATE = LocalDate.of(1900, 1, 1);

  private final Changes changes;
  private final Passwords passwords;

  /**
   * Make the registration of a platform.
   *
   * @param changes writes accounts
   * @param passwords hashes their passwords
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Registration(Changes changes, Passwords passwords) {
    this.changes = requireNonNull(changes, "changes");
    this.passwords = requireNonNull(passwords, "passwords");
  }

  /**
   * What somebody who registers says.
   *
   * @param name first name
   * @param surname family name
   * @param birthDate at least {@link #MIN_AGE} years ago
   * @param email that no other account has
   * @param password that the policy accepts
   */
  public record Request(
      PersonName name,
      PersonName surname,
      LocalDate birthDate,
      EmailAddress email,
      String password) {

    /** Leaves all of it out. */
    @Override
    public String toString() {
      return "Request[...]";
    }
  }

  /**
   * Return the last day of birth that may register.
   *
   * @param today in the platform's zone
   * @return {@link #MIN_AGE} years ago
   */
  public static LocalDate lastBirthDate(LocalDate today) {
    return today.minusYears(MIN_AGE);
  }

  /**
   * Make an account: a student's, as every account is.
   *
   * @param request whose
   * @param viewer who asks
   * @return the key of the account
   * @throws RefusedException {@code email_taken}, or {@code validation_failed} for a password that
   *     says whose it is
   * @throws PlatformException {@code BUSY} if too many passwords are hashed
   */
  public int register(Request request, Viewer viewer) {
    PasswordPolicy.refuseOwn(
        "password",
        request.password(),
        request.email().value(),
        request.name().value(),
        request.surname().value());
    String hash = passwords.hash(request.password());
    return changes.make(
        "accounts.register",
        viewer,
        change -> {
          change.refuseOn(
              "users_email_uq",
              () ->
                  RefusedException.conflict(
                      "email_taken", "there is an account with this e-mail address"));
          return change
              .one(
                  SignInSql.INSERT_ACCOUNT,
                  Values.of("name", request.name().value())
                      .with("surname", request.surname().value())
                      .with("birthdate", request.birthDate())
                      .with("email", request.email().value())
                      .with("hashed_password", hash)
                      .with("now", change.now())
                      .map(),
                  row -> row.integer("account_id"))
              .orElseThrow();
        });
  }
}

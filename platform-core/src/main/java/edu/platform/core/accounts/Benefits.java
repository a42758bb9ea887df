package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.BenefitsSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.Values;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Benefits that support has confirmed (requirement R6.2). Methods throw {@link PlatformException}
 * of kind {@code UNAVAILABLE} if the database does not answer.
 */
public final class Benefits {

  private static final String ENTITY = "user_benefit";

  private final Database database;
  private final Changes changes;

  /**
   * Make the benefits of a database.
   *
   * @param database where they are read
   * @param changes writes them
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Benefits(Database database, Changes changes) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
  }

  /**
   * Return the benefits of an account, those that have ended too.
   *
   * @param viewer its owner, or support
   * @param accountId whose
   * @return the benefits by way to buy
   * @throws RefusedException {@code not_found} if there is no such account, or nothing for the
   *     viewer
   */
  public List<Benefit> of(Viewer viewer, int accountId) {
    if (!Account.isSeenBy(viewer, accountId)
        || database
            .one(BenefitsSql.ACCOUNT_EXISTS, Profiles.byId(accountId), row -> row.integer("one"))
            .isEmpty()) {
      throw Profiles.noUser(accountId);
    }
    return database.query(
        BenefitsSql.BENEFITS,
        Profiles.byId(accountId),
        row ->
            new Benefit(
                row.integer("course_type_id"),
                row.text("type_name"),
                row.date("valid_until"),
                row.integer("confirmed_by"),
                row.instant("created_at"),
                row.instant("updated_at")));
  }

  /**
   * Confirm a benefit, or confirm it anew until another day.
   *
   * @param viewer support
   * @param accountId whose
   * @param courseTypeId the reduced way to buy
   * @param validUntil last day, today or later
   * @throws RefusedException {@code forbidden}; {@code not_found} if there is no such account or
   *     way to buy; {@code not_reduced} if the way to buy asks for no benefit; {@code
   *     validation_failed} for a day that has passed
   */
  public void confirm(Viewer viewer, int accountId, int courseTypeId, LocalDate validUntil) {
    changes.make(
        "accounts.confirm-benefit",
        viewer,
        change -> {
          change.viewer().require(Role.SUPPORT);
          Profiles.lock(change, accountId);
          requireReduced(change, courseTypeId);
          if (validUntil.isBefore(change.today())) {
            throw RefusedException.invalid(
                "validation_failed",
                "valid_until",
                "must be " + change.today() + " or later, not " + validUntil);
          }
          Optional<LocalDate> before = validUntil(change, accountId, courseTypeId);
          change.execute(
              BenefitsSql.CONFIRM,
              Values.of("account_id", accountId)
                  .with("course_type_id", courseTypeId)
                  .with("valid_until", validUntil)
                  .with("confirmer", change.viewer().account())
                  .with("support", Role.SUPPORT.id())
                  .with("admin", Role.ADMIN.id())
                  .with("now", change.now())
                  .map());
          audit(change, "benefit.confirmed", accountId, before, Optional.of(validUntil));
          return validUntil;
        });
  }

  /**
   * Take a benefit back.
   *
   * @param viewer support
   * @param accountId whose
   * @param courseTypeId the reduced way to buy
   * @throws RefusedException {@code forbidden}; {@code not_found} if there is none
   */
  public void withdraw(Viewer viewer, int accountId, int courseTypeId) {
    changes.make(
        "accounts.withdraw-benefit",
        viewer,
        change -> {
          change.viewer().require(Role.SUPPORT);
          Profiles.lock(change, accountId);
          Optional<LocalDate> before = validUntil(change, accountId, courseTypeId);
          if (change.execute(BenefitsSql.WITHDRAW, key(accountId, courseTypeId)) == 0) {
            throw RefusedException.notFound(
                "benefit of user " + accountId + " for course type " + courseTypeId);
          }
          audit(change, "benefit.withdrawn", accountId, before, Optional.empty());
          return before;
        });
  }

  private static void requireReduced(Change change, int courseTypeId) {
    String kind =
        change
            .one(BenefitsSql.KIND, Map.of("course_type_id", courseTypeId), row -> row.text("kind"))
            .orElseThrow(() -> RefusedException.notFound("course type " + courseTypeId));
    if (!kind.equals("reduced")) {
      throw RefusedException.invalid(
          "not_reduced",
          "course_type_id",
          "must be of the kind reduced, not " + kind + ": others ask for no benefit");
    }
  }

  private static Optional<LocalDate> validUntil(Change change, int accountId, int courseTypeId) {
    return change.one(
        BenefitsSql.VALID_UNTIL, key(accountId, courseTypeId), row -> row.date("valid_until"));
  }

  /** Which benefit it is tells of health too, and stays out of the log. */
  private static void audit(
      Change change,
      String action,
      int accountId,
      Optional<LocalDate> before,
      Optional<LocalDate> after) {
    change.audit(
        action, ENTITY, accountId, Difference.none().personal("valid_until", before, after));
  }

  private static Map<String, ?> key(int accountId, int courseTypeId) {
    return Map.of("account_id", accountId, "course_type_id", courseTypeId);
  }
}

package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.ProfilesSql;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts as their owners and the staff see and change them (requirements R5.3, R10.8, R10.12).
 * Methods throw {@link PlatformException} of kind {@code UNAVAILABLE} if the database does not
 * answer.
 */
public final class Profiles {

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the profiles of a database.
   *
   * @param database where they are read
   * @param changes writes them
   * @param documents cache that shows teachers by name
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Profiles(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * Return a profile.
   *
   * @param viewer its owner, or support
   * @param id of the account
   * @return what the viewer may see of it
   * @throws RefusedException {@code not_found} if there is none, or nothing for the viewer
   */
  public Profile profile(Viewer viewer, int id) {
    if (!Account.isSeenBy(viewer, id)) {
      throw noUser(id);
    }
    return database
        .one(ProfilesSql.PROFILE_BY_ID, byId(id), Account::of)
        .orElseThrow(() -> noUser(id))
        .seenBy(viewer);
  }

  /**
   * Search accounts, by id.
   *
   * @param viewer support
   * @param emailPrefix how the address begins, in any case
   * @param surnamePrefix how the surname begins, in any case
   * @param page which part
   * @return the page
   * @throws RefusedException {@code forbidden} for anyone else
   */
  public Page<AccountSummary> accounts(
      Viewer viewer,
      Optional<String> emailPrefix,
      Optional<String> surnamePrefix,
      PageRequest page) {
    viewer.require(Role.SUPPORT);
    return ListQuery.select(
            "accounts.search",
            "u.account_id, u.name, u.surname, u.email, u.blocked_at, u.created_at",
            "users u")
        .where("u.erased_at IS NULL")
        .whereBegins("u.email", "email", emailPrefix)
        .whereBegins("lower(u.surname)", "surname", surnamePrefix)
        .orderBy("u.account_id", KeyType.INTEGER, false, "u.account_id")
        .page(
            database,
            page,
            row -> {
              int id = row.integer("account_id");
              return new AccountSummary(
                  id,
                  row.text("name"),
                  row.text("surname"),
                  Account.emailSeenBy(viewer, id, row.text("email")),
                  row.optionalInstant("blocked_at"),
                  row.instant("created_at"));
            });
  }

  /**
   * Change a profile.
   *
   * @param viewer its owner
   * @param id of the account
   * @param expected versions that the edit is meant for
   * @param edit what to change
   * @return the profile after it
   * @throws RefusedException {@code not_found} for anyone but the owner, {@code stale_etag}, {@code
   *     email_taken}, {@code snils_taken}
   */
  public Profile change(Viewer viewer, int id, ExpectedVersion expected, ProfileEdit edit) {
    return changes.make(
        "accounts.change-profile",
        viewer,
        change -> {
          if (!change.viewer().is(id)) {
            throw noUser(id);
          }
          Account current = lock(change, id);
          expected.check(current.version());
          change.refuseOn(
              "users_email_uq",
              () ->
                  RefusedException.conflict(
                      "email_taken", "another account has this e-mail address"));
          change.refuseOn(
              "users_snils_number_uq",
              () -> RefusedException.conflict("snils_taken", "another account has this SNILS"));
          Account changed =
              change
                  .one(ProfilesSql.CHANGE, columns(change, current, edit), Account::of)
                  .orElseThrow();
          change.audit("user.changed", "users", id, difference(current, changed));
          if (edit.isPublic()) {
            forgetCards(change, id);
          }
          return changed.seenBy(change.viewer());
        });
  }

  /**
   * Keep the owner of an account from signing in, and end what is signed in. One that is blocked
   * stays as it is.
   *
   * @param viewer an admin
   * @param id of the account
   * @return the profile after it
   * @throws RefusedException {@code forbidden}, {@code not_found}; {@code last_admin} if nobody
   *     else could manage the platform
   */
  public Profile block(Viewer viewer, int id) {
    return changes.make(
        "accounts.block",
        viewer,
        change -> {
          change.viewer().require();
          Account current = lock(change, id);
          if (current.blockedAt().isPresent()) {
            return current.seenBy(change.viewer());
          }
          Admins.keepOneBesides(change, id);
          Sessions.end(change, id);
          return setBlocked(change, current, Optional.of(change.now()), "user.blocked");
        });
  }

  /**
   * Let the owner of an account sign in again. One that is not blocked stays as it is.
   *
   * @param viewer an admin
   * @param id of the account
   * @return the profile after it
   * @throws RefusedException {@code forbidden}, {@code not_found}
   */
  public Profile unblock(Viewer viewer, int id) {
    return changes.make(
        "accounts.unblock",
        viewer,
        change -> {
          change.viewer().require();
          Account current = lock(change, id);
          return current.blockedAt().isEmpty()
              ? current.seenBy(change.viewer())
              : setBlocked(change, current, Optional.empty(), "user.unblocked");
        });
  }

  static Account lock(Change change, int id) {
    return change.one(ProfilesSql.LOCK, byId(id), Account::of).orElseThrow(() -> noUser(id));
  }

  static RefusedException noUser(int id) {
    return RefusedException.notFound("user " + id);
  }

  static Map<String, ?> byId(int id) {
    return Map.of("account_id", id);
  }

  private static Profile setBlocked(
      Change change, Account current, Optional<Instant> blockedAt, String action) {
    Account changed =
        change
            .one(
                ProfilesSql.SET_BLOCKED,
                Values.of("account_id", current.id())
                    .with("blocked_at", blockedAt)
                    .with("now", change.now())
                    .map(),
                Account::of)
            .orElseThrow();
    change.audit(
        action,
        "users",
        current.id(),
        Difference.none().changed("blocked_at", current.blockedAt(), changed.blockedAt()));
    return changed.seenBy(change.viewer());
  }

  private static Map<String, Object> columns(Change change, Account current, ProfileEdit edit) {
    return Values.of("account_id", current.id())
        .with("name", edit.name().map(PersonName::value).or(current.name()))
        .with("surname", edit.surname().map(PersonName::value).or(current.surname()))
        .with("birthdate", edit.birthDate().or(current.birthDate()))
        .with("email", edit.email().map(EmailAddress::value).or(current.email()))
        .with("profile_picture_url", edit.profilePictureUrl().or(current.profilePictureUrl()))
        .with("phone_number", edit.phoneNumber().or(current.phoneNumber()).map(PhoneNumber::value))
        .with("snils_number", edit.snilsNumber().or(current.snilsNumber()).map(Snils::digits))
        .with("now", change.now())
        .map();
  }

  private static Difference difference(Account before, Account after) {
    return Difference.none()
        .personal("name", before.name(), after.name())
        .personal("surname", before.surname(), after.surname())
        .personal("birthdate", before.birthDate(), after.birthDate())
        .personal("email", before.email(), after.email())
        .personal("profile_picture_url", before.profilePictureUrl(), after.profilePictureUrl())
        .personal("phone_number", before.phoneNumber(), after.phoneNumber())
        .personal("snils_number", before.snilsNumber(), after.snilsNumber());
  }

  private void forgetCards(Change change, int id) {
    List<Integer> courses =
        change.query(ProfilesSql.COURSES_TAUGHT, byId(id), row -> row.integer("course_id"));
    change.afterCommit(() -> documents.invalidateAll(DocumentKind.COURSE_CARD, courses));
  }
}

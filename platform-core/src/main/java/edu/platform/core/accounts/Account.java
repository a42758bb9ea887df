package edu.platform.core.accounts;

import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A row of {@code users} (V2) that is not erased, in full: what is shown of it depends on whom. */
record Account(
    int id,
    String name,
    String surname,
    LocalDate birthDate,
    String email,
    Optional<String> profilePictureUrl,
    Optional<PhoneNumber> phoneNumber,
    Optional<Snils> snilsNumber,
    Optional<Instant> blockedAt,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  static Account of(Row row) {
    return new Account(
        row.integer("account_id"),
        row.text("name"),
        row.text("surname"),
        row.date("birthdate"),
        row.text("email"),
        row.optionalText("profile_picture_url"),
        row.optionalText("phone_number").map(PhoneNumber::new),
        row.optionalText("snils_number").map(Snils::new),
        row.optionalInstant("blocked_at"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  /** Tell whether a viewer may know of an account at all. */
  static boolean isSeenBy(Viewer viewer, int id) {
    return viewer.is(id) || viewer.has(Role.SUPPORT);
  }

  /** What section 8 of the requirements lets a viewer see. */
  Profile seenBy(Viewer viewer) {
    boolean owner = viewer.is(id);
    return new Profile(
        id,
        name,
        surname,
        Optional.of(birthDate).filter(_ -> owner),
        birthDate.getYear(),
        emailSeenBy(viewer, id, email),
        phoneNumber.map(number -> owner ? number.value() : number.masked()),
        snilsNumber.map(number -> owner ? number.digits() : number.masked()),
        profilePictureUrl,
        blockedAt,
        createdAt,
        updatedAt,
        version);
  }

  static String emailSeenBy(Viewer viewer, int id, String email) {
    return viewer.is(id) || viewer.has() ? email : PublicAccount.masked(email);
  }
}

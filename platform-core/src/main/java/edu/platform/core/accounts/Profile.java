package edu.platform.core.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An account as its owner or the staff sees it (requirement R5.3): what is personal is masked as
 * section 8 says.
 *
 * @param id its key
 * @param name first name
 * @param surname family name
 * @param birthDate for the owner alone
 * @param birthYear of it
 * @param email lower case; for others than the owner and an admin such as {@code i***@example.org}
 * @param phoneNumber E.164; for others than the owner such as {@code +7***22}
 * @param snilsNumber eleven digits; for others than the owner such as {@code ***-***-*** 95}
 * @param profilePictureUrl https address of a picture
 * @param blockedAt since when nobody can sign in to it
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Profile(
    int id,
    String name,
    String surname,
    Optional<LocalDate> birthDate,
    int birthYear,
    String email,
    Optional<String> phoneNumber,
    Optional<String> snilsNumber,
    Optional<String> profilePictureUrl,
    Optional<Instant> blockedAt,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

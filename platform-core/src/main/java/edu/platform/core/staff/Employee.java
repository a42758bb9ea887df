package edu.platform.core.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody in a role of the staff, now or once: a row of {@code employee} (V2, requirement R2.1).
 *
 * @param id its key
 * @param userId key of the account
 * @param name first name; absent once the account is erased
 * @param surname family name, likewise
 * @param birthYear likewise
 * @param roleId key of the role
 * @param role its code, such as {@code smm_manager}
 * @param position job title
 * @param hiredOn first day
 * @param dismissedOn last day, if there is one
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Employee(
    int id,
    int userId,
    Optional<String> name,
    Optional<String> surname,
    Optional<Integer> birthYear,
    int roleId,
    String role,
    String position,
    LocalDate hiredOn,
    Optional<LocalDate> dismissedOn,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

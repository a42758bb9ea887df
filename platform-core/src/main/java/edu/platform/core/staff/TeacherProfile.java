package edu.platform.core.staff;

import java.time.Instant;
import java.util.Optional;

/**
 * A teacher as the public sees one (requirement R4.1): a row of {@code teacher} (V2).
 *
 * @param employeeId its key
 * @param name first name
 * @param surname family name
 * @param workPlace where the teacher works besides
 * @param overallExperience whole years, 0 to 70
 * @param specializationExperience whole years in the specialisation, within the overall ones
 * @param photoUrl https address of the account's picture, if there is one
 * @param about a few words, if there are any
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record TeacherProfile(
    int employeeId,
    String name,
    String surname,
    String workPlace,
    int overallExperience,
    int specializationExperience,
    Optional<String> photoUrl,
    Optional<String> about,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

package edu.platform.core.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Says that somebody has finished a course: a row of {@code certificate} (V3, requirement R1.3).
 *
 * @param id its key
 * @param userId of its holder
 * @param name first name of the holder; empty once the account is erased
 * @param surname family name of the holder; likewise
 * @param courseId of the course
 * @param courseName of the course
 * @param purchaseId that it rests on
 * @param issueDate after the last day of the run
 * @param code by which whoever is shown it can check it
 * @param issuedBy employee who issued it
 * @param revokedAt since when it is not valid any more
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Certificate(
    int id,
    int userId,
    Optional<String> name,
    Optional<String> surname,
    int courseId,
    String courseName,
    int purchaseId,
    LocalDate issueDate,
    String code,
    Optional<Integer> issuedBy,
    Optional<Instant> revokedAt,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

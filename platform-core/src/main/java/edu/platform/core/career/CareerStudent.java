package edu.platform.core.career;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A graduate in care: a row of {@code career_center_student} (V3, requirement R7.1).
 *
 * @param id its key
 * @param userId of the graduate
 * @param name first name; empty once the account is erased
 * @param surname family name; likewise
 * @param courseId of the finished course
 * @param courseName of the finished course
 * @param cvUrl where the CV is; it is never fetched
 * @param careerSupportStart first day of care
 * @param careerSupportEnd last day of care
 * @param supportPeriod months, 1 to 12
 * @param extended whether the course was bought with the extended career track
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record CareerStudent(
    int id,
    int userId,
    Optional<String> name,
    Optional<String> surname,
    int courseId,
    String courseName,
    Optional<String> cvUrl,
    LocalDate careerSupportStart,
    LocalDate careerSupportEnd,
    int supportPeriod,
    boolean extended,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

package edu.platform.core.feedback;

import java.time.Instant;
import java.util.Optional;

/**
 * What a student thinks of a course: a row of {@code course_review} (V3, requirement R1.3). Who
 * wrote it is shown by name and initial alone (requirements, section 8).
 *
 * @param id its key
 * @param courseId of the course
 * @param author such as {@code Ivan G.}, or {@link #FORMER_STUDENT}
 * @param rating 1 to 5
 * @param comment in the author's words
 * @param reviewDate when it was written
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Review(
    int id,
    int courseId,
    String author,
    int rating,
    Optional<String> comment,
    Instant reviewDate,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** The author of a review whose account was erased. */
  public static final String FORMER_STUDENT = "former student";

  /**
   * Hide who wrote it.
   *
   * @param name first name; empty once the account is erased
   * @param surname family name; likewise
   * @return the first name and the first letter of the other
   */
  static String author(Optional<String> name, Optional<String> surname) {
    return name.flatMap(
            first ->
                surname.map(
                    last -> first + " " + last.substring(0, last.offsetByCodePoints(0, 1)) + "."))
        .orElse(FORMER_STUDENT);
  }
}

package edu.platform.web.legacy;

import edu.platform.core.catalog.CourseCard;
import io.avaje.jsonb.Json;
import java.time.Instant;

/**
 * A course as the old route shows it.
 *
 * @param id of the course, as the old project sent it
 * @param courseId the same, as its documents called it
 * @param name of the course
 * @param description what it teaches
 * @param specializationId of its specialisation
 * @param duration hours
 * @param price whole units of the currency, half up
 * @param difficultyLevelId of its level
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record OldCourse(
    int id,
    int courseId,
    String name,
    String description,
    int specializationId,
    int duration,
    long price,
    int difficultyLevelId,
    Instant createdAt,
    Instant updatedAt) {

  static OldCourse of(CourseCard card) {
    return new OldCourse(
        card.id(),
        card.id(),
        card.name(),
        card.description(),
        card.specialization().id(),
        card.durationHours(),
        card.price().wholeUnits(),
        card.level().id(),
        card.createdAt(),
        card.updatedAt());
  }
}

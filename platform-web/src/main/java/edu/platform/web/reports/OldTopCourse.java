package edu.platform.web.reports;

import edu.platform.core.reports.TopCourse;
import io.avaje.jsonb.Json;
import java.math.BigDecimal;

/**
 * A row of the report as the old route shows it (design section 6).
 *
 * @param name of the course
 * @param difficultyLevel name of its level
 * @param duration hours
 * @param averageRating half up to two places
 * @param totalReviews reviews, each counted once
 * @param teachersWorkPlaces each once, sorted, joined by a comma and a space
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record OldTopCourse(
    String name,
    String difficultyLevel,
    int duration,
    BigDecimal averageRating,
    long totalReviews,
    String teachersWorkPlaces) {

  static OldTopCourse of(TopCourse row) {
    return new OldTopCourse(
        row.name(),
        row.difficultyLevel(),
        row.durationHours(),
        row.averageRating(),
        row.totalReviews(),
        String.join(", ", row.teachersWorkPlaces()));
  }
}

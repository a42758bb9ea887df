package edu.platform.core.reports;

import java.math.BigDecimal;
import java.util.List;

/**
 * A row of the top-courses report (requirements, section 7).
 *
 * @param courseId of the course
 * @param name of the course
 * @param difficultyLevel name of its level
 * @param durationHours 1 to 5000
 * @param averageRating of its reviews, half up to two places
 * @param totalReviews reviews, each counted once
 * @param teachersWorkPlaces where its teachers work besides, each once, sorted
 */
public record TopCourse(
    int courseId,
    String name,
    String difficultyLevel,
    int durationHours,
    BigDecimal averageRating,
    long totalReviews,
    List<String> teachersWorkPlaces) {

  /** Copies the list. */
  public TopCourse {
    teachersWorkPlaces = List.copyOf(teachersWorkPlaces);
  }
}

package edu.platform.core.catalog;

import edu.platform.core.Money;
import java.time.Instant;
import java.util.List;

/**
 * All that one page about a course shows (requirement R1.1).
 *
 * @param id its key
 * @param name not unique
 * @param description what it teaches
 * @param specialization what it is about
 * @param level how hard it is
 * @param durationHours 1 to 5000
 * @param price before discounts and surcharges
 * @param status {@code on_sale}, {@code archived} or {@code draft}
 * @param topics in the order they are taught
 * @param teachers by surname
 * @param nextRuns the next three, by start
 * @param createdAt when the course was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record CourseCard(
    int id,
    String name,
    String description,
    Named specialization,
    Named level,
    int durationHours,
    Money price,
    String status,
    List<CourseTopic> topics,
    List<TeacherCard> teachers,
    List<NextRun> nextRuns,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** Copies the lists. */
  public CourseCard {
    topics = List.copyOf(topics);
    teachers = List.copyOf(teachers);
    nextRuns = List.copyOf(nextRuns);
  }
}

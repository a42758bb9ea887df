package edu.platform.core.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A topic by itself: a row of {@code course_topic} (V1).
 *
 * @param id its key
 * @param name what it is about
 * @param description if there is one
 * @param technologies 0 to 30
 * @param laborIntensityHours 1 to 2000
 * @param projectsNumber projects of the topic
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Topic(
    int id,
    String name,
    Optional<String> description,
    List<String> technologies,
    int laborIntensityHours,
    int projectsNumber,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** Copies the list. */
  public Topic {
    technologies = List.copyOf(technologies);
  }
}

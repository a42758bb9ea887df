package edu.platform.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A topic in its place within a course (requirement R1.2).
 *
 * @param id of the topic, which other courses may share
 * @param ordinal its place, 1 to 500
 * @param name what it is about
 * @param description if there is one
 * @param technologies 0 to 30
 * @param laborIntensityHours 1 to 2000
 * @param projectsNumber projects of the topic
 */
public record CourseTopic(
    int id,
    int ordinal,
    String name,
    Optional<String> description,
    List<String> technologies,
    int laborIntensityHours,
    int projectsNumber) {

  /** Copies the list. */
  public CourseTopic {
    technologies = List.copyOf(technologies);
  }
}

package edu.platform.core.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What people write about a topic (requirement R1.2).
 *
 * @param name 1 to 200 characters
 * @param description 1 to 5000 characters, if there is one
 * @param technologies 0 to 30, each of 1 to 50 characters, without repeats in any case
 * @param laborIntensityHours 1 to 2000
 */
public record TopicContent(
    String name, Optional<String> description, List<String> technologies, int laborIntensityHours) {

  /** Copies the list. */
  public TopicContent {
    technologies = List.copyOf(technologies);
  }

  static TopicContent of(Topic topic) {
    return new TopicContent(
        topic.name(), topic.description(), topic.technologies(), topic.laborIntensityHours());
  }
}

package edu.platform.core.catalog;

import java.util.Optional;

/**
 * What people write about a project of a topic (requirement R1.2).
 *
 * @param name 1 to 200 characters
 * @param description 1 to 5000 characters, if there is one
 */
public record ProjectContent(String name, Optional<String> description) {

  static ProjectContent of(Project project) {
    return new ProjectContent(project.name(), project.description());
  }
}

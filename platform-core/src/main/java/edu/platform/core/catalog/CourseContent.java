package edu.platform.core.catalog;

import edu.platform.core.Money;

/**
 * What people write about a course (requirement R1.1).
 *
 * @param name 1 to 200 characters
 * @param description 1 to 5000 characters
 * @param specializationId of a specialisation
 * @param levelId of a level
 * @param durationHours 1 to 5000
 * @param price 0 to 100000000 minor units
 */
public record CourseContent(
    String name,
    String description,
    int specializationId,
    int levelId,
    int durationHours,
    Money price) {

  /** The same course with another description: all that its teachers may change. */
  CourseContent describedAs(String other) {
    return new CourseContent(name, other, specializationId, levelId, durationHours, price);
  }
}

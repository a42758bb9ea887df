package edu.platform.core.catalog;

import java.util.Optional;

/**
 * Somebody who teaches, mentors or reviews a course (requirement R1.4). Only teachers are public by
 * name (section 8).
 *
 * @param employeeId key of the employee row
 * @param duty {@code teacher}, {@code mentor} or {@code reviewer}
 * @param position job title
 * @param name first name of a teacher
 * @param surname family name of a teacher
 */
public record TeamMember(
    int employeeId,
    String duty,
    String position,
    Optional<String> name,
    Optional<String> surname) {}

package edu.platform.core.catalog;

/**
 * The key of a course.
 *
 * @param value 1 or more
 */
public record CourseId(int value) {}

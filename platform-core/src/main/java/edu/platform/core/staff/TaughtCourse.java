package edu.platform.core.staff;

/**
 * A course on sale that a teacher belongs to (requirement R4.2).
 *
 * @param id its key
 * @param name its name
 */
public record TaughtCourse(int id, String name) {}

/**
 * The catalogue: courses with their topics, projects, levels, specialisations and team, the
 * calendar of their runs, and what they cost (requirements I, III and R6.1-R6.2). Owns the tables
 * of version 1, {@code course_teacher}, {@code course_staff}, {@code course_calendar} and {@code
 * course_type}. Depends on no other feature.
 */
package edu.platform.core.catalog;

package edu.platform.core.catalog;

import java.time.Instant;

/**
 * A kind of purchase with what it takes off or adds: a row of {@code course_type} (V3, requirement
 * R6.2).
 *
 * @param id its key
 * @param kind {@code basic}, {@code extended_career} or {@code reduced}
 * @param name unique
 * @param discount percent taken off, 0 to 100
 * @param surcharge percent added, 0 to 100; one of the two is 0
 * @param active whether it can be bought
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record CourseType(
    int id,
    String kind,
    String name,
    int discount,
    int surcharge,
    boolean active,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

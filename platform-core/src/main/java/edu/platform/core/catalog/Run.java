package edu.platform.core.catalog;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An entry of the calendar: a row of {@code course_calendar} (V3, requirement R3.1).
 *
 * @param id its key
 * @param courseId of the course
 * @param startDate first day
 * @param endSalesDate last day of sales, inclusive
 * @param endDate last day
 * @param capacity places in all, 1 to 10000
 * @param remainingPlaces places not held by an unpaid or paid purchase
 * @param state as {@link RunState} says
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Run(
    int id,
    int courseId,
    LocalDate startDate,
    LocalDate endSalesDate,
    LocalDate endDate,
    int capacity,
    int remainingPlaces,
    String state,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

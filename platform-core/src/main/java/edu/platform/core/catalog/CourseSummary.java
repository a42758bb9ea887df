package edu.platform.core.catalog;

import edu.platform.core.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A course as a list shows it.
 *
 * @param id its key
 * @param name not unique
 * @param specialization what it is about
 * @param level how hard it is
 * @param durationHours 1 to 5000
 * @param price before discounts and surcharges
 * @param nextStartDate first day of the next run, or of the run that the list was asked for; empty
 *     without one
 * @param createdAt when the row was made
 */
public record CourseSummary(
    int id,
    String name,
    Named specialization,
    Named level,
    int durationHours,
    Money price,
    Optional<LocalDate> nextStartDate,
    Instant createdAt) {}

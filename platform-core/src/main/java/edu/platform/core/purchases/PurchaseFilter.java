package edu.platform.core.purchases;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a list of purchases is narrowed to; all parts that are present must hold.
 *
 * @param userId who bought
 * @param status where they are in their life
 * @param courseId of the course
 * @param runId of the run
 * @param from first day of the order, in the platform's zone
 * @param to last day of the order
 */
public record PurchaseFilter(
    Optional<Integer> userId,
    Optional<PurchaseStatus> status,
    Optional<Integer> courseId,
    Optional<Integer> runId,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {}

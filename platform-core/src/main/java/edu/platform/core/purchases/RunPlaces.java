package edu.platform.core.purchases;

import java.time.LocalDate;

/**
 * A run, locked: what its sale, refunds and cancelling are decided by.
 *
 * @param id its key
 * @param courseId its course
 * @param startDate first day
 * @param endSalesDate last day of sales
 * @param endDate last day
 * @param remainingPlaces not held by an unpaid or paid purchase
 * @param cancelled whether it was called off
 */
record RunPlaces(
    int id,
    int courseId,
    LocalDate startDate,
    LocalDate endSalesDate,
    LocalDate endDate,
    int remainingPlaces,
    boolean cancelled) {

  boolean hasStarted(LocalDate today) {
    return !today.isBefore(startDate);
  }

  boolean isFinished(LocalDate today) {
    return today.isAfter(endDate);
  }

  boolean placesRemain() {
    return remainingPlaces > 0;
  }

  RunPlaces withRemaining(int places) {
    return new RunPlaces(id, courseId, startDate, endSalesDate, endDate, places, cancelled);
  }
}

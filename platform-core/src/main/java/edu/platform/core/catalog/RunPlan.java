package edu.platform.core.catalog;

import edu.platform.core.RefusedException;
import java.time.LocalDate;

/**
 * What people write about a run (requirement R3.1).
 *
 * @param startDate first day
 * @param endSalesDate last day of sales, inclusive; not after the first day
 * @param endDate last day; not before the first
 * @param capacity places, 1 to 10000
 */
public record RunPlan(
    LocalDate startDate, LocalDate endSalesDate, LocalDate endDate, int capacity) {

  /**
   * Check the plan of a run that is to be made.
   *
   * @param today the date in the platform's zone
   * @throws RefusedException {@code validation_failed} for days in a wrong order, or a start that
   *     is not after today
   */
  void checkNew(LocalDate today) {
    checkOrder();
    checkStart(today);
  }

  /**
   * Check the plan that is to replace this one. From the first day on, start and sales stay as they
   * are, and from the end on the last day too (requirements section 5).
   *
   * @param after the new plan
   * @param today the date in the platform's zone
   * @throws RefusedException {@code run_started}, or {@code validation_failed} as {@link
   *     #checkNew}, or for an end in the past
   */
  void checkChange(RunPlan after, LocalDate today) {
    if (!today.isBefore(startDate)) {
      requireSame("start_date", startDate, after.startDate);
      requireSame("end_sales_date", endSalesDate, after.endSalesDate);
    }
    if (today.isAfter(endDate)) {
      requireSame("end_date", endDate, after.endDate);
    }
    after.checkOrder();
    if (!after.startDate.equals(startDate)) {
      after.checkStart(today);
    }
    if (!after.endDate.equals(endDate) && after.endDate.isBefore(today)) {
      throw RefusedException.invalid(
          "validation_failed", "end_date", "must not be in the past: today is " + today);
    }
  }

  private void requireSame(String field, LocalDate before, LocalDate after) {
    if (!after.equals(before)) {
      throw RefusedException.conflict(
          "run_started",
          field
              + " is fixed: the run "
              + (field.equals("end_date") ? "ended on " + endDate : "started on " + startDate));
    }
  }

  private void checkOrder() {
    if (endSalesDate.isAfter(startDate)) {
      throw RefusedException.invalid(
          "validation_failed", "end_sales_date", "must not be after start_date " + startDate);
    }
    if (endDate.isBefore(startDate)) {
      throw RefusedException.invalid(
          "validation_failed", "end_date", "must not be before start_date " + startDate);
    }
  }

  private void checkStart(LocalDate today) {
    if (!startDate.isAfter(today)) {
      throw RefusedException.invalid(
          "validation_failed", "start_date", "must be after today, " + today);
    }
  }
}

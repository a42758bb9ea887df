package edu.platform.core.reports;

import java.time.YearMonth;
import java.util.Optional;

/**
 * What the report of revenue is narrowed to; all parts that are present must hold.
 *
 * @param from first month
 * @param to last month, at most {@link #MAX_MONTHS} with the first
 * @param courseId of the course
 * @param specializationId of the course's specialisation
 */
public record RevenueFilter(
    YearMonth from, YearMonth to, Optional<Integer> courseId, Optional<Integer> specializationId) {

  /** The longest range of months. */
  public static final int MAX_MONTHS = 60;

  /** Months of the range when nothing is said. */
  public static final int DEFAULT_MONTHS = 12;

  /** Checks the range. */
  public RevenueFilter {
    if (to.isBefore(from) || from.plusMonths(MAX_MONTHS).compareTo(to) <= 0) {
      throw new IllegalArgumentException(
          "expected 1.." + MAX_MONTHS + " months: " + from + ".." + to);
    }
  }
}

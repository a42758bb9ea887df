package edu.platform.core.reports;

import edu.platform.core.access.Role;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the report of purchases is narrowed to; all parts that are present must hold (requirements,
 * section 7).
 *
 * @param from first day of the order, in the platform's zone
 * @param to last day of the order, at most {@link #MAX_DAYS} with the first
 * @param courseId of the course
 * @param specializationId of the course's specialisation
 * @param status such as {@code paid}
 * @param buyerRole employees in this role alone
 */
public record PurchaseReportFilter(
    LocalDate from,
    LocalDate to,
    Optional<Integer> courseId,
    Optional<Integer> specializationId,
    Optional<String> status,
    Optional<Role> buyerRole) {

  /** The longest range of days. */
  public static final int MAX_DAYS = 366;

  /** Days of the range when nothing is said. */
  public static final int DEFAULT_DAYS = 30;

  /** Checks the range. */
  public PurchaseReportFilter {
    if (to.isBefore(from) || from.plusDays(MAX_DAYS).compareTo(to) <= 0) {
      throw new IllegalArgumentException("expected 1.." + MAX_DAYS + " days: " + from + ".." + to);
    }
  }
}

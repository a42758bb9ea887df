package edu.platform.core.career;

import edu.platform.core.RefusedException;
import java.time.LocalDate;

/**
 * For how long a graduate is in care (requirement R7.1).
 *
 * @param start first day
 * @param months 1 to 12
 */
record SupportPeriod(LocalDate start, int months) {

  /** The longest that a manager may prolong it to. */
  static final int MAX_MONTHS = 12;

  private static final int USUAL_MONTHS = 3;
  private static final int EXTENDED_MONTHS = 6;

  /** The period of one who comes into care. */
  static SupportPeriod from(LocalDate start, boolean extended) {
    return new SupportPeriod(start, extended ? EXTENDED_MONTHS : USUAL_MONTHS);
  }

  /** The last day, as {@code CareerSql.LAST_DAY} says. */
  LocalDate lastDay() {
    return start.plusMonths(months).minusDays(1);
  }

  /** Refuses to shorten it: what happened within it must stay within it (invariant I9). */
  void requireProlonged(int wanted) {
    if (wanted < months) {
      throw RefusedException.invalid(
          "validation_failed",
          "support_period",
          "can only be prolonged: must be " + months + ".." + MAX_MONTHS + ", not " + wanted);
    }
  }
}

package edu.platform.core.catalog;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a run is in its life: follows from its dates, places and course (requirements, section 3).
 */
public enum RunState {
  /** Can be bought: the course is on sale, the deadline has not passed, places are left. */
  ON_SALE,
  /** As {@link #ON_SALE}, but without places. */
  SOLD_OUT,
  /** Not begun, and no longer (or not) for sale. */
  SALES_CLOSED,
  /** From the first day to the last. */
  RUNNING,
  /** The last day has passed. */
  FINISHED,
  /** Called off. */
  CANCELLED;

  /**
   * Find the state of a run.
   *
   * @param run its dates and places
   * @param courseOnSale whether its course is for sale
   * @param today the date in the platform's zone
   * @return the state
   */
  static RunState of(RunDates run, boolean courseOnSale, LocalDate today) {
    if (run.cancelled()) {
      return CANCELLED;
    }
    if (today.isAfter(run.endDate())) {
      return FINISHED;
    }
    if (courseOnSale && !today.isAfter(run.endSalesDate())) {
      return run.remainingPlaces() > 0 ? ON_SALE : SOLD_OUT;
    }
    return today.isBefore(run.startDate()) ? SALES_CLOSED : RUNNING;
  }

  /**
   * Return the state as the API writes it.
   *
   * @return lower case with underscores
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Find a state by its code.
   *
   * @param code lower case with underscores
   * @return the state, or empty
   */
  public static Optional<RunState> byCode(String code) {
    for (RunState state : values()) {
      if (state.code().equals(code)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** What the state of a run follows from. */
  record RunDates(
      LocalDate startDate,
      LocalDate endSalesDate,
      LocalDate endDate,
      int remainingPlaces,
      boolean cancelled) {}
}

package edu.platform.core.catalog;

import java.util.Optional;

/** The orders of the course list. */
public enum CourseSort {
  /** Newest first. */
  NEWEST("-created_at"),
  /** By name. */
  NAME("name"),
  /** Cheapest first. */
  CHEAPEST("price"),
  /** Dearest first. */
  DEAREST("-price"),
  /** By the first day of a run; the only order when a range of start days is asked for. */
  START_DATE("start_date");

  private final String code;

  CourseSort(String code) {
    this.code = code;
  }

  /**
   * Return the order as a query writes it.
   *
   * @return the column, with {@code -} before it for descending
   */
  public String code() {
    return code;
  }

  /**
   * Find an order by its code.
   *
   * @param code as a query writes it
   * @return the order, or empty
   */
  public static Optional<CourseSort> byCode(String code) {
    for (CourseSort sort : values()) {
      if (sort.code.equals(code)) {
        return Optional.of(sort);
      }
    }
    return Optional.empty();
  }
}

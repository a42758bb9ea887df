package edu.platform.core.catalog;

import java.time.LocalDate;

/**
 * A coming run as a course's card shows it: without exact places, which change with every sale.
 *
 * @param id of the run
 * @param startDate first day
 * @param endSalesDate last day of sales
 * @param endDate last day
 * @param availability {@code available}, {@code few} (1 to 5 left) or {@code sold_out}
 */
public record NextRun(
    int id, LocalDate startDate, LocalDate endSalesDate, LocalDate endDate, String availability) {

  /** Places left at which a run still counts as {@code few}. */
  static final int FEW = 5;

  /**
   * Return the word for a number of places left.
   *
   * @param remainingPlaces 0 or more
   * @return {@code available}, {@code few} or {@code sold_out}
   */
  public static String availability(int remainingPlaces) {
    if (remainingPlaces == 0) {
      return "sold_out";
    }
    return remainingPlaces <= FEW ? "few" : "available";
  }
}

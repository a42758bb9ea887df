package edu.platform.core.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a list of courses is narrowed to; all parts that are present must hold.
 *
 * @param status where the courses are in their lives; those on sale if it is not given
 * @param text words in name or description, in the syntax of web searches
 * @param specializationId of the specialisation
 * @param levelId of the level
 * @param minPrice least price in minor units
 * @param maxPrice highest price in minor units
 * @param onSale whether a run can be bought today
 * @param startFrom earliest start of a run
 * @param startTo latest start of a run
 */
public record CourseFilter(
    Optional<CourseStatus> status,
    Optional<String> text,
    Optional<Integer> specializationId,
    Optional<Integer> levelId,
    Optional<Integer> minPrice,
    Optional<Integer> maxPrice,
    Optional<Boolean> onSale,
    Optional<LocalDate> startFrom,
    Optional<LocalDate> startTo) {

  /**
   * Tell whether starts of runs decide what is listed.
   *
   * @return whether a start is asked for
   */
  public boolean byStart() {
    return startFrom.isPresent() || startTo.isPresent();
  }
}

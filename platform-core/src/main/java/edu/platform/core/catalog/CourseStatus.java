package edu.platform.core.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a course is in its life (requirements, section 3). */
public enum CourseStatus {
  /** Being written; seen by staff alone. */
  DRAFT,
  /** Listed and for sale. */
  ON_SALE,
  /** No longer listed; readable by id. */
  ARCHIVED;

  private static final Map<String, CourseStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CourseStatus::code, Function.identity()));

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case with underscores
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the statuses by their codes.
   *
   * @return all of them
   */
  public static Map<String, CourseStatus> byCode() {
    return BY_CODE;
  }

  /**
   * Tell whether an admin may move a course on.
   *
   * @param next status that it shall have
   * @return whether the move is one of requirements section 3
   */
  boolean mayBecome(CourseStatus next) {
    return switch (next) {
      case DRAFT -> false;
      case ON_SALE -> this != ON_SALE;
      case ARCHIVED -> this == ON_SALE;
    };
  }
}

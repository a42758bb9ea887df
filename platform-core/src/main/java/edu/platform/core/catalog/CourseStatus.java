package edu.platform.core.catalog;

import java.util.Locale;

/** Where a course is in its life (requirements, section 3). */
public enum CourseStatus {
  /** Being written; seen by staff alone. */
  DRAFT,
  /** Listed and for sale. */
  ON_SALE,
  /** No longer listed; readable by id. */
  ARCHIVED;

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case with underscores
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package edu.platform.core;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit rows at most, 1 to 100
 * @param after where the page before ended; empty for the first
 */
public record PageRequest(int limit, Optional<Keyset> after) {

  /** The most rows of a page. */
  public static final int MAX_LIMIT = 100;

  /** Rows of a page when nothing is said. */
  public static final int DEFAULT_LIMIT = 20;

  /** Checks the range. */
  public PageRequest {
    requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1.." + MAX_LIMIT + ": " + limit);
    }
  }
}

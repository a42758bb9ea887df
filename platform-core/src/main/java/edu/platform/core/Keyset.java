package edu.platform.core;

import static java.util.Objects.requireNonNull;

/**
 * Where a page of a list ended: the sort value and the id of its last row. The next page begins
 * behind it, whatever rows came or went meanwhile (requirement R10.7).
 *
 * @param value the sort value as text; numbers and days as such, moments in microseconds since 1970
 * @param id of the row, which decides between equal values
 */
public record Keyset(String value, long id) {

  /** Checks that there is a value. */
  public Keyset {
    requireNonNull(value, "value");
  }
}

package edu.platform.core;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items the rows, in the list's order
 * @param next where to go on, empty on the last page
 * @param <T> what a row is
 */
public record Page<T>(List<T> items, Optional<Keyset> next) {

  /** Copies the rows. */
  public Page {
    items = List.copyOf(items);
  }
}

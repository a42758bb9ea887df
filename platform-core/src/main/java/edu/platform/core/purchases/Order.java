package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import java.util.Optional;

/**
 * What a buyer asks for.
 *
 * @param runId run to have a place on
 * @param courseTypeId way to buy it
 * @param expectedTotal what the buyer was shown; a total that differs is refused
 */
public record Order(int runId, int courseTypeId, Optional<Money> expectedTotal) {

  /** Checks that nothing is missing. */
  public Order {
    requireNonNull(expectedTotal, "expectedTotal");
  }
}

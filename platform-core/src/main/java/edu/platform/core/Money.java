package edu.platform.core;

import static java.util.Objects.requireNonNull;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency (kopecks, cents)
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

  /** Checks that there is a currency. */
  public Money {
    requireNonNull(currency, "currency");
  }

  /**
   * Return a share of this amount.
   *
   * @param percent of this amount, 0 or more
   * @return the share, half a minor unit rounded up
   */
  public Money percent(int percent) {
    return new Money((amount * percent + 50) / 100, currency);
  }

  /**
   * Return the amount in whole units, as the old project showed prices.
   *
   * @return the amount without its minor part, half a unit rounded up
   */
  public long wholeUnits() {
    return (amount + 50) / 100;
  }
}

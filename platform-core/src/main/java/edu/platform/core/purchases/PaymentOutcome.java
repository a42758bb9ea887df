package edu.platform.core.purchases;

import java.util.Locale;

/** What became of a payment event. */
public enum PaymentOutcome {
  /** It was noted, and moved its purchase if it could. */
  APPLIED,
  /** It had been received before. */
  DUPLICATE,
  /** The payment came too late: the money goes back. */
  REFUNDED,
  /** Another amount or currency than expected: support has to look. */
  AMOUNT_MISMATCH,
  /** It says nothing new. */
  IGNORED,
  /** Ours: a refund that the provider has yet to confirm. */
  REQUESTED;

  /**
   * Return the outcome as the database and the API write it.
   *
   * @return lower case with underscores
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import java.time.Instant;

/**
 * What the payment provider says, perhaps twice, late, or out of order (requirement R10.2).
 *
 * @param providerEventId the provider's own id, by which a repeat is known
 * @param type what it is about
 * @param purchaseId which purchase
 * @param amount paid or given back
 * @param occurredAt by the provider's clock
 */
public record PaymentNotice(
    String providerEventId, PaymentType type, int purchaseId, Money amount, Instant occurredAt) {

  /** Checks that nothing is missing. */
  public PaymentNotice {
    requireNonNull(providerEventId, "providerEventId");
    requireNonNull(type, "type");
    requireNonNull(amount, "amount");
    requireNonNull(occurredAt, "occurredAt");
  }
}

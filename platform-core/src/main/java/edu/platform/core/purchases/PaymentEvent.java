package edu.platform.core.purchases;

import edu.platform.core.Money;
import java.time.Instant;

/**
 * A payment event as it was kept: a row of {@code payment_event} (V7). For support alone.
 *
 * @param id its key
 * @param providerEventId the provider's id; one of ours for {@code refund.requested}
 * @param purchaseId which purchase
 * @param type such as {@code payment.succeeded}
 * @param amount paid or given back
 * @param occurredAt by the clock of whoever raised it
 * @param receivedAt by ours
 * @param outcome such as {@code applied}
 */
public record PaymentEvent(
    long id,
    String providerEventId,
    int purchaseId,
    String type,
    Money amount,
    Instant occurredAt,
    Instant receivedAt,
    String outcome) {}

package edu.platform.core.purchases;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a list of payment events is narrowed to; all parts that are present must hold.
 *
 * @param type what they are about
 * @param purchaseId which purchase
 * @param from first day of their receipt, in the platform's zone
 * @param to last day of their receipt
 */
public record PaymentEventFilter(
    Optional<PaymentType> type,
    Optional<Integer> purchaseId,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {}

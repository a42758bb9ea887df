package edu.platform.core.purchases;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a payment event does to its purchase (requirements, section 3). Decided by what the purchase
 * is now, never by the order in which events arrive.
 *
 * @param outcome what the provider is told
 * @param move where the purchase goes, if anywhere
 */
record PaymentDecision(PaymentOutcome outcome, Optional<PurchaseStatus> move) {

  /**
   * Decide.
   *
   * @param notice the event
   * @param purchase locked
   * @param lateOrderFits whether an order that has expired can have its place again
   * @param refundIsConfirmed whether a refund of it was confirmed before
   */
  static PaymentDecision on(
      PaymentNotice notice,
      Purchase purchase,
      BooleanSupplier lateOrderFits,
      BooleanSupplier refundIsConfirmed) {
    return switch (notice.type()) {
      case PAYMENT_SUCCEEDED -> onPayment(notice, purchase, lateOrderFits);
      case REFUND_SUCCEEDED -> onRefund(notice, purchase, refundIsConfirmed);
      case PAYMENT_FAILED, REFUND_REQUESTED -> stays(PaymentOutcome.IGNORED);
    };
  }

  private static PaymentDecision onPayment(
      PaymentNotice notice, Purchase purchase, BooleanSupplier lateOrderFits) {
    boolean wasPaid = purchase.paidAt().isPresent();
    if (wasPaid) {
      return stays(PaymentOutcome.IGNORED);
    }
    if (!notice.amount().equals(purchase.total())) {
      return stays(PaymentOutcome.AMOUNT_MISMATCH);
    }
    boolean fits =
        purchase.status() == PurchaseStatus.UNPAID
            || (purchase.status() == PurchaseStatus.EXPIRED && lateOrderFits.getAsBoolean());
    return fits
        ? new PaymentDecision(PaymentOutcome.APPLIED, Optional.of(PurchaseStatus.PAID))
        : new PaymentDecision(PaymentOutcome.REFUNDED, Optional.of(PurchaseStatus.REFUNDED));
  }

  private static PaymentDecision onRefund(
      PaymentNotice notice, Purchase purchase, BooleanSupplier refundIsConfirmed) {
    if (purchase.status() != PurchaseStatus.REFUNDED || refundIsConfirmed.getAsBoolean()) {
      return stays(PaymentOutcome.IGNORED);
    }
    return stays(
        notice.amount().equals(purchase.refunded())
            ? PaymentOutcome.APPLIED
            : PaymentOutcome.AMOUNT_MISMATCH);
  }

  private static PaymentDecision stays(PaymentOutcome outcome) {
    return new PaymentDecision(outcome, Optional.empty());
  }
}

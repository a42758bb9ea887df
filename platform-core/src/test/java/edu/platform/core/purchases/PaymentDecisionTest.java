package edu.platform.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.Money;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a payment event does, for each kind of event and each state of its purchase. */
class PaymentDecisionTest {

  @ParameterizedTest(name = "{0} {1} of a purchase that is {2}: {3} {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # event,            amount, status,    outcome,         move
          payment.succeeded,  100,    unpaid,    applied,         paid
          payment.succeeded,  99,     unpaid,    amount_mismatch, -
          payment.succeeded,  101,    unpaid,    amount_mismatch, -
          payment.succeeded,  100,    paid,      ignored,         -
          payment.succeeded,  99,     paid,      ignored,         -
          payment.succeeded,  100,    cancelled, refunded,        refunded
          payment.succeeded,  99,     cancelled, amount_mismatch, -
          payment.succeeded,  100,    expired,   applied,         paid
          payment.succeeded,  99,     expired,   amount_mismatch, -
          payment.succeeded,  100,    refunded,  ignored,         -
          payment.failed,     100,    unpaid,    ignored,         -
          payment.failed,     100,    paid,      ignored,         -
          payment.failed,     100,    expired,   ignored,         -
          refund.succeeded,   100,    refunded,  applied,         -
          refund.succeeded,   99,     refunded,  amount_mismatch, -
          refund.succeeded,   100,    paid,      ignored,         -
          refund.succeeded,   100,    unpaid,    ignored,         -
          """)
  void eventsMoveWhatTheyMay(String event, int amount, String status, String outcome, String move) {
    PaymentDecision decision = decide(event, new Money(amount, "RUB"), status, true, false);

    assertThat(decision.outcome().code()).isEqualTo(outcome);
    assertThat(decision.move().map(PurchaseStatus::code)).isEqualTo(Optional.ofNullable(move));
  }

  @ParameterizedTest
  @CsvSource({"payment.succeeded, unpaid", "refund.succeeded, refunded"})
  void anotherCurrencyIsAnotherAmount(String event, String status) {
    PaymentDecision decision = decide(event, new Money(100, "USD"), status, true, false);

    assertThat(decision.outcome()).isEqualTo(PaymentOutcome.AMOUNT_MISMATCH);
    assertThat(decision.move()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource("payment.succeeded, expired")
  void aLatePaymentWithoutAPlaceGoesBack(String event, String status) {
    PaymentDecision decision = decide(event, PurchaseFixture.TOTAL, status, false, false);

    assertThat(decision.outcome()).isEqualTo(PaymentOutcome.REFUNDED);
    assertThat(decision.move()).contains(PurchaseStatus.REFUNDED);
  }

  @ParameterizedTest
  @CsvSource("refund.succeeded, refunded")
  void aRefundIsConfirmedOnce(String event, String status) {
    PaymentDecision decision = decide(event, PurchaseFixture.TOTAL, status, true, true);

    assertThat(decision.outcome()).isEqualTo(PaymentOutcome.IGNORED);
  }

  private static PaymentDecision decide(
      String event, Money amount, String status, boolean fits, boolean confirmed) {
    return PaymentDecision.on(
        new PaymentNotice("e-1", PaymentType.byCode().get(event), 1, amount, PurchaseFixture.LATER),
        PurchaseFixture.in(PurchaseStatus.byCode().get(status)),
        () -> fits,
        () -> confirmed);
  }
}

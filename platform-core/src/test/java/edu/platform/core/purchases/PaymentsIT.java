package edu.platform.core.purchases;

import static edu.platform.core.purchases.PaymentOutcome.AMOUNT_MISMATCH;
import static edu.platform.core.purchases.PaymentOutcome.APPLIED;
import static edu.platform.core.purchases.PaymentOutcome.DUPLICATE;
import static edu.platform.core.purchases.PaymentOutcome.IGNORED;
import static edu.platform.core.purchases.PaymentOutcome.REFUNDED;
import static edu.platform.core.purchases.PaymentType.PAYMENT_FAILED;
import static edu.platform.core.purchases.PaymentType.PAYMENT_SUCCEEDED;
import static edu.platform.core.purchases.PaymentType.REFUND_SUCCEEDED;
import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.OTHER;
import static edu.platform.core.purchases.Shop.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.PageRequest;
import edu.platform.core.RefusedException;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payment events: once, twice, late, out of order. */
class PaymentsIT {

  private static final int PRICE = 5_000_050;

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open();
  }

  @AfterEach
  void close() {
    Invariants.assertSalesHold();
    shop.close();
  }

  @Test
  void aPaymentPaysAndARepeatIsKnown() {
    int id = shop.buy(BUYER, RUN);

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(DUPLICATE);

    assertThat(shop.purchase(id).paidAt()).contains(shop.clock.instant());
    assertThat(Shop.places(RUN)).isEqualTo(4);
    assertThat(Shop.count("payment_event")).isEqualTo(1);
    assertThat(
            TestDatabase.value("SELECT request_id FROM audit_log WHERE action = 'purchase.paid'"))
        .isEqualTo("r-p");
  }

  @Test
  void aFailureAfterTheSuccessTakesNothingBack() {
    int id = shop.buy(BUYER, RUN);

    assertThat(shop.pay("e-2", id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.receive("e-1", PAYMENT_FAILED, id, PRICE)).isEqualTo(IGNORED);
    assertThat(shop.status(id)).isEqualTo("paid");
  }

  @Test
  void aSuccessAfterAFailurePays() {
    int id = shop.buy(BUYER, RUN);

    assertThat(shop.receive("e-1", PAYMENT_FAILED, id, PRICE)).isEqualTo(IGNORED);
    assertThat(shop.pay("e-2", id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.status(id)).isEqualTo("paid");
  }

  @Test
  void anotherAmountPaysNothing() {
    int id = shop.buy(BUYER, RUN);

    assertThat(shop.pay("e-1", id, PRICE - 1)).isEqualTo(AMOUNT_MISMATCH);
    assertThat(shop.status(id)).isEqualTo("unpaid");
    assertThat(shop.pay("e-2", id, PRICE)).isEqualTo(APPLIED);
  }

  @Test
  void aLatePaymentGetsItsPlaceAgain() {
    int id = expired(BUYER);

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.status(id)).isEqualTo("paid");
    assertThat(shop.purchase(id).closedAt()).isEmpty();
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void aPaymentBeforeTheSweepIsInTime() {
    int id = shop.buy(BUYER, RUN);
    shop.clock.advance(Shop.TTL.multipliedBy(2));

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(APPLIED);
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void aLatePaymentWithoutAPlaceIsGivenBack() {
    int id = expired(BUYER);
    for (int user = 1200; Shop.places(RUN) > 0; user++) {
      shop.buyPaid(user, RUN);
    }

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(REFUNDED);
    Purchase purchase = shop.purchase(id);
    assertThat(purchase.status()).isEqualTo(PurchaseStatus.REFUNDED);
    assertThat(purchase.refunded()).isEqualTo(purchase.total());
    assertThat(Shop.places(RUN)).isZero();
    assertThat(refundsRequested(id)).isEqualTo(1);
  }

  @Test
  void aLatePaymentGetsThePlaceOfAnOverdueOrder() {
    int id = expired(BUYER);
    int overdue = shop.buy(OTHER, RUN);
    for (int user = 1200; Shop.places(RUN) > 0; user++) {
      shop.buyPaid(user, RUN);
    }
    shop.clock.advance(Shop.TTL);

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.status(overdue)).isEqualTo("expired");
  }

  @Test
  void aLatePaymentOfARunThatHasStartedIsGivenBack() {
    int id = expired(BUYER);
    TestDatabase.execute(
        "UPDATE course_calendar SET start_date = DATE '2026-06-15', end_sales_date = DATE '2026-06-15'"
            + " WHERE id = "
            + RUN);

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(REFUNDED);
    assertThat(Shop.places(RUN)).isEqualTo(5);
  }

  @Test
  void aLatePaymentOfARunThatWasBoughtAnewIsGivenBack() {
    int late = expired(BUYER);
    int anew = shop.buy(BUYER, RUN);

    assertThat(shop.pay("e-1", late, PRICE)).isEqualTo(REFUNDED);
    assertThat(shop.status(anew)).isEqualTo("unpaid");
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void aPaymentAfterTheCancellingIsGivenBack() {
    int id = shop.buy(BUYER, RUN);
    shop.purchases.cancel(Shop.user(BUYER), id);

    assertThat(shop.pay("e-1", id, PRICE)).isEqualTo(REFUNDED);
    assertThat(refundsRequested(id)).isEqualTo(1);
    assertThat(Shop.places(RUN)).isEqualTo(5);
  }

  @Test
  void aRefundIsConfirmedByTheProvider() {
    int id = shop.buyPaid(BUYER, RUN);
    assertThat(shop.receive("r-0", REFUND_SUCCEEDED, id, PRICE)).isEqualTo(IGNORED);
    shop.purchases.refund(Shop.user(BUYER), id, Optional.empty(), Shop.newKey(id), Shop::answer);

    assertThat(shop.receive("r-1", REFUND_SUCCEEDED, id, PRICE - 1)).isEqualTo(AMOUNT_MISMATCH);
    assertThat(shop.receive("r-2", REFUND_SUCCEEDED, id, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.receive("r-3", REFUND_SUCCEEDED, id, PRICE)).isEqualTo(IGNORED);
    assertThat(shop.pay("e-9", id, PRICE)).isEqualTo(IGNORED);
    assertThat(shop.status(id)).isEqualTo("refunded");
  }

  @Test
  void whatNamesNoPurchaseIsRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> shop.pay("e-1", 77_777, PRICE))
        .matches(refusal -> refusal.field().equals(Optional.of("purchase_id")));
    assertThat(Shop.count("payment_event")).isZero();
  }

  @Test
  void oneIdIsOneEventWhateverItNames() {
    int first = shop.buy(BUYER, RUN);
    int second = shop.buy(OTHER, RUN);

    assertThat(shop.pay("e-1", first, PRICE)).isEqualTo(APPLIED);
    assertThat(shop.pay("e-1", second, PRICE)).isEqualTo(DUPLICATE);
    assertThat(shop.status(second)).isEqualTo("unpaid");
  }

  @Test
  void eventsAreListedTheLastFirst() {
    int first = shop.buyPaid(BUYER, RUN);
    int second = shop.buy(OTHER, RUN);
    shop.receive("f-1", PAYMENT_FAILED, second, PRICE);
    shop.purchases.refund(
        Shop.support(), first, Optional.empty(), Shop.newKey(first), Shop::answer);

    assertThat(events(Optional.empty(), Optional.empty(), Optional.empty()))
        .extracting(event -> event.type() + " " + event.outcome() + " " + event.purchaseId())
        .containsExactly(
            "refund.requested requested " + first,
            "payment.failed ignored " + second,
            "payment.succeeded applied " + first);
    assertThat(events(Optional.of(PAYMENT_SUCCEEDED), Optional.empty(), Optional.empty()))
        .extracting(PaymentEvent::providerEventId)
        .containsExactly("paid-" + first);
    assertThat(events(Optional.empty(), Optional.of(second), Optional.empty()))
        .extracting(PaymentEvent::providerEventId)
        .containsExactly("f-1");
    assertThat(
            events(Optional.empty(), Optional.empty(), Optional.of(TestDatabase.TODAY.plusDays(1))))
        .isEmpty();
  }

  private List<PaymentEvent> events(
      Optional<PaymentType> type, Optional<Integer> purchase, Optional<LocalDate> from) {
    return shop.payments
        .events(
            new PaymentEventFilter(type, purchase, from, Optional.empty()),
            new PageRequest(20, Optional.empty()))
        .items();
  }

  private int expired(int user) {
    int id = shop.buy(user, RUN);
    shop.clock.advance(Shop.TTL);
    assertThat(shop.expiry.sweep()).isEqualTo(1);
    assertThat(shop.status(id)).isEqualTo("expired");
    return id;
  }

  private static int refundsRequested(int purchase) {
    return Shop.count(
        "payment_event WHERE type = 'refund.requested' AND purchase_id = " + purchase);
  }
}

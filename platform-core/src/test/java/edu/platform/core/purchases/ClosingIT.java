package edu.platform.core.purchases;

import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.OTHER;
import static edu.platform.core.purchases.Shop.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.catalog.Run;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ends of purchases: cancelled, expired, refunded, and those of a run that is called off. */
class ClosingIT {

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
  void ownersAndSupportCancelWhatIsUnpaid() {
    int mine = shop.buy(BUYER, RUN);
    int theirs = shop.buy(OTHER, RUN);

    Purchase cancelled = shop.purchases.cancel(Shop.user(BUYER), mine);
    shop.purchases.cancel(Shop.support(), theirs);

    assertThat(cancelled).isEqualTo(shop.purchase(mine));
    assertThat(cancelled.status()).isEqualTo(PurchaseStatus.CANCELLED);
    assertThat(cancelled.version()).isEqualTo(2);
    assertThat(shop.status(theirs)).isEqualTo("cancelled");
    assertThat(Shop.places(RUN)).isEqualTo(5);
  }

  @Test
  void othersPurchasesAreNotFound() {
    int id = shop.buy(BUYER, RUN);

    assertNotFound(() -> shop.purchases.cancel(Shop.user(OTHER), id));
    assertNotFound(() -> refund(Shop.user(OTHER), id, null));
    assertNotFound(() -> shop.purchases.cancel(Shop.user(BUYER), 77_777));
    assertThat(shop.status(id)).isEqualTo("unpaid");
  }

  @Test
  void onlyWhatIsUnpaidIsCancelledAndOnlyWhatIsPaidRefunded() {
    int id = shop.buy(BUYER, RUN);
    assertRefused("invalid_state", () -> refund(Shop.user(BUYER), id, null));
    shop.pay("e-1", id, PRICE);
    assertRefused("invalid_state", () -> shop.purchases.cancel(Shop.user(BUYER), id));
    refund(Shop.user(BUYER), id, null);
    assertRefused("invalid_state", () -> refund(Shop.user(BUYER), id, null));
    assertRefused("invalid_state", () -> shop.purchases.cancel(Shop.user(BUYER), id));
  }

  @Test
  void anOwnerGetsAllBackBeforeTheRunStarts() {
    int id = shop.buyPaid(BUYER, RUN);

    refund(Shop.user(BUYER), id, null);

    Purchase purchase = shop.purchase(id);
    assertThat(purchase.status()).isEqualTo(PurchaseStatus.REFUNDED);
    assertThat(purchase.refunded()).isEqualTo(new Money(PRICE, "RUB"));
    assertThat(purchase.version()).isEqualTo(2);
    assertThat(Shop.places(RUN)).isEqualTo(5);
    assertThat(
            TestDatabase.value(
                "SELECT type || ' ' || outcome || ' ' || amount FROM payment_event"
                    + " WHERE type LIKE 'refund.%'"))
        .isEqualTo("refund.requested requested " + PRICE);
  }

  @Test
  void afterTheStartSupportDecidesHowMuch() {
    int id = shop.buyPaid(BUYER, RUN);
    moveRun("2026-06-15", "2026-06-15");

    assertRefused("run_started", () -> refund(Shop.user(BUYER), id, null));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> refund(Shop.user(BUYER), id, 1))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.FORBIDDEN);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> refund(Shop.support(), id, PRICE + 1))
        .matches(refusal -> refusal.field().equals(Optional.of("amount")));

    refund(Shop.support(), id, 1);

    assertThat(shop.purchase(id).refunded().amount()).isEqualTo(1);
  }

  @Test
  void afterTheEndNobodyGetsAnythingBack() {
    int id = shop.buyPaid(BUYER, RUN);
    moveRun("2026-06-15", "2026-06-15");
    shop.clock.advance(Duration.ofDays(1));

    assertRefused("run_finished", () -> refund(Shop.support(), id, null));
    assertRefused("run_started", () -> refund(Shop.user(BUYER), id, null));
  }

  @Test
  void aRefundIsRepeatedByItsKey() {
    int id = shop.buyPaid(BUYER, RUN);
    IdempotencyKey key = Shop.key("k", id);

    Answer first = shop.purchases.refund(Shop.user(BUYER), id, Optional.empty(), key, Shop::answer);
    Answer repeat =
        shop.purchases.refund(Shop.user(BUYER), id, Optional.empty(), key, Shop::answer);

    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(Shop.count("payment_event WHERE type = 'refund.requested'")).isEqualTo(1);
    assertThat(Shop.places(RUN)).isEqualTo(5);
  }

  @Test
  void theSweeperLetsOverdueOrdersGo() {
    int overdue = shop.buy(BUYER, RUN);
    int paid = shop.buyPaid(OTHER, RUN);
    shop.clock.advance(Shop.TTL.minusSeconds(1));
    int fresh = shop.buy(BUYER, 7);
    assertThat(shop.expiry.sweep()).isZero();

    shop.clock.advance(Duration.ofSeconds(1));

    assertThat(shop.expiry.sweep()).isEqualTo(1);
    assertThat(shop.status(overdue)).isEqualTo("expired");
    assertThat(shop.purchase(overdue).version()).isEqualTo(1);
    assertThat(shop.status(paid)).isEqualTo("paid");
    assertThat(shop.status(fresh)).isEqualTo("unpaid");
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void theSweeperLeavesARunAloneThatSomebodyWorksOn() throws SQLException {
    int busy = shop.buy(BUYER, RUN);
    int idle = shop.buy(BUYER, 7);
    shop.clock.advance(Shop.TTL);
    try (Connection other = TestDatabase.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM course_calendar WHERE id = " + RUN + " FOR NO KEY UPDATE");

      assertThat(shop.expiry.sweep()).isEqualTo(1);
      assertThat(shop.status(busy)).isEqualTo("unpaid");
      assertThat(shop.status(idle)).isEqualTo("expired");
    }
    assertThat(shop.expiry.sweep()).isEqualTo(1);
  }

  @Test
  void theSweeperGoesOnByItself() {
    int id = shop.buy(BUYER, RUN);
    shop.expiry.start(Duration.ofMillis(20));

    shop.clock.advance(Shop.TTL);

    await().untilAsserted(() -> assertThat(shop.status(id)).isEqualTo("expired"));
  }

  @Test
  void aRunThatIsCalledOffKeepsNobodysMoney() {
    int unpaid = shop.buy(BUYER, RUN);
    int paid = shop.buyPaid(OTHER, RUN);
    int elsewhere = shop.buyPaid(BUYER, 7);

    Run run = shop.runCancelling.cancel(Shop.admin(), RUN);

    assertThat(run.state()).isEqualTo("cancelled");
    assertThat(run.remainingPlaces()).isEqualTo(5);
    assertThat(run.version()).isEqualTo(2);
    assertThat(shop.status(unpaid)).isEqualTo("cancelled");
    assertThat(shop.status(paid)).isEqualTo("refunded");
    assertThat(shop.purchase(paid).refunded().amount()).isEqualTo(PRICE);
    assertThat(shop.status(elsewhere)).isEqualTo("paid");
    assertThat(
            TestDatabase.value(
                "SELECT string_agg(action || ' ' || actor_user_id, ',' ORDER BY action)"
                    + " FROM audit_log WHERE actor_user_id = 900"))
        .isEqualTo("purchase.cancelled 900,purchase.refunded 900,run.cancelled 900");
    assertRefused("not_on_sale", () -> shop.buy(BUYER, RUN));
    assertRefused("invalid_state", () -> shop.runCancelling.cancel(Shop.admin(), RUN));
  }

  @Test
  void onlyAdminsCallRunsOffAndOnlyUnfinishedOnes() {
    assertRefused("invalid_state", () -> shop.runCancelling.cancel(Shop.admin(), 1));
    assertNotFound(() -> shop.runCancelling.cancel(Shop.admin(), 77_777));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> shop.runCancelling.cancel(Shop.support(), RUN))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.FORBIDDEN);
    // It runs, and may still be called off.
    assertThat(shop.runCancelling.cancel(Shop.admin(), 2).state()).isEqualTo("cancelled");
  }

  private void refund(Viewer viewer, int id, Integer amount) {
    shop.purchases.refund(
        viewer,
        id,
        Optional.ofNullable(amount).map(minor -> new Money(minor, "RUB")),
        Shop.newKey(id),
        Shop::answer);
  }

  private static void moveRun(String start, String end) {
    TestDatabase.execute(
        "UPDATE course_calendar SET start_date = DATE '%1$s', end_sales_date = DATE '%1$s', end_date = DATE '%2$s' WHERE id = %3$d"
            .formatted(start, end, RUN));
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .matches(refusal -> refusal.kind() == RefusedException.Kind.NOT_FOUND);
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .matches(refusal -> refusal.kind() == RefusedException.Kind.CONFLICT)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

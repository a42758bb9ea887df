package edu.platform.core.purchases;

import static edu.platform.core.purchases.PurchaseStatus.CANCELLED;
import static edu.platform.core.purchases.PurchaseStatus.EXPIRED;
import static edu.platform.core.purchases.PurchaseStatus.PAID;
import static edu.platform.core.purchases.PurchaseStatus.REFUNDED;
import static edu.platform.core.purchases.PurchaseStatus.UNPAID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state machine of section 3: each pair of statuses, and what a move leaves behind. */
class PurchaseStatusTest {

  private static final Map<PurchaseStatus, Set<PurchaseStatus>> MOVES =
      Map.of(
          UNPAID, Set.of(PAID, CANCELLED, EXPIRED),
          PAID, Set.of(REFUNDED),
          EXPIRED, Set.of(PAID, REFUNDED),
          CANCELLED, Set.of(REFUNDED),
          REFUNDED, Set.of());

  private static final Map<PurchaseStatus, UnaryOperator<Purchase>> WAYS =
      Map.of(
          PAID, purchase -> purchase.paid(PurchaseFixture.LATER),
          CANCELLED, purchase -> purchase.cancelled(PurchaseFixture.LATER),
          EXPIRED, purchase -> purchase.expired(PurchaseFixture.LATER),
          REFUNDED, purchase -> purchase.refunded(new Money(60, "RUB"), PurchaseFixture.LATER));

  @ParameterizedTest
  @EnumSource
  void movesAreThoseOfTheTable(PurchaseStatus from) {
    for (PurchaseStatus to : PurchaseStatus.values()) {
      assertThat(from.mayBecome(to))
          .as("%s -> %s", from, to)
          .isEqualTo(MOVES.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPurchaseMovesAsItsStatusMay(PurchaseStatus from) {
    Purchase purchase = PurchaseFixture.in(from);
    WAYS.forEach(
        (to, way) -> {
          if (MOVES.get(from).contains(to)) {
            Purchase moved = way.apply(purchase);
            assertThat(moved.status()).isEqualTo(to);
            assertThat(moved.updatedAt()).isEqualTo(PurchaseFixture.LATER);
            assertThat(moved.paidAt().isPresent()).isEqualTo(to == PAID || to == REFUNDED);
            assertThat(moved.closedAt())
                .isEqualTo(to == PAID ? Optional.empty() : Optional.of(PurchaseFixture.LATER));
            assertThat(moved.refunded().amount()).isEqualTo(to == REFUNDED ? 60 : 0);
          } else {
            assertThatExceptionOfType(RefusedException.class)
                .as("%s -> %s", from, to)
                .isThrownBy(() -> way.apply(purchase))
                .matches(refusal -> refusal.code().equals("invalid_state"))
                .withMessage("purchase 1 is " + from.code() + " and cannot become " + to.code());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void onlyUnpaidAndPaidOnesHoldAPlace(PurchaseStatus status) {
    assertThat(status.isActive()).isEqualTo(status == UNPAID || status == PAID);
  }

  @ParameterizedTest
  @EnumSource
  void codesAreFoundAgain(PurchaseStatus status) {
    assertThat(PurchaseStatus.byCode().get(status.code())).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void noPurchaseGivesMoreBackThanWasPaid(PurchaseStatus status) {
    Purchase purchase = PurchaseFixture.in(status);
    if (status.mayBecome(REFUNDED)) {
      assertThatThrownBy(() -> purchase.refunded(new Money(101, "RUB"), PurchaseFixture.LATER))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

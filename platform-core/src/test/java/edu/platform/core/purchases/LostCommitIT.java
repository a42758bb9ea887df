package edu.platform.core.purchases;

import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.RUN;
import static edu.platform.core.purchases.Shop.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.testing.CommitCutter;
import edu.platform.core.testing.CommitCutter.Cut;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection that is lost in the commit of an order, before or after the server has done it, or a
 * commit that no standby has confirmed: one order and one answer in any case.
 */
class LostCommitIT {

  @ParameterizedTest
  @CsvSource({"BEFORE, 2", "AFTER, 1", "UNCONFIRMED, 1"})
  void noOrderIsLostOrDoubled(Cut cut, int ordered) {
    try (CommitCutter cutter = new CommitCutter(TestDatabase.config().port());
        Shop shop = Shop.open(through(cutter))) {
      Order order = new Order(RUN, STANDARD, Optional.empty());
      AtomicInteger orders = new AtomicInteger();
      cutter.cutNext(cut);

      Answer answer =
          shop.purchases.buy(
              Shop.user(BUYER),
              order,
              Shop.key("k", order),
              purchase -> {
                orders.incrementAndGet();
                return Shop.answer(purchase);
              });

      assertThat(cutter.cuts()).isEqualTo(1);
      assertThat(orders).hasValue(ordered);
      assertThat(Shop.count("purchase")).isEqualTo(1);
      assertThat(Shop.places(RUN)).isEqualTo(4);
      assertThat(Shop.text(answer))
          .isEqualTo(TestDatabase.value("SELECT purchase_id FROM purchase") + " unpaid 5000050");
      Answer repeat =
          shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);
      assertThat(repeat.body()).isEqualTo(answer.body());
      Invariants.assertSalesHold();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Cut.class,
      names = {"AFTER", "UNCONFIRMED"})
  void whatHasNoKeyIsNotDoneAgain(Cut cut) {
    try (CommitCutter cutter = new CommitCutter(TestDatabase.config().port());
        Shop shop = Shop.open(through(cutter))) {
      int[] id = {0};
      try (Shop direct = Shop.another(TestDatabase.config(), Duration.ofSeconds(5))) {
        id[0] = direct.buy(BUYER, RUN);
      }
      cutter.cutNext(cut);

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> shop.purchases.cancel(Shop.user(BUYER), id[0]))
          .matches(fault -> fault.code() == ErrorCode.COMMIT_UNKNOWN);

      assertThat(shop.status(id[0])).isEqualTo("cancelled");
      assertThat(Shop.count("audit_log WHERE action = 'purchase.cancelled'")).isEqualTo(1);
      Invariants.assertSalesHold();
    }
  }

  @Test
  void aPaymentWhoseCommitWasLostIsKnownWhenItIsSentAgain() {
    try (CommitCutter cutter = new CommitCutter(TestDatabase.config().port());
        Shop shop = Shop.open(through(cutter));
        Shop direct = Shop.another(TestDatabase.config(), Duration.ofSeconds(5))) {
      int id = direct.buy(BUYER, RUN);
      cutter.cutNext(Cut.AFTER);

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> shop.pay("e-1", id, 5_000_050))
          .matches(fault -> fault.code() == ErrorCode.COMMIT_UNKNOWN);

      assertThat(List.of(shop.pay("e-1", id, 5_000_050).code(), shop.status(id)))
          .containsExactly("duplicate", "paid");
      Invariants.assertSalesHold();
    }
  }

  private static DatabaseConfig through(CommitCutter cutter) {
    DatabaseConfig config = TestDatabase.config();
    return new DatabaseConfig(
        config.host(),
        cutter.port(),
        config.name(),
        config.user(),
        config.password(),
        config.poolMax(),
        config.poolWait(),
        config.connectTimeout(),
        config.statementTimeout(),
        config.socketTimeout());
  }
}

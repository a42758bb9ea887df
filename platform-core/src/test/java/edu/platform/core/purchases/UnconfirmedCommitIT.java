package edu.platform.core.purchases;

import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.RUN;
import static edu.platform.core.purchases.Shop.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A leader that waits for a standby which never comes, and gives the wait up: PostgreSQL then
 * reports the commit as done, though a failover would lose it.
 */
class UnconfirmedCommitIT {

  private static final String WAITING = "pg_stat_activity WHERE wait_event = 'SyncRep'";

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open();
  }

  @AfterEach
  void close() {
    wantStandby("");
    Invariants.assertSalesHold();
    shop.close();
  }

  @Test
  void anOrderIsAnsweredOnlyWhenAStandbyHasIt() throws Exception {
    Order order = new Order(RUN, STANDARD, Optional.empty());
    wantStandby("nobody");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> answer =
          threads.submit(
              () ->
                  shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer));
      cancelWait();
      // The order is there, and is found by its key; that is not told before it is safe.
      await().untilAsserted(() -> assertThat(Shop.count(WAITING)).isEqualTo(1));
      assertThat(Shop.count("purchase")).isEqualTo(1);
      assertThat(answer.isDone()).isFalse();

      wantStandby("");

      assertThat(Shop.text(answer.get())).endsWith(" unpaid 5000050");
    }
    assertThat(Shop.count("purchase")).isEqualTo(1);
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void whatHasNoKeyIsUnknown() {
    int id = shop.buy(BUYER, RUN);
    wantStandby("nobody");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Purchase> cancelled =
          threads.submit(() -> shop.purchases.cancel(Shop.user(BUYER), id));
      cancelWait();

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(cancelled::get)
          .havingCause()
          .isInstanceOfSatisfying(
              PlatformException.class,
              fault -> assertThat(fault.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN));
    }
  }

  private static void cancelWait() {
    await().untilAsserted(() -> assertThat(Shop.count(WAITING)).isEqualTo(1));
    TestDatabase.execute("SELECT pg_cancel_backend(pid) FROM " + WAITING);
  }

  private static void wantStandby(String name) {
    TestDatabase.execute("ALTER SYSTEM SET synchronous_standby_names = '" + name + "'");
    TestDatabase.execute("SELECT pg_reload_conf()");
    await()
        .untilAsserted(
            () -> assertThat(TestDatabase.value("SHOW synchronous_standby_names")).isEqualTo(name));
  }
}

package edu.platform.core.purchases;

import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.RUN;
import static edu.platform.core.purchases.Shop.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everybody at once, on a real server: places, keys and payments are counted once. */
class SalesConcurrencyIT {

  private static final int PRICE = 5_000_050;

  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.open(patient());
  }

  @AfterEach
  void close() {
    Invariants.assertSalesHold();
    shop.close();
  }

  @Test
  void twoHundredBuyersForTwentyPlaces() {
    TestDatabase.execute(
        "UPDATE course_calendar SET capacity = 20, remaining_places = 20 WHERE id = " + RUN);

    List<String> outcomes =
        atOnce(IntStream.range(0, 200).mapToObj(n -> buying(shop, BUYER + n, RUN)).toList());

    assertThat(outcomes).filteredOn("bought"::equals).hasSize(20);
    assertThat(outcomes).filteredOn("sold_out"::equals).hasSize(180);
    assertThat(Shop.count("purchase WHERE purchase_status = 'unpaid'")).isEqualTo(20);
    assertThat(Shop.places(RUN)).isZero();
  }

  @Test
  void fiftyTimesTheSameKeyIsOnePurchase() {
    List<String> answers = atOnce(Collections.nCopies(50, () -> repeat(shop)));

    assertThat(answers).hasSize(50);
    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).endsWith("unpaid " + PRICE);
    assertThat(Shop.count("purchase")).isEqualTo(1);
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void theSameKeyOnTwoInstancesIsOnePurchase() {
    try (Shop other = Shop.another(patient(), Duration.ofSeconds(5))) {
      List<Callable<String>> requests = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        requests.add(() -> repeat(shop));
        requests.add(() -> repeat(other));
      }

      List<String> answers = atOnce(requests);

      assertThat(answers).hasSize(20).containsOnly(answers.getFirst());
      assertThat(Shop.count("purchase")).isEqualTo(1);
    }
  }

  @Test
  void thoseWhoWaitForAnAnswerHoldNoConnection() throws Exception {
    // As many as wait would exhaust a pool of four.
    try (Shop small = Shop.another(TestDatabase.config(), Duration.ofSeconds(20));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Order order = new Order(RUN, STANDARD, Optional.empty());
      Future<Answer> first =
          threads.submit(
              () ->
                  small.purchases.buy(
                      Shop.user(BUYER),
                      order,
                      Shop.key("k", order),
                      purchase -> {
                        begun.countDown();
                        await(go);
                        return Shop.answer(purchase);
                      }));
      begun.await();
      List<Future<String>> waiting =
          IntStream.range(0, 50).mapToObj(_ -> threads.submit(() -> repeat(small))).toList();

      for (int i = 0; i < 20; i++) {
        assertThat(small.status(small.buy(BUYER + 1 + i, 8 - i % 2))).isEqualTo("unpaid");
      }
      go.countDown();

      for (Future<String> answer : waiting) {
        assertThat(answer.get()).isEqualTo(Shop.text(first.get()));
      }
    }
  }

  @Test
  void whoWaitsTooLongForAnAnswerIsToldSo() throws Exception {
    try (Shop hasty = Shop.another(patient(), Duration.ofMillis(100));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Order order = new Order(RUN, STANDARD, Optional.empty());
      Future<Answer> first =
          threads.submit(
              () ->
                  hasty.purchases.buy(
                      Shop.user(BUYER),
                      order,
                      Shop.key("k", order),
                      purchase -> {
                        begun.countDown();
                        await(go);
                        return Shop.answer(purchase);
                      }));
      begun.await();

      assertThat(outcome(() -> repeat(hasty))).isEqualTo("idempotency_in_progress");
      go.countDown();
      assertThat(Shop.text(first.get())).contains("unpaid");
    }
  }

  @Test
  void anotherInstancesRequestIsWaitedForAsLongAsALock() throws Exception {
    DatabaseConfig impatient = statementTimeout(Duration.ofMillis(300));
    try (Shop other = Shop.another(impatient, Duration.ofSeconds(5));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Order order = new Order(RUN, STANDARD, Optional.empty());
      Future<Answer> first =
          threads.submit(
              () ->
                  shop.purchases.buy(
                      Shop.user(BUYER),
                      order,
                      Shop.key("k", order),
                      purchase -> {
                        begun.countDown();
                        await(go);
                        return Shop.answer(purchase);
                      }));
      begun.await();

      assertThat(outcome(() -> repeat(other))).isEqualTo("idempotency_in_progress");
      go.countDown();
      assertThat(repeat(other)).isEqualTo(Shop.text(first.get()));
    }
  }

  @Test
  void twentyOrdersOfOneUserLeaveFiveUnpaid() {
    TestDatabase.execute(
        """
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        SELECT 50 + n, 3, DATE '2026-07-01', DATE '2026-07-01', DATE '2026-08-01', 10, 10
          FROM generate_series(0, 19) AS g (n)
        """);

    List<String> outcomes =
        atOnce(IntStream.range(0, 20).mapToObj(n -> buying(shop, BUYER, 50 + n)).toList());

    assertThat(outcomes).filteredOn("bought"::equals).hasSize(5);
    assertThat(outcomes).filteredOn("too_many_unpaid"::equals).hasSize(15);
    assertThat(Shop.count("purchase WHERE purchase_status = 'unpaid'")).isEqualTo(5);
  }

  @Test
  void oneUsersOrdersOfOneRunAreOne() {
    List<String> outcomes = atOnce(Collections.nCopies(20, buying(shop, BUYER, RUN)));

    assertThat(outcomes).filteredOn("bought"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("already_purchased"::equals).hasSize(19);
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void eventsThatArriveTwiceAndOutOfOrderPayOnce() {
    List<Integer> ids = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      ids.add(shop.buy(BUYER + n, RUN));
    }
    List<Callable<String>> events = new ArrayList<>();
    for (int id : ids) {
      for (int copy = 0; copy < 4; copy++) {
        events.add(() -> shop.pay("s-" + id, id, PRICE).code());
        events.add(() -> shop.receive("f-" + id, PaymentType.PAYMENT_FAILED, id, PRICE).code());
      }
    }
    Collections.shuffle(events, new Random(1));

    List<String> outcomes = atOnce(events);

    assertThat(outcomes).filteredOn("applied"::equals).hasSize(5);
    assertThat(outcomes).filteredOn("ignored"::equals).hasSize(5);
    assertThat(outcomes).filteredOn("duplicate"::equals).hasSize(30);
    assertThat(Shop.count("payment_event")).isEqualTo(10);
    assertThat(Shop.count("audit_log WHERE action = 'purchase.paid'")).isEqualTo(5);
    assertThat(Shop.count("purchase WHERE purchase_status = 'paid'")).isEqualTo(5);
  }

  @Test
  void buyersSweeperPaymentsRefundsAndCancelledRunsAllAtOnce() {
    List<Callable<String>> work = new ArrayList<>();
    Random random = new Random(7);
    for (int n = 0; n < 240; n++) {
      int user = BUYER + n % 40;
      int run = 6 + random.nextInt(3);
      long seed = random.nextLong();
      work.add(() -> shopping(user, run, new Random(seed)));
    }
    for (int n = 0; n < 60; n++) {
      work.add(
          () -> {
            shop.clock.advance(Duration.ofMinutes(2));
            shop.expiry.sweep();
            return "swept";
          });
    }
    Collections.shuffle(work, random);
    work.add(work.size() / 2, () -> shop.runCancelling.cancel(Shop.admin(), 8).state());

    List<String> outcomes = atOnce(work);

    assertThat(outcomes)
        .as("refusals of rules alone: no deadlock, no constraint, no fault")
        .isSubsetOf(
            "done",
            "swept",
            "cancelled",
            "sold_out",
            "not_on_sale",
            "already_purchased",
            "too_many_unpaid",
            "invalid_state");
    assertThat(outcomes).contains("done", "cancelled");
    assertThat(Shop.places(8)).isEqualTo(10);
    Invariants.assertSalesHold();
  }

  /** One buyer's way: an order, then perhaps a payment, a cancellation or a refund. */
  private String shopping(int user, int run, Random random) {
    int id = shop.buy(user, run);
    switch (random.nextInt(4)) {
      case 0 -> shop.pay("p-" + id, id, PRICE);
      case 1 -> shop.purchases.cancel(Shop.user(user), id);
      case 2 -> {
        shop.pay("p-" + id, id, PRICE);
        shop.purchases.refund(Shop.user(user), id, Optional.empty(), Shop.newKey(id), Shop::answer);
      }
      default -> shop.clock.advance(Duration.ofMinutes(1));
    }
    return "done";
  }

  private static Callable<String> buying(Shop shop, int user, int run) {
    return () -> {
      shop.buy(user, run);
      return "bought";
    };
  }

  private static String repeat(Shop shop) {
    Order order = new Order(RUN, STANDARD, Optional.empty());
    return Shop.text(
        shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer));
  }

  /** All begin at the same moment; a refusal counts by its code, a fault by its text. */
  private static List<String> atOnce(List<? extends Callable<String>> work) {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> running =
          work.stream()
              .map(
                  one ->
                      threads.submit(
                          () -> {
                            start.await();
                            return outcome(one);
                          }))
              .toList();
      start.countDown();
      List<String> outcomes = new ArrayList<>();
      for (Future<String> one : running) {
        outcomes.add(one.get());
      }
      return outcomes;
    } catch (ExecutionException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String outcome(Callable<String> work) throws Exception {
    try {
      return work.call();
    } catch (RefusedException refusal) {
      return refusal.code();
    } catch (PlatformException fault) {
      return fault.toString();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Two hundred at once wait longer for one of ten connections than requests of people may. */
  private static DatabaseConfig patient() {
    return config(Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  private static DatabaseConfig statementTimeout(Duration timeout) {
    return config(Duration.ofSeconds(1), timeout);
  }

  private static DatabaseConfig config(Duration poolWait, Duration statementTimeout) {
    DatabaseConfig config = TestDatabase.config();
    return new DatabaseConfig(
        config.host(),
        config.port(),
        config.name(),
        config.user(),
        config.password(),
        10,
        poolWait,
        config.connectTimeout(),
        statementTimeout,
        config.socketTimeout());
  }
}

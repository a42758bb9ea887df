package edu.platform.core.purchases;

import static edu.platform.core.purchases.Shop.BUYER;
import static edu.platform.core.purchases.Shop.COURSE;
import static edu.platform.core.purchases.Shop.EXTENDED;
import static edu.platform.core.purchases.Shop.OTHER;
import static edu.platform.core.purchases.Shop.RUN;
import static edu.platform.core.purchases.Shop.STANDARD;
import static edu.platform.core.purchases.Shop.STUDENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ordering a place: prices, refusals, repeats, and what it leaves behind. */
class BuyingIT {

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
  void anOrderTakesAPlaceAndWaitsForPayment() {
    int id = shop.buy(BUYER, RUN);

    Purchase purchase = shop.purchase(id);
    assertThat(purchase.userId()).isEqualTo(BUYER);
    assertThat(purchase.courseId()).isEqualTo(COURSE);
    assertThat(purchase.runId()).isEqualTo(RUN);
    assertThat(purchase.kind()).isEqualTo("basic");
    assertThat(purchase.total()).isEqualTo(new Money(PRICE, "RUB"));
    assertThat(purchase.status()).isEqualTo(PurchaseStatus.UNPAID);
    assertThat(purchase.purchaseDate()).isEqualTo(shop.clock.instant());
    assertThat(purchase.expiresAt()).isEqualTo(shop.clock.instant().plus(Shop.TTL));
    assertThat(purchase.paidAt()).isEmpty();
    assertThat(Shop.places(RUN)).isEqualTo(4);
    assertThat(audit(id)).containsExactly("purchase.ordered by 1001");
  }

  @Test
  void whatTheBuyerIsToldIsWhatIsReadLater() {
    Purchase[] told = new Purchase[1];
    Order order = order(RUN, STANDARD);

    shop.purchases.buy(
        Shop.user(BUYER),
        order,
        Shop.newKey(order),
        purchase -> {
          told[0] = purchase;
          return Shop.answer(purchase);
        });

    assertThat(shop.purchase(told[0].id())).isEqualTo(told[0]);
  }

  @ParameterizedTest
  @CsvSource({"1, 5000050", "2, 4500045", "3, 4000040", "4, 1500015", "5, 6250063"})
  void theTotalFollowsFromTheWayToBuyHalfUp(int type, int total) {
    benefit(BUYER, type, TestDatabase.TODAY);

    int id = shop.buy(BUYER, order(RUN, type));

    assertThat(shop.total(id)).isEqualTo(total);
  }

  @Test
  void anOrderThatCostsNothingIsPaidAtOnce() {
    // Course 14 is free.
    TestDatabase.execute(
        """
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        SELECT 40 + n, 14, DATE '2026-07-01', DATE '2026-07-01', DATE '2026-08-01', 1, 1
          FROM generate_series(0, 6) AS g (n)
        """);

    for (int run = 40; run <= 46; run++) {
      Purchase purchase = shop.purchase(shop.buy(BUYER, run));

      assertThat(purchase.status()).isEqualTo(PurchaseStatus.PAID);
      assertThat(purchase.paidAt()).contains(shop.clock.instant());
    }
  }

  @Test
  void salesIncludeTheLastDay() {
    TestDatabase.execute(
        "UPDATE course_calendar SET end_sales_date = DATE '2026-06-15' WHERE id = " + RUN);

    assertThat(shop.status(shop.buy(BUYER, RUN))).isEqualTo("unpaid");

    shop.clock.advance(Duration.ofDays(1));
    assertRefused("sales_closed", () -> shop.buy(OTHER, RUN));
  }

  @Test
  void runsAndWaysThatDoNotExistAreUnknown() {
    assertInvalid("validation_failed", "run_id", () -> shop.buy(BUYER, 999));
    // A draft's run.
    assertInvalid("validation_failed", "run_id", () -> shop.buy(BUYER, 11));
    assertInvalid("validation_failed", "course_type_id", () -> shop.buy(BUYER, order(RUN, 99_999)));
    assertNothingIsSold();
  }

  @Test
  void whatIsNotOnSaleIsRefused() {
    // Of an archived course; cancelled; after the last day of sales.
    assertRefused("not_on_sale", () -> shop.buy(BUYER, 12));
    assertRefused("not_on_sale", () -> shop.buy(BUYER, 4));
    assertRefused("sales_closed", () -> shop.buy(BUYER, 3));
    TestDatabase.execute("UPDATE course_type SET active = false WHERE id = 5");
    try {
      assertRefused("not_on_sale", () -> shop.buy(BUYER, order(RUN, EXTENDED)));
    } finally {
      TestDatabase.execute("UPDATE course_type SET active = true WHERE id = 5");
    }
    assertNothingIsSold();
  }

  @Test
  void aReducedPriceTakesABenefitThatIsValidToday() {
    assertRefused("benefit_required", () -> shop.buy(BUYER, order(RUN, STUDENTS)));
    benefit(BUYER, STUDENTS, TestDatabase.TODAY.minusDays(1));
    assertRefused("benefit_required", () -> shop.buy(BUYER, order(RUN, STUDENTS)));
    benefit(OTHER, STUDENTS, TestDatabase.TODAY);
    assertRefused("benefit_required", () -> shop.buy(BUYER, order(RUN, STUDENTS)));
    benefit(BUYER, 3, TestDatabase.TODAY);
    assertRefused("benefit_required", () -> shop.buy(BUYER, order(RUN, STUDENTS)));
    assertNothingIsSold();

    benefit(BUYER, STUDENTS, TestDatabase.TODAY);

    assertThat(shop.total(shop.buy(BUYER, order(RUN, STUDENTS)))).isEqualTo(4_500_045);
  }

  @Test
  void aTotalThatMovedIsRefused() {
    assertRefused(
        "price_changed",
        () -> shop.buy(BUYER, new Order(RUN, STANDARD, Optional.of(new Money(PRICE - 1, "RUB")))));
    assertRefused(
        "price_changed",
        () -> shop.buy(BUYER, new Order(RUN, STANDARD, Optional.of(new Money(PRICE, "USD")))));
    assertNothingIsSold();

    int id = shop.buy(BUYER, new Order(RUN, STANDARD, Optional.of(new Money(PRICE, "RUB"))));

    assertThat(shop.total(id)).isEqualTo(PRICE);
  }

  @Test
  void aRunIsBoughtOnce() {
    int id = shop.buy(BUYER, RUN);
    assertRefused("already_purchased", () -> shop.buy(BUYER, RUN));
    shop.pay("e-1", id, PRICE);
    assertRefused("already_purchased", () -> shop.buy(BUYER, RUN));
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void aRunThatWasGivenUpCanBeBoughtAgain() {
    shop.purchases.cancel(Shop.user(BUYER), shop.buy(BUYER, RUN));

    int again = shop.buy(BUYER, RUN);

    assertThat(shop.status(again)).isEqualTo("unpaid");
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void anOwnOrderThatIsOverdueGivesWayToANewOne() {
    int first = shop.buy(BUYER, RUN);
    shop.clock.advance(Shop.TTL);

    int second = shop.buy(BUYER, RUN);

    assertThat(shop.status(first)).isEqualTo("expired");
    assertThat(shop.status(second)).isEqualTo("unpaid");
    assertThat(Shop.places(RUN)).isEqualTo(4);
  }

  @Test
  void fiveUnpaidOrdersAreEnough() {
    addRuns(5);
    for (int run = 50; run < 55; run++) {
      shop.buy(BUYER, run);
    }

    assertRefused("too_many_unpaid", () -> shop.buy(BUYER, RUN));

    // Those that are overdue do not count, whether or not they were swept.
    shop.clock.advance(Shop.TTL);
    assertThat(shop.status(shop.buy(BUYER, RUN))).isEqualTo("unpaid");
  }

  @Test
  void theLastPlaceIsSoldOnce() {
    sellAllBut(1);
    shop.buy(BUYER, RUN);

    assertRefused("sold_out", () -> shop.buy(OTHER, RUN));
    assertThat(Shop.places(RUN)).isZero();
  }

  @Test
  void whoNeedsAPlaceGetsThatOfAnOverdueOrder() {
    int overdue = shop.buy(BUYER, RUN);
    sellAllBut(0);
    assertRefused("sold_out", () -> shop.buy(OTHER, RUN));
    shop.clock.advance(Shop.TTL);

    int id = shop.buy(OTHER, RUN);

    assertThat(shop.status(id)).isEqualTo("unpaid");
    assertThat(shop.status(overdue)).isEqualTo("expired");
    assertThat(audit(overdue))
        .containsExactly("purchase.ordered by 1001", "purchase.expired by 1002");
  }

  @Test
  void blockedAccountsBuyNothing() {
    TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = " + BUYER);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> shop.buy(BUYER, RUN))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.UNAUTHENTICATED);
    assertNothingIsSold();
  }

  @Test
  void aRepeatIsAnsweredTheSame() {
    Order order = order(RUN, STANDARD);
    Answer first = shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);
    shop.pay("e-1", Integer.parseInt(Shop.text(first).split(" ", -1)[0]), PRICE);

    Answer repeat = shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);

    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(repeat.status()).isEqualTo(first.status());
    assertThat(repeat.location()).isEqualTo(first.location());
    assertThat(Shop.count("purchase")).isEqualTo(1);
  }

  @Test
  void aKeyIsForOneRequest() {
    Order order = order(RUN, STANDARD);
    shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);
    Order another = order(7, STANDARD);

    assertInvalid(
        "idempotency_key_reused",
        "Idempotency-Key",
        () -> shop.purchases.buy(Shop.user(BUYER), another, Shop.key("k", another), Shop::answer));
    assertThat(Shop.count("purchase")).isEqualTo(1);
  }

  @Test
  void aKeyIsItsUsersOwn() {
    Order order = order(RUN, STANDARD);
    for (int user : List.of(BUYER, OTHER)) {
      shop.purchases.buy(Shop.user(user), order, Shop.key("k", order), Shop::answer);
    }

    assertThat(Shop.count("purchase")).isEqualTo(2);
  }

  @Test
  void aKeyIsKeptForADay() {
    Order order = order(RUN, STANDARD);
    Answer first = shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);
    shop.clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(
            shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer).body())
        .isEqualTo(first.body());

    shop.clock.advance(Duration.ofSeconds(1));

    // The first order has expired long since.
    assertThat(
            shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer).body())
        .isNotEqualTo(first.body());
  }

  @Test
  void aRefusalIsNotKept() {
    sellAllBut(0);
    Order order = order(RUN, STANDARD);
    assertRefused(
        "sold_out",
        () -> shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer));
    TestDatabase.execute(
        "UPDATE course_calendar SET capacity = 6, remaining_places = 1 WHERE id = " + RUN);

    Answer answer = shop.purchases.buy(Shop.user(BUYER), order, Shop.key("k", order), Shop::answer);

    assertThat(Shop.text(answer)).contains("unpaid");
  }

  @Test
  void theCardOfACourseIsForgottenWhenItsAvailabilityChanges() {
    cache("old");
    // 10 places are "available", and 9 as well.
    shop.buy(BUYER, 7);
    assertThat(cached()).isEqualTo("old");
    for (int user = BUYER + 1; user <= BUYER + 3; user++) {
      shop.buy(user, 7);
    }
    assertThat(Shop.places(7)).isEqualTo(6);
    assertThat(cached()).isEqualTo("old");

    shop.buy(BUYER + 4, 7);

    assertThat(cached()).isEqualTo("new");
  }

  @Test
  void ownersSeeTheirOwnAndSupportSeesAll() {
    int mine = shop.buy(BUYER, RUN);
    int theirs = shop.buy(OTHER, RUN);

    assertThat(ids(Shop.user(BUYER), Optional.empty())).containsExactly(mine);
    assertThat(ids(Shop.user(BUYER), Optional.of(BUYER))).containsExactly(mine);
    assertThat(ids(Shop.support(), Optional.empty())).containsExactly(theirs, mine);
    assertThat(ids(Shop.support(), Optional.of(OTHER))).containsExactly(theirs);
    assertThat(shop.purchases.purchase(Shop.user(BUYER), theirs)).isEmpty();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ids(Shop.user(BUYER), Optional.of(OTHER)))
        .matches(refusal -> refusal.kind() == RefusedException.Kind.FORBIDDEN);
  }

  @Test
  void listsAreNarrowedAndPaged() {
    int first = shop.buy(BUYER, RUN);
    shop.clock.advance(Duration.ofHours(22));
    int second = shop.buyPaid(BUYER, 7);
    shop.clock.advance(Duration.ofDays(1));
    int third = shop.buy(BUYER, 8);
    LocalDate today = TestDatabase.TODAY;

    assertThat(ids(filter(Optional.of(PurchaseStatus.PAID), Optional.empty(), null, null)))
        .containsExactly(second);
    assertThat(ids(filter(Optional.empty(), Optional.of(8), null, null))).containsExactly(third);
    assertThat(ids(filter(Optional.empty(), Optional.empty(), today, today)))
        .containsExactly(second, first);
    assertThat(ids(filter(Optional.empty(), Optional.empty(), today.plusDays(1), null)))
        .containsExactly(third);
    Page<Purchase> page =
        shop.purchases.purchases(
            Shop.user(BUYER),
            filter(Optional.empty(), Optional.empty(), null, null),
            new PageRequest(2, Optional.empty()));
    assertThat(page.items()).extracting(Purchase::id).containsExactly(third, second);
    assertThat(
            shop.purchases
                .purchases(
                    Shop.user(BUYER),
                    filter(Optional.empty(), Optional.empty(), null, null),
                    new PageRequest(2, page.next()))
                .items())
        .extracting(Purchase::id)
        .containsExactly(first);
  }

  private List<Integer> ids(Viewer viewer, Optional<Integer> user) {
    PurchaseFilter filter =
        new PurchaseFilter(
            user,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return shop
        .purchases
        .purchases(viewer, filter, new PageRequest(20, Optional.empty()))
        .items()
        .stream()
        .map(Purchase::id)
        .toList();
  }

  private List<Integer> ids(PurchaseFilter filter) {
    return shop
        .purchases
        .purchases(Shop.user(BUYER), filter, new PageRequest(20, Optional.empty()))
        .items()
        .stream()
        .map(Purchase::id)
        .toList();
  }

  private static PurchaseFilter filter(
      Optional<PurchaseStatus> status, Optional<Integer> run, LocalDate from, LocalDate to) {
    return new PurchaseFilter(
        Optional.empty(),
        status,
        Optional.of(COURSE),
        run,
        Optional.ofNullable(from),
        Optional.ofNullable(to));
  }

  private void cache(String text) {
    shop.documents.get(DocumentKind.COURSE_CARD, "3", () -> Optional.of(document(text)));
  }

  private String cached() {
    return new String(
        shop.documents
            .get(DocumentKind.COURSE_CARD, "3", () -> Optional.of(document("new")))
            .orElseThrow()
            .body(),
        StandardCharsets.UTF_8);
  }

  private Document document(String text) {
    return Document.of(text.getBytes(StandardCharsets.UTF_8), shop.clock.instant());
  }

  private void sellAllBut(int left) {
    for (int user = 1200; Shop.places(RUN) > left; user++) {
      shop.buyPaid(user, RUN);
    }
  }

  private static void addRuns(int runs) {
    TestDatabase.execute(
        """
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        SELECT 50 + n, 3, DATE '2026-07-01', DATE '2026-07-01', DATE '2026-08-01', 10, 10
          FROM generate_series(0, %d - 1) AS g (n)
        """
            .formatted(runs));
  }

  private static void benefit(int user, int type, LocalDate until) {
    TestDatabase.execute(
        """
        INSERT INTO user_benefit (user_id, course_type_id, valid_until, confirmed_by)
        VALUES (%d, %d, DATE '%s', 901)
        ON CONFLICT (user_id, course_type_id) DO UPDATE SET valid_until = excluded.valid_until
        """
            .formatted(user, type, until));
  }

  private static List<String> audit(int purchase) {
    String all =
        TestDatabase.value(
            "SELECT string_agg(action || coalesce(' by ' || actor_user_id, ''), ',' ORDER BY id)"
                + " FROM audit_log WHERE entity = 'purchase' AND entity_id = "
                + purchase);
    return List.of(all.split(","));
  }

  private static void assertNothingIsSold() {
    assertThat(Shop.count("purchase")).isZero();
    assertThat(Shop.count("idempotency_key")).isZero();
    assertThat(Shop.count("audit_log")).isZero();
    assertThat(Shop.places(RUN)).isEqualTo(5);
  }

  private static Order order(int run, int type) {
    return new Order(run, type, Optional.empty());
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .matches(refusal -> refusal.kind() == RefusedException.Kind.CONFLICT)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static void assertInvalid(String code, String field, ThrowingCallable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call)
        .matches(refusal -> refusal.kind() == RefusedException.Kind.INVALID)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
        .satisfies(refusal -> assertThat(refusal.field()).contains(field));
  }
}

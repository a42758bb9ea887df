package edu.platform.core.purchases;

import edu.platform.core.Money;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.config.CacheConfig;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.Database;
import edu.platform.core.testing.MovableClock;
import edu.platform.core.testing.TestDatabase;
import io.helidon.metrics.api.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sale of places for tests: the runs of {@code catalogue.sql} without purchases, and buyers
 * 1001 to 1300. Runs 6 (5 places), 7 and 8 (10 each) of course 3 are for sale at 50 000.50.
 */
final class Shop implements AutoCloseable {

  static final int ADMIN = 900;
  static final int SUPPORT = 901;
  static final int BUYER = 1001;
  static final int OTHER = 1002;
  static final int COURSE = 3;
  static final int RUN = 6;
  static final int STANDARD = 1;
  static final int STUDENTS = 2;
  static final int EXTENDED = 5;
  static final Duration TTL = Duration.ofMinutes(30);

  private static final AtomicInteger KEYS = new AtomicInteger();

  final MovableClock clock = new MovableClock(TestDatabase.CLOCK.instant());
  final Database database;
  final DocumentCache documents;
  final Purchases purchases;
  final Payments payments;
  final RunCancelling runCancelling;
  final OrderExpiry expiry;

  private Shop(DatabaseConfig config, Duration patience) {
    PlatformTime time = new PlatformTime(clock, TestDatabase.ZONE);
    database = Database.open(config);
    documents =
        new DocumentCache(
            new CacheConfig(Optional.empty(), 1L << 20),
            clock,
            TestDatabase.ZONE,
            Metrics.globalRegistry());
    Changes changes = new Changes(database, time);
    purchases = new Purchases(database, changes, time, documents, TTL, patience);
    payments = new Payments(database, changes, time, documents);
    runCancelling = new RunCancelling(changes, documents);
    expiry = new OrderExpiry(database, changes, time, documents);
  }

  /** Another instance of the platform on the same rows. */
  static Shop another(DatabaseConfig config, Duration patience) {
    return new Shop(config, patience);
  }

  static Shop open(DatabaseConfig config) {
    TestDatabase.reset();
    TestDatabase.execute(
        """
        DELETE FROM job_application;
        DELETE FROM career_center_student;
        DELETE FROM certificate;
        DELETE FROM course_rating;
        DELETE FROM course_review;
        DELETE FROM purchase;
        UPDATE course_calendar SET remaining_places = capacity;
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        SELECT n, 'Buyer', 'Number', '1990-01-01', 'buyer' || n || '@example.org', 'x'
          FROM generate_series(1001, 1300) AS g (n);
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (900, 'Ada', 'Byron', '1990-01-01', 'ada@example.org', 'x'),
               (901, 'Grace', 'Hopper', '1990-01-01', 'grace@example.org', 'x');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 900, 1, 'Head', '2020-01-01'), (901, 901, 6, 'Support', '2020-01-01');
        UPDATE users SET created_at = '2026-01-01T00:00:00Z';
        """);
    return new Shop(config, Duration.ofSeconds(5));
  }

  static Shop open() {
    return open(TestDatabase.config());
  }

  static Viewer user(int id) {
    return Viewer.of(id, Set.of(), "r-" + id);
  }

  static Viewer support() {
    return Viewer.of(SUPPORT, Set.of(Role.SUPPORT), "r-support");
  }

  static Viewer admin() {
    return Viewer.of(ADMIN, Set.of(Role.ADMIN), "r-admin");
  }

  static IdempotencyKey key(String text, Object request) {
    return IdempotencyKey.of("POST /test", text, request);
  }

  static IdempotencyKey newKey(Object request) {
    return key("key-" + KEYS.incrementAndGet(), request);
  }

  /** An answer that tests can read: the purchase's id, status and total. */
  static Answer answer(Purchase purchase) {
    String text = purchase.id() + " " + purchase.status().code() + " " + purchase.total().amount();
    return new Answer(201, text.getBytes(StandardCharsets.UTF_8), Optional.of("/" + purchase.id()));
  }

  static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Buys a place in the standard way and returns the purchase's id. */
  int buy(int user, int run) {
    return buy(user, new Order(run, STANDARD, Optional.empty()));
  }

  int buy(int user, Order order) {
    Answer answer = purchases.buy(user(user), order, newKey(order), Shop::answer);
    return Integer.parseInt(text(answer).split(" ", -1)[0]);
  }

  /** Buys a place and pays for it. */
  int buyPaid(int user, int run) {
    int id = buy(user, run);
    pay("paid-" + id, id, total(id));
    return id;
  }

  PaymentOutcome pay(String event, int purchase, long amount) {
    return receive(event, PaymentType.PAYMENT_SUCCEEDED, purchase, amount);
  }

  PaymentOutcome receive(String event, PaymentType type, int purchase, long amount) {
    return payments.receive(
        new PaymentNotice(event, type, purchase, new Money(amount, "RUB"), clock.instant()), "r-p");
  }

  Purchase purchase(int id) {
    return purchases.purchase(support(), id).orElseThrow();
  }

  long total(int id) {
    return purchase(id).total().amount();
  }

  String status(int id) {
    return purchase(id).status().code();
  }

  static int places(int run) {
    return Integer.parseInt(
        TestDatabase.value("SELECT remaining_places FROM course_calendar WHERE id = " + run));
  }

  static int count(String from) {
    return Integer.parseInt(TestDatabase.value("SELECT count(*) FROM " + from));
  }

  @Override
  public void close() {
    expiry.close();
    documents.close();
    database.close();
  }
}

package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Buying, and what buyers and support do with purchases (requirement VI). Every method throws
 * {@link PlatformException} of kind {@code UNAVAILABLE} if the database does not answer in time.
 */
public final class Purchases {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final DocumentCache documents;
  private final Duration orderTtl;
  private final IdempotentRequests requests;

  /**
   * Make the purchases of a database.
   *
   * @param database where they are read
   * @param changes where they are made
   * @param time tells it
   * @param documents told when a course's card changes
   * @param orderTtl how long an unpaid order holds its place
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Purchases(
      Database database,
      Changes changes,
      PlatformTime time,
      DocumentCache documents,
      Duration orderTtl) {
    this(database, changes, time, documents, orderTtl, PATIENCE);
  }

  Purchases(
      Database database,
      Changes changes,
      PlatformTime time,
      DocumentCache documents,
      Duration orderTtl,
      Duration patience) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.documents = requireNonNull(documents, "documents");
    this.orderTtl = requireNonNull(orderTtl, "orderTtl");
    this.requests = new IdempotentRequests(changes, patience);
  }

  /**
   * Order a place on a run (requirements R6.1-R6.3). It is paid at once if it costs nothing.
   *
   * @param viewer who buys
   * @param order what is wanted
   * @param key what a repeat is known by
   * @param writer writes the purchase for the buyer, now and for every repeat
   * @return what it wrote
   * @throws RefusedException {@code validation_failed} for a run or type that does not exist; a
   *     conflict {@code not_on_sale}, {@code sales_closed}, {@code already_purchased}, {@code
   *     benefit_required}, {@code price_changed}, {@code too_many_unpaid}, {@code sold_out} or
   *     {@code idempotency_in_progress}; {@code idempotency_key_reused}
   */
  public Answer buy(
      Viewer viewer, Order order, IdempotencyKey key, Function<Purchase, Answer> writer) {
    return requests.once(
        "purchases.buy", viewer, key, change -> writer.apply(place(change, order)));
  }

  private Purchase place(Change change, Order order) {
    Ledger ledger = new Ledger(change, documents);
    int buyer = change.viewer().account();
    ledger.lockBuyer(buyer);
    Offering offering =
        change
            .one(
                PurchasesSql.OFFERING,
                Map.of(
                    "user_id",
                    buyer,
                    "run_id",
                    order.runId(),
                    "course_type_id",
                    order.courseTypeId(),
                    "now",
                    change.now()),
                row -> offering(row, order))
            .orElseThrow(() -> RefusedException.unknownReference("run_id", "run " + order.runId()));
    offering.require(order, change.today(), change.now());
    takePlace(ledger, order.runId(), offering);
    return insert(change, order, offering);
  }

  private static void takePlace(Ledger ledger, int runId, Offering offering) {
    // The buyer's own overdue order has to go as well, or the new one would be a second.
    boolean ownOverdue = offering.own().isPresent();
    if (!ownOverdue && ledger.takePlaceOnSale(runId, offering.courseId())) {
      return;
    }
    // With the run locked nobody comes between the last try and the reason why it failed: a place
    // may have come back since the first, the run been cancelled or its dates moved.
    RunPlaces run =
        ledger.lockRun(runId).map(ledger::expireOverdue).orElseThrow(() -> Offering.soldOut(runId));
    if (ledger.takePlaceOnSale(runId, offering.courseId())) {
      return;
    }
    if (run.cancelled()) {
      throw RefusedException.conflict("not_on_sale", "run " + runId + " was cancelled");
    }
    throw run.placesRemain()
        ? Offering.salesClosed(runId, run.endSalesDate())
        : Offering.soldOut(runId);
  }

  private Purchase insert(Change change, Order order, Offering offering) {
    change.refuseOn(
        "purchase_user_id_calendar_id_uq", () -> Offering.alreadyPurchased(order.runId()));
    Instant now = change.now();
    boolean free = offering.isFree();
    PurchaseStatus status = free ? PurchaseStatus.PAID : PurchaseStatus.UNPAID;
    Instant expiresAt = now.plus(orderTtl);
    Optional<Instant> paidAt = free ? Optional.of(now) : Optional.empty();
    Money total = offering.total();
    int buyer = change.viewer().account();
    int id =
        change
            .one(
                PurchasesSql.INSERT_PURCHASE,
                Values.of("user_id", buyer)
                    .with("course_id", offering.courseId())
                    .with("run_id", order.runId())
                    .with("now", now)
                    .with("course_type_id", order.courseTypeId())
                    .with("total", total.amount())
                    .with("currency", total.currency())
                    .with("status", status.code())
                    .with("expires_at", expiresAt)
                    .with("paid_at", paidAt)
                    .map(),
                row -> row.integer("purchase_id"))
            .orElseThrow();
    change.audit(
        "purchase.ordered",
        "purchase",
        id,
        Difference.none()
            .added("purchase_status", status.code())
            .added("calendar_id", order.runId())
            .added("total_price", total.amount()));
    return new Purchase(
        id,
        buyer,
        offering.courseId(),
        order.runId(),
        order.courseTypeId(),
        offering.way().kind(),
        total,
        status,
        now,
        expiresAt,
        paidAt,
        Optional.empty(),
        new Money(0, total.currency()),
        now,
        now,
        1);
  }

  /**
   * Give an unpaid order up; its place is free again.
   *
   * @param viewer its owner, or support
   * @param purchaseId which one
   * @return the purchase, cancelled
   * @throws RefusedException {@code not_found}, also for others' purchases; {@code invalid_state}
   *     unless it is unpaid
   */
  public Purchase cancel(Viewer viewer, int purchaseId) {
    return changes.make(
        "purchases.cancel",
        viewer,
        change -> {
          Ledger ledger = new Ledger(change, documents);
          Ledger.Held held = lockVisible(change, ledger, purchaseId);
          Purchase cancelled =
              ledger.record(held.purchase(), held.purchase().cancelled(change.now()));
          ledger.returnPlaces(held.run(), 1);
          return cancelled;
        });
  }

  /**
   * Undo a purchase that was paid (requirement R10.4). Its owner gets all of it back before the run
   * starts; support decides until the run is finished.
   *
   * @param viewer its owner, or support
   * @param purchaseId which one
   * @param amount given back, 0 to the total; all of it if not given
   * @param key what a repeat is known by
   * @param writer writes the purchase, now and for every repeat
   * @return what it wrote
   * @throws RefusedException {@code forbidden} for an amount without the role support; {@code
   *     not_found}, also for others' purchases; a conflict {@code invalid_state} unless it is paid,
   *     {@code run_started}, {@code run_finished} or {@code idempotency_in_progress}; {@code
   *     validation_failed} for more than was paid; {@code idempotency_key_reused}
   */
  public Answer refund(
      Viewer viewer,
      int purchaseId,
      Optional<Money> amount,
      IdempotencyKey key,
      Function<Purchase, Answer> writer) {
    return requests.once(
        "purchases.refund", viewer, key, change -> writer.apply(undo(change, purchaseId, amount)));
  }

  private Purchase undo(Change change, int purchaseId, Optional<Money> amount) {
    boolean support = change.viewer().has(Role.SUPPORT);
    if (amount.isPresent()) {
      change.viewer().require(Role.SUPPORT);
    }
    Ledger ledger = new Ledger(change, documents);
    Ledger.Held held = lockVisible(change, ledger, purchaseId);
    Purchase purchase = held.purchase();
    RunPlaces run = held.run();
    if (purchase.status() != PurchaseStatus.PAID) {
      throw RefusedException.conflict(
          "invalid_state",
          "expected a purchase that is paid, found one that is " + purchase.status().code());
    }
    if (!support && run.hasStarted(change.today())) {
      throw RefusedException.conflict(
          "run_started", "run " + run.id() + " began on " + run.startDate() + ": ask support");
    }
    if (run.isFinished(change.today())) {
      throw RefusedException.conflict(
          "run_finished", "run " + run.id() + " ended on " + run.endDate());
    }
    Money given = amount.orElse(purchase.total());
    if (given.amount() > purchase.total().amount()) {
      throw RefusedException.invalid(
          "validation_failed",
          "amount",
          "must be 0.." + purchase.total().amount() + ", not " + given.amount());
    }
    Purchase refunded = ledger.refund(purchase, given);
    ledger.returnPlaces(run, 1);
    return refunded;
  }

  private static Ledger.Held lockVisible(Change change, Ledger ledger, int purchaseId) {
    return ledger
        .lock(purchaseId)
        .filter(held -> isVisible(change.viewer(), held.purchase()))
        .orElseThrow(() -> RefusedException.notFound("purchase " + purchaseId));
  }

  /**
   * Return a purchase.
   *
   * @param viewer confirmed; its owner or support see it
   * @param purchaseId which one
   * @return the purchase, or empty, also for others'
   */
  public Optional<Purchase> purchase(Viewer viewer, int purchaseId) {
    return database
        .one(PurchasesSql.PURCHASE_BY_ID, Map.of("purchase_id", purchaseId), Ledger::purchase)
        .filter(purchase -> isVisible(viewer, purchase));
  }

  private static boolean isVisible(Viewer viewer, Purchase purchase) {
    return viewer.is(purchase.userId()) || viewer.has(Role.SUPPORT);
  }

  /**
   * List purchases, the newest first.
   *
   * @param viewer confirmed; sees the own ones, support sees all
   * @param filter what they must be
   * @param page which part
   * @return the page
   * @throws RefusedException {@code forbidden} for another user's without the role support
   */
  public Page<Purchase> purchases(Viewer viewer, PurchaseFilter filter, PageRequest page) {
    Optional<Integer> owner = filter.userId();
    if (!viewer.has(Role.SUPPORT)) {
      owner.filter(wanted -> !viewer.is(wanted)).ifPresent(_ -> viewer.require(Role.SUPPORT));
      owner = Optional.of(viewer.account());
    }
    return ListQuery.select(
            "purchases.list", PurchasesSql.PURCHASE_COLUMNS, PurchasesSql.PURCHASE_TABLES)
        .where("p.user_id = :user_id", "user_id", owner)
        .where("p.purchase_status = :status", "status", filter.status().map(PurchaseStatus::code))
        .where("p.course_id = :course_id", "course_id", filter.courseId())
        .where("p.calendar_id = :run_id", "run_id", filter.runId())
        .where("p.purchase_date >= :from", "from", filter.from().map(time::startOf))
        .where(
            "p.purchase_date < :until",
            "until",
            filter.to().map(last -> time.startOf(last.plusDays(1))))
        .orderBy("p.purchase_date", KeyType.MOMENT, true, "p.purchase_id")
        .page(database, page, Ledger::purchase);
  }

  private static Offering offering(Row row, Order order) {
    String kind =
        row.optionalText("kind")
            .orElseThrow(
                () ->
                    RefusedException.unknownReference(
                        "course_type_id", "course type " + order.courseTypeId()));
    Optional<LocalDate> benefit = row.optionalDate("valid_until");
    return new Offering(
        row.integer("course_id"),
        row.text("course_status").equals("on_sale"),
        row.optionalInstant("cancelled_at").isPresent(),
        row.date("end_sales_date"),
        new Money(row.integer("price"), row.text("currency")),
        new Offering.Way(
            kind, row.integer("discount"), row.integer("surcharge"), row.bool("active")),
        benefit,
        row.optionalText("own_status")
            .map(
                status ->
                    new Offering.Own(
                        PurchaseStatus.byCode().get(status), row.instant("own_expires_at"))),
        row.integer("unpaid_orders"));
  }
}

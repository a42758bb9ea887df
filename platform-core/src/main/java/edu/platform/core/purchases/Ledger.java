package edu.platform.core.purchases;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.catalog.NextRun;
import edu.platform.core.change.Change;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves purchases and places within one change. Locks are always taken in one order, so that nobody
 * waits in a circle: the buyer's users row, then the run, then its purchases by id (requirement
 * R10.11). Whoever has no buyer (the sweeper, the cancelling of a run) begins with the run.
 */
final class Ledger {

  private final Change change;
  private final DocumentCache documents;

  Ledger(Change change, DocumentCache documents) {
    this.change = change;
    this.documents = documents;
  }

  /** Lock the account that buys; it may have been blocked or erased since it was confirmed. */
  void lockBuyer(int userId) {
    boolean mayBuy =
        change
            .one(PurchasesSql.LOCK_BUYER, Map.of("user_id", userId), row -> row.bool("may_buy"))
            .orElse(false);
    if (!mayBuy) {
      throw RefusedException.unauthenticated(
          "unauthenticated", "the account is blocked or does not exist any more");
    }
  }

  /** Lock the run. */
  Optional<RunPlaces> lockRun(int runId) {
    return change.one(PurchasesSql.LOCK_RUN, Map.of("run_id", runId), Ledger::run);
  }

  /** Lock the run, unless somebody else has it. */
  Optional<RunPlaces> lockIdleRun(int runId) {
    return change.one(PurchasesSql.LOCK_IDLE_RUN, Map.of("run_id", runId), Ledger::run);
  }

  /**
   * Lock a purchase, with its buyer and its run.
   *
   * @param purchaseId its key
   * @return both as they are now, or empty if there is no such purchase
   */
  Optional<Held> lock(int purchaseId) {
    return change
        .one(
            PurchasesSql.PARTIES,
            Map.of("purchase_id", purchaseId),
            row -> List.of(row.integer("user_id"), row.integer("calendar_id")))
        .map(
            parties -> {
              change.one(
                  PurchasesSql.LOCK_BUYER,
                  Map.of("user_id", parties.getFirst()),
                  row -> row.bool("may_buy"));
              RunPlaces run = lockRun(parties.getLast()).orElseThrow();
              Purchase purchase =
                  change
                      .one(
                          PurchasesSql.LOCK_PURCHASE,
                          Map.of("purchase_id", purchaseId),
                          Ledger::purchase)
                      .orElseThrow();
              return new Held(purchase, run);
            });
  }

  /**
   * Take a place of a run that is for sale. Locks the run if it succeeds.
   *
   * @return whether there was one
   */
  boolean takePlaceOnSale(int runId, int courseId) {
    Optional<Integer> left =
        change.one(
            PurchasesSql.TAKE_PLACE_ON_SALE,
            Map.of("run_id", runId, "today", change.today()),
            row -> row.integer("remaining_places"));
    left.ifPresent(now -> placesMoved(courseId, now + 1, now));
    return left.isPresent();
  }

  /** Take a place of a run that is locked and has one. */
  void takePlace(RunPlaces run) {
    movePlaces(run, -1);
  }

  /** Give places of a run that is locked back. */
  RunPlaces returnPlaces(RunPlaces run, int places) {
    return places == 0 ? run : movePlaces(run, places);
  }

  private RunPlaces movePlaces(RunPlaces run, int places) {
    int now =
        change
            .one(
                PurchasesSql.MOVE_PLACES,
                Map.of("run_id", run.id(), "places", places),
                row -> row.integer("remaining_places"))
            .orElseThrow();
    placesMoved(run.courseId(), run.remainingPlaces(), now);
    return run.withRemaining(now);
  }

  /** The card of a course shows a word for the places, which changes rarely. */
  private void placesMoved(int courseId, int before, int after) {
    if (!NextRun.availability(before).equals(NextRun.availability(after))) {
      forgetCard(courseId);
    }
  }

  void forgetCard(int courseId) {
    String key = Integer.toString(courseId);
    change.afterCommit(() -> documents.invalidate(DocumentKind.COURSE_CARD, key));
    change.afterCommit(() -> documents.invalidate(DocumentKind.OLD_COURSE, key));
  }

  /**
   * Let the orders of a run go that nobody paid in time.
   *
   * @param run locked
   * @return the run with their places
   */
  RunPlaces expireOverdue(RunPlaces run) {
    List<Purchase> overdue =
        change.query(
            PurchasesSql.LOCK_OVERDUE,
            Map.of("run_id", run.id(), "now", change.now()),
            Ledger::purchase);
    overdue.forEach(purchase -> record(purchase, purchase.expired(change.now())));
    return returnPlaces(run, overdue.size());
  }

  /** The active purchases of a run that is locked. */
  List<Purchase> lockActive(RunPlaces run) {
    return change.query(PurchasesSql.LOCK_ACTIVE, Map.of("run_id", run.id()), Ledger::purchase);
  }

  /**
   * Write a move of a purchase that is locked; its place is moved apart.
   *
   * @return the purchase as it is written
   */
  Purchase record(Purchase before, Purchase after) {
    Purchase moved = change.viewer().userId().isPresent() ? after.edited() : after;
    change.execute(
        PurchasesSql.MOVE_PURCHASE,
        Values.of("purchase_id", moved.id())
            .with("status", moved.status().code())
            .with("paid_at", moved.paidAt())
            .with("closed_at", moved.closedAt())
            .with("refunded", moved.refunded().amount())
            .with("updated_at", moved.updatedAt())
            .with("version", moved.version())
            .map());
    change.audit(
        "purchase." + moved.status().code(),
        "purchase",
        moved.id(),
        Difference.none()
            .changed("purchase_status", before.status().code(), moved.status().code())
            .changed("refunded_amount", before.refunded().amount(), moved.refunded().amount()));
    return moved;
  }

  /**
   * Undo a purchase that is locked, and ask the provider to give the money back (requirement
   * R10.4). A place that it holds is to be returned besides.
   *
   * @return the purchase as it is written
   */
  Purchase refund(Purchase purchase, Money amount) {
    Purchase refunded = record(purchase, purchase.refunded(amount, change.now()));
    addEvent(
        new PaymentNotice(
            // Nobody else's id can look like this one.
            UUID.randomUUID().toString(),
            PaymentType.REFUND_REQUESTED,
            purchase.id(),
            amount,
            change.now()),
        PaymentOutcome.REQUESTED);
    return refunded;
  }

  void addEvent(PaymentNotice notice, PaymentOutcome outcome) {
    change.execute(
        PurchasesSql.INSERT_EVENT,
        Values.of("provider_event_id", notice.providerEventId())
            .with("purchase_id", notice.purchaseId())
            .with("type", notice.type().code())
            .with("amount", notice.amount().amount())
            .with("currency", notice.amount().currency())
            .with("occurred_at", notice.occurredAt())
            .with("received_at", change.now())
            .with("outcome", outcome.code())
            .map());
  }

  private static RunPlaces run(Row row) {
    return new RunPlaces(
        row.integer("id"),
        row.integer("course_id"),
        row.date("start_date"),
        row.date("end_sales_date"),
        row.date("end_date"),
        row.integer("remaining_places"),
        row.optionalInstant("cancelled_at").isPresent());
  }

  static Purchase purchase(Row row) {
    String currency = row.text("currency");
    return new Purchase(
        row.integer("purchase_id"),
        row.integer("user_id"),
        row.integer("course_id"),
        row.integer("calendar_id"),
        row.integer("course_type_id"),
        row.text("kind"),
        new Money(row.integer("total_price"), currency),
        PurchaseStatus.byCode().get(row.text("purchase_status")),
        row.instant("purchase_date"),
        row.instant("expires_at"),
        row.optionalInstant("paid_at"),
        row.optionalInstant("closed_at"),
        new Money(row.integer("refunded_amount"), currency),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  /** A purchase and its run, both locked. */
  record Held(Purchase purchase, RunPlaces run) {}
}

package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Sql;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.util.Map;

/**
 * What the payment provider tells (requirements R10.2, R10.4). Throws {@link PlatformException} of
 * kind {@code UNAVAILABLE} if the database does not answer in time; the provider then sends again.
 */
public final class Payments {

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final DocumentCache documents;

  /**
   * Make the payments of a database.
   *
   * @param database where they are read
   * @param changes where they are made
   * @param time tells it
   * @param documents told when a course's card changes
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Payments(Database database, Changes changes, PlatformTime time, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * Take a payment event, whose signature was checked.
   *
   * @param notice what the provider says
   * @param requestId of the request, for the audit log
   * @return what became of it
   * @throws RefusedException {@code validation_failed} if there is no such purchase
   */
  public PaymentOutcome receive(PaymentNotice notice, String requestId) {
    try {
      return changes.make(
          "payments.receive", Viewer.anonymous(requestId), change -> take(change, notice));
    } catch (PlatformException fault) {
      // Two at once for different purchases: the locks do not meet, the constraint does.
      if (fault.constraint().filter("payment_event_provider_event_id_uq"::equals).isPresent()) {
        return PaymentOutcome.DUPLICATE;
      }
      throw fault;
    }
  }

  private PaymentOutcome take(Change change, PaymentNotice notice) {
    Ledger ledger = new Ledger(change, documents);
    Ledger.Held held =
        ledger
            .lock(notice.purchaseId())
            .orElseThrow(
                () ->
                    RefusedException.unknownReference(
                        "purchase_id", "purchase " + notice.purchaseId()));
    // With the purchase locked: a repeat that arrives at the same time waits for the first.
    boolean known =
        exists(
            change,
            PurchasesSql.EVENT_IS_KNOWN,
            Map.of("provider_event_id", notice.providerEventId()));
    if (known) {
      return PaymentOutcome.DUPLICATE;
    }
    RunPlaces[] run = {held.run()};
    PaymentDecision decision =
        PaymentDecision.on(
            notice,
            held.purchase(),
            () -> {
              run[0] = withFreePlace(ledger, held.run());
              return lateOrderFits(change, held.purchase(), run[0]);
            },
            () ->
                exists(
                    change,
                    PurchasesSql.REFUND_IS_CONFIRMED,
                    Map.of("purchase_id", notice.purchaseId())));
    decision.move().ifPresent(next -> move(change, ledger, held.purchase(), run[0], next));
    ledger.addEvent(notice, decision.outcome());
    return decision.outcome();
  }

  private static RunPlaces withFreePlace(Ledger ledger, RunPlaces run) {
    return run.placesRemain() ? run : ledger.expireOverdue(run);
  }

  private static boolean lateOrderFits(Change change, Purchase purchase, RunPlaces run) {
    return run.placesRemain()
        && !run.cancelled()
        && !run.hasStarted(change.today())
        && !exists(
            change,
            PurchasesSql.HAS_ACTIVE,
            Map.of("user_id", purchase.userId(), "run_id", run.id()));
  }

  private static void move(
      Change change, Ledger ledger, Purchase purchase, RunPlaces run, PurchaseStatus next) {
    if (next == PurchaseStatus.PAID) {
      if (!purchase.status().isActive()) {
        ledger.takePlace(run);
      }
      ledger.record(purchase, purchase.paid(change.now()));
    } else {
      // It came too late, so it holds no place that could be returned.
      ledger.refund(purchase, purchase.total());
    }
  }

  private static boolean exists(Change change, Sql sql, Map<String, ?> parameters) {
    return change.one(sql, parameters, row -> row.bool("found")).orElseThrow();
  }

  /**
   * List payment events, the last received first. For support.
   *
   * @param filter what they must be
   * @param page which part
   * @return the page
   */
  public Page<PaymentEvent> events(PaymentEventFilter filter, PageRequest page) {
    return ListQuery.select(
            "payments.events",
            "e.id, e.provider_event_id, e.purchase_id, e.type, e.amount, e.currency, e.occurred_at,"
                + " e.received_at, e.outcome",
            "payment_event e")
        .where("e.type = :type", "type", filter.type().map(PaymentType::code))
        .where("e.purchase_id = :purchase_id", "purchase_id", filter.purchaseId())
        .where("e.received_at >= :from", "from", filter.from().map(time::startOf))
        .where(
            "e.received_at < :until",
            "until",
            filter.to().map(last -> time.startOf(last.plusDays(1))))
        .orderBy("e.id", KeyType.INTEGER, true, "e.id")
        .page(
            database,
            page,
            row ->
                new PaymentEvent(
                    row.bigint("id"),
                    row.text("provider_event_id"),
                    row.integer("purchase_id"),
                    row.text("type"),
                    new Money(row.integer("amount"), row.text("currency")),
                    row.instant("occurred_at"),
                    row.instant("received_at"),
                    row.text("outcome")));
  }
}

package edu.platform.core.purchases.internal;

import edu.platform.core.db.Sql;

/** SQL of the purchases; every statement is run by the feature's tests. */
public final class PurchasesSql {

  /** Columns of a purchase. */
  public static final String PURCHASE_COLUMNS =
      """
      p.purchase_id, p.user_id, p.course_id, p.calendar_id, p.course_type_id, t.kind, p.total_price,
      p.currency, p.purchase_status, p.purchase_date, p.expires_at, p.paid_at, p.closed_at,
      p.refunded_amount, p.created_at, p.updated_at, p.version\
      """;

  /** Tables of a purchase. */
  public static final String PURCHASE_TABLES =
      "purchase p JOIN course_type t ON t.id = p.course_type_id";

  private static final String SELECT_PURCHASE =
      "SELECT " + PURCHASE_COLUMNS + " FROM " + PURCHASE_TABLES;

  /** One purchase. */
  public static final Sql PURCHASE_BY_ID =
      Sql.named("purchases.by-id", SELECT_PURCHASE + " WHERE p.purchase_id = :purchase_id");

  /** Whose purchase it is, and of which run: neither ever changes. */
  public static final Sql PARTIES =
      Sql.named(
          "purchases.parties",
          "SELECT p.user_id, p.calendar_id FROM purchase p WHERE p.purchase_id = :purchase_id");

  /** The account; its purchases move one after another. */
  public static final Sql LOCK_BUYER =
      Sql.named(
          "purchases.lock-buyer",
          """
          SELECT u.blocked_at IS NULL AND u.erased_at IS NULL AS may_buy
            FROM users u
           WHERE u.account_id = :user_id
             FOR NO KEY UPDATE
          """);

  private static final String SELECT_RUN =
      """
      SELECT r.id, r.course_id, r.start_date, r.end_sales_date, r.end_date, r.remaining_places,
             r.cancelled_at
        FROM course_calendar r
       WHERE r.id = :run_id
         FOR NO KEY UPDATE\
      """;

  /** The run; its places move one after another. */
  public static final Sql LOCK_RUN = Sql.named("purchases.lock-run", SELECT_RUN);

  /** The run, unless another transaction has it. */
  public static final Sql LOCK_IDLE_RUN =
      Sql.named("purchases.lock-idle-run", SELECT_RUN + " SKIP LOCKED");

  /** One purchase, with its run locked before. */
  public static final Sql LOCK_PURCHASE =
      Sql.named(
          "purchases.lock",
          SELECT_PURCHASE + " WHERE p.purchase_id = :purchase_id FOR NO KEY UPDATE OF p");

  /** Unpaid orders of a run whose time is over, with the run locked before. */
  public static final Sql LOCK_OVERDUE =
      Sql.named(
          "purchases.lock-overdue",
          SELECT_PURCHASE
              + """
               WHERE p.calendar_id = :run_id
                 AND p.purchase_status = 'unpaid'
                 AND p.expires_at <= :now
               ORDER BY p.purchase_id
                 FOR NO KEY UPDATE OF p
              """);

  /** Purchases that hold a place of a run, with the run locked before. */
  public static final Sql LOCK_ACTIVE =
      Sql.named(
          "purchases.lock-active",
          SELECT_PURCHASE
              + """
               WHERE p.calendar_id = :run_id
                 AND p.purchase_status IN ('unpaid', 'paid')
               ORDER BY p.purchase_id
                 FOR NO KEY UPDATE OF p
              """);

  /** The runs with unpaid orders whose time is over. */
  public static final Sql RUNS_WITH_OVERDUE =
      Sql.named(
          "purchases.runs-with-overdue",
          """
          SELECT DISTINCT p.calendar_id
            FROM purchase p
           WHERE p.purchase_status = 'unpaid'
             AND p.expires_at <= :now
           ORDER BY p.calendar_id
          """);

  /**
   * A run as one buyer may buy it. Of a type that does not exist all is NULL. Read with the buyer
   * locked, so that its own orders are all seen.
   */
  public static final Sql OFFERING =
      Sql.named(
          "purchases.offering",
          """
          SELECT r.course_id, r.end_sales_date, r.cancelled_at, c.status AS course_status, c.price,
                 c.currency, t.kind, t.discount, t.surcharge, t.active, b.valid_until,
                 own.purchase_status AS own_status, own.expires_at AS own_expires_at,
                 CAST((SELECT count(*)
                         FROM purchase u
                        WHERE u.user_id = :user_id
                          AND u.purchase_status = 'unpaid'
                          AND u.expires_at > :now) AS integer) AS unpaid_orders
            FROM course_calendar r
            JOIN course c ON c.course_id = r.course_id
            LEFT JOIN course_type t ON t.id = :course_type_id
            LEFT JOIN user_benefit b ON b.user_id = :user_id AND b.course_type_id = t.id
            LEFT JOIN purchase own
                   ON own.user_id = :user_id
                  AND own.calendar_id = r.id
                  AND own.purchase_status IN ('unpaid', 'paid')
           WHERE r.id = :run_id
             AND c.status <> 'draft'
          """);

  /** Takes a place if there is one for sale: the one statement that decides who gets the last. */
  public static final Sql TAKE_PLACE_ON_SALE =
      Sql.named(
          "purchases.take-place",
          """
          UPDATE course_calendar r
             SET remaining_places = r.remaining_places - 1
           WHERE r.id = :run_id
             AND r.remaining_places > 0
             AND r.end_sales_date >= :today
             AND r.cancelled_at IS NULL
          RETURNING r.remaining_places
          """);

  /** Moves the places of a run that is locked. */
  public static final Sql MOVE_PLACES =
      Sql.named(
          "purchases.move-places",
          """
          UPDATE course_calendar r
             SET remaining_places = r.remaining_places + :places
           WHERE r.id = :run_id
          RETURNING r.remaining_places
          """);

  /** An order. */
  public static final Sql INSERT_PURCHASE =
      Sql.named(
          "purchases.insert",
          """
          INSERT INTO purchase
                 (user_id, course_id, calendar_id, purchase_date, course_type_id, total_price, currency,
                  purchase_status, expires_at, paid_at, created_at, updated_at)
          VALUES (:user_id, :course_id, :run_id, :now, :course_type_id, :total, :currency, :status,
                  :expires_at, CAST(:paid_at AS timestamptz), :now, :now)
          RETURNING purchase_id
          """);

  /** A move of a purchase. */
  public static final Sql MOVE_PURCHASE =
      Sql.named(
          "purchases.move",
          """
          UPDATE purchase
             SET purchase_status = :status,
                 paid_at = CAST(:paid_at AS timestamptz),
                 closed_at = CAST(:closed_at AS timestamptz),
                 refunded_amount = :refunded,
                 updated_at = :updated_at,
                 version = :version
           WHERE purchase_id = :purchase_id
          """);

  /** Calls a run off. */
  public static final Sql CANCEL_RUN =
      Sql.named(
          "purchases.cancel-run",
          """
          UPDATE course_calendar
             SET cancelled_at = :now, updated_at = :now, version = version + 1
           WHERE id = :run_id
          RETURNING id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places,
                    created_at, updated_at, version
          """);

  /**
   * Takes an idempotency key that is new or has expired. Otherwise the row is locked, and nothing
   * is returned; who is still writing it is waited for.
   */
  public static final Sql CLAIM_KEY =
      Sql.named(
          "idempotency.claim",
          """
          INSERT INTO idempotency_key AS k (user_id, route, key, request_hash, expires_at)
          VALUES (:user_id, :route, :key, :request_hash, :expires_at)
          ON CONFLICT (user_id, route, key) DO UPDATE
             SET request_hash = excluded.request_hash, status = NULL, body = NULL, location = NULL,
                 expires_at = excluded.expires_at
           WHERE k.expires_at <= :now
          RETURNING k.key
          """);

  /** What an idempotency key stands for. */
  public static final Sql ANSWER_OF_KEY =
      Sql.named(
          "idempotency.answer",
          """
          SELECT k.request_hash, k.status, k.body, k.location
            FROM idempotency_key k
           WHERE k.user_id = :user_id
             AND k.route = :route
             AND k.key = :key
          """);

  /** Keeps the answer of a key that was taken in this transaction. */
  public static final Sql STORE_ANSWER =
      Sql.named(
          "idempotency.store",
          """
          UPDATE idempotency_key
             SET status = :status, body = :body, location = CAST(:location AS text)
           WHERE user_id = :user_id
             AND route = :route
             AND key = :key
          """);

  /** A payment event. */
  public static final Sql INSERT_EVENT =
      Sql.named(
          "payments.insert-event",
          """
          INSERT INTO payment_event
                 (provider_event_id, purchase_id, type, amount, currency, occurred_at, received_at, outcome)
          VALUES (:provider_event_id, :purchase_id, :type, :amount, :currency, :occurred_at,
                  :received_at, :outcome)
          """);

  /** Whether an event was received before. */
  public static final Sql EVENT_IS_KNOWN =
      Sql.named(
          "payments.event-is-known",
          """
          SELECT EXISTS (SELECT
                           FROM payment_event e
                          WHERE e.provider_event_id = :provider_event_id) AS found
          """);

  /** Whether the provider has confirmed the refund of a purchase. */
  public static final Sql REFUND_IS_CONFIRMED =
      Sql.named(
          "payments.refund-is-confirmed",
          """
          SELECT EXISTS (SELECT
                           FROM payment_event e
                          WHERE e.purchase_id = :purchase_id
                            AND e.type = 'refund.succeeded'
                            AND e.outcome = 'applied') AS found
          """);

  /** Whether a user holds a place of a run. */
  public static final Sql HAS_ACTIVE =
      Sql.named(
          "purchases.has-active",
          """
          SELECT EXISTS (SELECT
                           FROM purchase p
                          WHERE p.user_id = :user_id
                            AND p.calendar_id = :run_id
                            AND p.purchase_status IN ('unpaid', 'paid')) AS found
          """);

  private PurchasesSql() {}
}

package edu.platform.core.purchases.internal;

import edu.platform.core.RefusedException;
import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import edu.platform.core.db.Sql;
import java.util.List;
import java.util.Map;

/**
 * What a person bought. Orders stay, for the books; answers that were kept for repeats of a request
 * go.
 */
public final class PurchaseRecords implements PersonalRecords {

  private static final Sql UNPAID =
      Sql.named(
          "purchases.unpaid-of-account",
          """
          SELECT p.purchase_id
            FROM purchase p
           WHERE p.user_id = :account_id
             AND p.purchase_status = 'unpaid'
           ORDER BY p.purchase_id
          """);

  private static final Sql DELETE_KEYS =
      Sql.named(
          "purchases.delete-keys-of-account",
          "DELETE FROM idempotency_key WHERE user_id = :account_id");

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "purchase",
            """
            SELECT t.purchase_id, t.course_id, t.calendar_id, t.purchase_date, t.course_type_id,
                   t.total_price, t.currency, t.purchase_status, t.expires_at, t.paid_at, t.closed_at,
                   t.refunded_amount, t.created_at, t.updated_at, t.version
              FROM purchase t
             WHERE t.user_id = :account_id
             ORDER BY t.purchase_id\
            """),
        new PersonalTable(
            "payment_event",
            """
            SELECT t.id, t.provider_event_id, t.purchase_id, t.type, t.amount, t.currency, t.occurred_at,
                   t.received_at, t.outcome
              FROM payment_event t
              JOIN purchase p ON p.purchase_id = t.purchase_id
             WHERE p.user_id = :account_id
             ORDER BY t.id\
            """),
        new PersonalTable(
            "idempotency_key",
            """
            SELECT t.route, t.key, t.status, t.location, t.expires_at
              FROM idempotency_key t
             WHERE t.user_id = :account_id
             ORDER BY t.route, t.key\
            """));
  }

  @Override
  public void erase(Change change, int accountId) {
    List<Integer> unpaid =
        change.query(UNPAID, Map.of("account_id", accountId), row -> row.integer("purchase_id"));
    if (!unpaid.isEmpty()) {
      throw RefusedException.conflict(
          "open_orders",
          "user " + accountId + " has unpaid purchases: pay or cancel " + unpaid + " first");
    }
    change.execute(DELETE_KEYS, Map.of("account_id", accountId));
  }
}

package edu.platform.core.audit;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Deletes what has been kept long enough (requirements, section 8; ADR 0016). Accounts stay until
 * they are erased; purchases and payment events, of which the books must have five years, are never
 * deleted.
 *
 * <p>The application's role may not change the audit log: this is for the owner of the schema.
 * Deletes in batches, each a transaction of its own, so that nothing waits for it, and a purge that
 * was cut off goes on where it was. Two at once do no harm.
 */
public final class Retention {

  /** How long a row of the audit log is kept; a trigger refuses to delete a younger one. */
  private static final Period AUDIT = Period.ofYears(3);

  /** How long what has expired is kept, for those who look into a sign-in or an order. */
  private static final Period EXPIRED = Period.ofDays(1);

  private static final int BATCH = 10_000;

  private static final Sql MAY_PURGE =
      Sql.named(
          "audit.may-purge",
          "SELECT current_user AS role, has_table_privilege('audit_log', 'DELETE') AS may");

  private final Database database;
  private final List<Rule> rules;

  /**
   * Make the retention of a database.
   *
   * @param database opened as the owner of the schema ({@code DB_USER})
   * @param time tells what has been kept long enough
   */
  @SuppressWarnings("exports") // only the command line makes it
  public Retention(Database database, PlatformTime time) {
    this.database = requireNonNull(database, "database");
    // Whole days, so that a server whose clock is behind agrees to each row.
    Instant audit = time.startOf(time.today().minus(AUDIT));
    Instant expired = time.now().minus(EXPIRED);
    this.rules =
        List.of(
            new Rule("audit_log", "at < :before", audit),
            new Rule("refresh_token", "expires_at < :before", expired),
            new Rule("password_reset", "expires_at < :before", expired),
            new Rule("idempotency_key", "expires_at < :before", expired),
            // Failures count for 15 minutes (requirement R5.2).
            new Rule(
                "login_throttle",
                "greatest(window_started_at + INTERVAL '15 minutes', locked_until) < :before",
                expired));
  }

  /**
   * Count what a purge would delete.
   *
   * @return rows by table, tables without any too
   * @throws PlatformException {@code INVALID_CONFIGURATION} for a role that may not purge; of kind
   *     {@code UNAVAILABLE} if the database does not answer
   */
  public List<Purged> due() {
    return each(this::count);
  }

  /**
   * Delete all that has been kept long enough.
   *
   * @return rows by table, tables without any too
   * @throws PlatformException as {@link #due} does; what was deleted by then stays deleted
   */
  public List<Purged> purge() {
    return each(this::delete);
  }

  private List<Purged> each(ToLongFunction<Rule> work) {
    requireRights();
    return rules.stream().map(rule -> new Purged(rule.table(), work.applyAsLong(rule))).toList();
  }

  private void requireRights() {
    database.one(
        MAY_PURGE,
        Map.of(),
        row -> {
          if (!row.bool("may")) {
            throw new PlatformException(
                ErrorCode.INVALID_CONFIGURATION,
                "expected the owner of the schema, found the role "
                    + row.text("role")
                    + ", which may not delete from audit_log");
          }
          return true;
        });
  }

  /** In a transaction, which has no statement timeout: a count may take its time. */
  private long count(Rule rule) {
    return database.inTransaction(
        rule.name("count"),
        transaction ->
            transaction
                .one(rule.count(), Map.of("before", rule.before()), row -> row.bigint("rows"))
                .orElseThrow());
  }

  private long delete(Rule rule) {
    long deleted = 0;
    long batch;
    do {
      batch =
          database.inTransaction(
              rule.name("purge"),
              transaction ->
                  transaction.execute(
                      rule.delete(), Map.of("before", rule.before(), "batch", BATCH)));
      deleted += batch;
    } while (batch == BATCH);
    return deleted;
  }

  /**
   * What was deleted.
   *
   * @param table its name
   * @param rows how many
   */
  public record Purged(String table, long rows) {}

  /** What is deleted from a table: rows that meet a condition on {@code :before}. */
  private record Rule(String table, String condition, Instant before) {

    String name(String what) {
      return "audit." + what + "-" + table.replace('_', '-');
    }

    Sql count() {
      return Sql.named(
          name("count"), "SELECT count(*) AS rows FROM " + table + " WHERE " + condition);
    }

    Sql delete() {
      return Sql.named(
          name("purge"),
          "DELETE FROM "
              + table
              + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
              + table
              + " WHERE "
              + condition
              + " LIMIT :batch))");
    }
  }
}

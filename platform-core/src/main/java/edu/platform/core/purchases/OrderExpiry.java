package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Lets orders go that nobody paid in time (requirement R10.3). Any number of instances may do so at
 * once: a run that one of them works on is left alone by the others.
 */
public final class OrderExpiry implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(OrderExpiry.class.getName());

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final DocumentCache documents;
  private Thread sweeper = Thread.ofVirtual().unstarted(() -> {});

  /**
   * Make the expiry; nothing is swept before {@link #start}.
   *
   * @param database where orders are looked for
   * @param changes where they expire
   * @param time tells it
   * @param documents told when a course's card changes
   */
  @SuppressWarnings("exports") // only Platform calls it
  public OrderExpiry(
      Database database, Changes changes, PlatformTime time, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * Sweep again and again, until this is closed. A sweep that fails is logged and tried again.
   *
   * @param pause between two sweeps
   */
  public void start(Duration pause) {
    sweeper = Thread.ofVirtual().name("order-expiry").start(() -> sweepUntilInterrupted(pause));
  }

  private void sweepUntilInterrupted(Duration pause) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        sweep();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (PlatformException fault) {
        LOG.log(System.Logger.Level.WARNING, "orders could not expire: " + fault.getMessage());
      }
    }
  }

  /**
   * Let all orders go that are overdue now, run by run.
   *
   * @return how many runs got places back
   * @throws PlatformException of kind {@code UNAVAILABLE} if the database does not answer in time
   */
  public int sweep() {
    List<Integer> runs =
        database.query(
            PurchasesSql.RUNS_WITH_OVERDUE,
            Map.of("now", time.now()),
            row -> row.integer("calendar_id"));
    int swept = 0;
    for (int run : runs) {
      if (sweep(run)) {
        swept++;
      }
    }
    return swept;
  }

  private boolean sweep(int runId) {
    return changes.make(
        "purchases.expire",
        Viewer.SYSTEM,
        change -> {
          Ledger ledger = new Ledger(change, documents);
          return ledger
              .lockIdleRun(runId)
              .filter(run -> !ledger.expireOverdue(run).equals(run))
              .isPresent();
        });
  }

  /** Ends the sweeping; a sweep under way is broken off between two runs. */
  @Override
  public void close() {
    sweeper.interrupt();
  }
}

package edu.platform.core.purchases;

import static java.util.Objects.requireNonNull;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.catalog.Run;
import edu.platform.core.catalog.RunState;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.purchases.internal.PurchasesSql;
import java.util.List;
import java.util.Map;

/** Calling runs off: nobody keeps a place on one, everybody gets the money back (section 3). */
public final class RunCancelling {

  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the cancelling of runs.
   *
   * @param changes where
   * @param documents told when a course's card changes
   */
  @SuppressWarnings("exports") // only Platform calls it
  public RunCancelling(Changes changes, DocumentCache documents) {
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * Call a run off: unpaid orders of it are cancelled, paid ones refunded in full.
   *
   * @param viewer an admin
   * @param runId which one
   * @return the run, cancelled
   * @throws RefusedException {@code not_found}; {@code invalid_state} if it is finished or was
   *     cancelled before
   */
  public Run cancel(Viewer viewer, int runId) {
    return changes.make("runs.cancel", viewer, change -> cancel(change, runId));
  }

  private Run cancel(Change change, int runId) {
    change.viewer().require();
    Ledger ledger = new Ledger(change, documents);
    RunPlaces run =
        ledger.lockRun(runId).orElseThrow(() -> RefusedException.notFound("run " + runId));
    if (run.cancelled() || run.isFinished(change.today())) {
      throw RefusedException.conflict(
          "invalid_state",
          "expected a run that is not finished, found run "
              + runId
              + (run.cancelled() ? ", which was cancelled" : ", which ended on " + run.endDate()));
    }
    List<Purchase> active = ledger.lockActive(run);
    active.forEach(purchase -> end(change, ledger, purchase));
    ledger.returnPlaces(run, active.size());
    ledger.forgetCard(run.courseId());
    change.audit(
        "run.cancelled",
        "course_calendar",
        runId,
        Difference.none().added("cancelled_at", change.now()));
    return change
        .one(
            PurchasesSql.CANCEL_RUN,
            Map.of("run_id", runId, "now", change.now()),
            row ->
                new Run(
                    row.integer("id"),
                    row.integer("course_id"),
                    row.date("start_date"),
                    row.date("end_sales_date"),
                    row.date("end_date"),
                    row.integer("capacity"),
                    row.integer("remaining_places"),
                    RunState.CANCELLED.code(),
                    row.instant("created_at"),
                    row.instant("updated_at"),
                    row.integer("version")))
        .orElseThrow();
  }

  private static void end(Change change, Ledger ledger, Purchase purchase) {
    if (purchase.status() == PurchaseStatus.UNPAID) {
      ledger.record(purchase, purchase.cancelled(change.now()));
    } else {
      ledger.refund(purchase, purchase.total());
    }
  }
}

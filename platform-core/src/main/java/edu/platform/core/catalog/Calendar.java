package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.catalog.internal.CatalogSql;
import edu.platform.core.catalog.internal.CourseSql;
import edu.platform.core.catalog.internal.RunSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Values;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The calendar of runs (requirements III): an admin plans them. Who takes part is for the course's
 * team and for support.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for whoever may not, {@code not_found} where there is no such row, and {@link PlatformException}
 * with a code of kind {@code UNAVAILABLE} if the database does not answer in time.
 */
public final class Calendar {

  private static final String ENTITY = "course_calendar";

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final CourseCards cards;

  /**
   * Make the use cases.
   *
   * @param database where participants are read
   * @param changes the way to write
   * @param time tells it
   * @param documents which forget what was changed
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Calendar(Database database, Changes changes, PlatformTime time, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.time = requireNonNull(time, "time");
    this.cards = new CourseCards(documents);
  }

  /**
   * Plan a run.
   *
   * @param viewer an admin
   * @param courseId of the course, in whatever status
   * @param plan days and places
   * @return the run
   * @throws RefusedException {@code validation_failed} as {@link RunPlan#checkNew} says
   */
  public Run create(Viewer viewer, CourseId courseId, RunPlan plan) {
    return changes.make(
        RunSql.INSERT.name(),
        viewer,
        change -> {
          change.viewer().require();
          LockedCourse.of(change, courseId);
          plan.checkNew(change.today());
          int id =
              change
                  .one(
                      RunSql.INSERT,
                      values(change, plan).with("course_id", courseId.value()).map(),
                      row -> row.integer("id"))
                  .orElseThrow();
          change.audit(
              "run.created",
              ENTITY,
              id,
              difference(Optional.empty(), plan).added("course_id", courseId.value()));
          cards.forget(change, courseId.value());
          return read(change, id);
        });
  }

  /**
   * Change the plan of a run.
   *
   * @param viewer an admin
   * @param id of the run
   * @param expected version that the viewer knows
   * @param edit of its plan
   * @return the run as it is now
   * @throws RefusedException {@code stale_etag}; {@code invalid_state} if it is cancelled; {@code
   *     run_started} and {@code validation_failed} as {@link RunPlan#checkChange} says; {@code
   *     below_sold} for less places than are taken, or sales that end before the last one
   */
  public Run change(Viewer viewer, int id, ExpectedVersion expected, UnaryOperator<RunPlan> edit) {
    return changes.make(
        RunSql.UPDATE.name(),
        viewer,
        change -> {
          change.viewer().require();
          LockedRun run = locked(change, id, expected);
          RunPlan after = edit.apply(run.plan());
          if (!after.equals(run.plan())) {
            if (run.cancelled()) {
              throw RefusedException.conflict("invalid_state", "run " + id + " is cancelled");
            }
            run.plan().checkChange(after, change.today());
            checkSold(change, id, run, after);
            change.execute(RunSql.UPDATE, values(change, after).with("id", id).map());
            change.audit("run.changed", ENTITY, id, difference(Optional.of(run.plan()), after));
            cards.forget(change, run.courseId());
          }
          return read(change, id);
        });
  }

  /**
   * Remove a run that was never sold.
   *
   * @param viewer an admin
   * @param id of the run
   * @param expected version that the viewer knows
   * @throws RefusedException {@code stale_etag}, or {@code in_use} if there is a purchase of it,
   *     whatever became of that
   */
  public void delete(Viewer viewer, int id, ExpectedVersion expected) {
    changes.make(
        RunSql.DELETE.name(),
        viewer,
        change -> {
          change.viewer().require();
          LockedRun run = locked(change, id, expected);
          change.refuseOn(
              "purchase_calendar_id_course_id_fk",
              () ->
                  RefusedException.conflict(
                      "in_use", "run " + id + " has been sold: it can be cancelled alone"));
          change.audit(
              "run.deleted",
              ENTITY,
              id,
              Difference.none()
                  .removed("course_id", run.courseId())
                  .removed("start_date", run.plan().startDate()));
          cards.forget(change, run.courseId());
          return change.execute(RunSql.DELETE, Map.of("id", id));
        });
  }

  /**
   * List who holds a place of a run, in the order of their orders.
   *
   * @param viewer on the team of the run's course, or of support
   * @param id of the run
   * @param page which part
   * @return the page
   */
  public Page<Participant> participants(Viewer viewer, int id, PageRequest page) {
    int courseId =
        database
            .one(RunSql.COURSE, Map.of("id", id), row -> row.integer("course_id"))
            .orElseThrow(() -> RefusedException.notFound("run " + id));
    if (!viewer.has(Role.SUPPORT) && !isOnTeam(viewer, courseId)) {
      throw RefusedException.forbidden(
          "forbidden", "this takes the team of course " + courseId + ", support or an admin");
    }
    return ListQuery.select(
            "catalog.participants",
            "p.purchase_id, p.user_id, u.name, u.surname, p.purchase_status, p.purchase_date",
            "purchase p JOIN users u ON u.account_id = p.user_id")
        .where("p.calendar_id = :run_id")
        .with("run_id", id)
        .where("p.purchase_status IN ('unpaid', 'paid')")
        .orderBy("p.purchase_id", KeyType.INTEGER, false, "p.purchase_id")
        .page(database, page, Calendar::participant);
  }

  private boolean isOnTeam(Viewer viewer, int courseId) {
    return database
        .one(
            CourseSql.HAS_ON_TEAM,
            Map.of("course_id", courseId, "account_id", viewer.account()),
            row -> row.bool("is_on_team"))
        .orElseThrow();
  }

  private static LockedRun locked(Change change, int id, ExpectedVersion expected) {
    LockedRun run =
        change
            .one(RunSql.LOCK, Map.of("id", id), LockedRun::of)
            .orElseThrow(() -> RefusedException.notFound("run " + id));
    expected.check(run.version());
    return run;
  }

  /** Invariants I1 and I5: what was sold stays sold, and was sold in time. */
  private void checkSold(Change change, int id, LockedRun run, RunPlan after) {
    if (after.capacity() < run.taken()) {
      throw RefusedException.conflict(
          "below_sold",
          "run "
              + id
              + " has "
              + run.taken()
              + " places taken: it cannot have a capacity of "
              + after.capacity());
    }
    if (after.endSalesDate().isBefore(run.plan().endSalesDate())) {
      Optional<LocalDate> latest =
          change
              .one(RunSql.LATEST_PURCHASE, Map.of("id", id), row -> row.optionalInstant("latest"))
              .orElseThrow()
              .map(time::day);
      if (latest.filter(after.endSalesDate()::isBefore).isPresent()) {
        throw RefusedException.conflict(
            "below_sold",
            "run " + id + " was bought on " + latest.get() + ": its sales cannot end before");
      }
    }
  }

  private static Run read(Change change, int id) {
    return change
        .one(
            CatalogSql.RUN_BY_ID,
            Map.of("id", id, "drafts", true),
            row -> Catalog.run(row, change.today()))
        .orElseThrow();
  }

  private static Difference difference(Optional<RunPlan> before, RunPlan after) {
    return Difference.none()
        .changed("start_date", before.map(RunPlan::startDate), Optional.of(after.startDate()))
        .changed(
            "end_sales_date", before.map(RunPlan::endSalesDate), Optional.of(after.endSalesDate()))
        .changed("end_date", before.map(RunPlan::endDate), Optional.of(after.endDate()))
        .changed("capacity", before.map(RunPlan::capacity), Optional.of(after.capacity()));
  }

  private static Values values(Change change, RunPlan plan) {
    return Values.of("start_date", plan.startDate())
        .with("end_sales_date", plan.endSalesDate())
        .with("end_date", plan.endDate())
        .with("capacity", plan.capacity())
        .with("now", change.now());
  }

  private static Participant participant(Row row) {
    return new Participant(
        row.integer("purchase_id"),
        row.integer("user_id"),
        row.optionalText("name"),
        row.optionalText("surname"),
        row.text("purchase_status"),
        row.instant("purchase_date"));
  }

  private record LockedRun(int courseId, RunPlan plan, int taken, boolean cancelled, int version) {

    static LockedRun of(Row row) {
      int capacity = row.integer("capacity");
      return new LockedRun(
          row.integer("course_id"),
          new RunPlan(
              row.date("start_date"), row.date("end_sales_date"), row.date("end_date"), capacity),
          capacity - row.integer("remaining_places"),
          row.bool("is_cancelled"),
          row.integer("version"));
    }
  }
}

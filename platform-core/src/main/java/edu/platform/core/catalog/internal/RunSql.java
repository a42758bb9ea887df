package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/** SQL that writes runs. */
public final class RunSql {

  /** Makes a run, all of whose places are free. */
  public static final Sql INSERT =
      Sql.named(
          "catalog.insert-run",
          """
          INSERT INTO course_calendar (course_id, start_date, end_sales_date, end_date, capacity,
                                       remaining_places, created_at, updated_at)
          VALUES (:course_id, :start_date, :end_sales_date, :end_date, :capacity, :capacity, :now, :now)
          RETURNING id
          """);

  /** A run that nobody else changes or buys until the end of the transaction. */
  public static final Sql LOCK =
      Sql.named(
          "catalog.lock-run",
          """
          SELECT r.course_id, r.start_date, r.end_sales_date, r.end_date, r.capacity,
                 r.remaining_places, r.cancelled_at IS NOT NULL AS is_cancelled, r.version
            FROM course_calendar r
           WHERE r.id = :id
             FOR NO KEY UPDATE
          """);

  /** The moment of a run's latest purchase, whatever became of it. */
  public static final Sql LATEST_PURCHASE =
      Sql.named(
          "catalog.latest-purchase-of-run",
          "SELECT max(p.purchase_date) AS latest FROM purchase p WHERE p.calendar_id = :id");

  /** Changes what people write about a run; the places that are taken stay taken. */
  public static final Sql UPDATE =
      Sql.named(
          "catalog.update-run",
          """
          UPDATE course_calendar
             SET start_date = :start_date, end_sales_date = :end_sales_date, end_date = :end_date,
                 remaining_places = remaining_places + :capacity - capacity, capacity = :capacity,
                 updated_at = :now, version = version + 1
           WHERE id = :id
          """);

  /** Removes a run. */
  public static final Sql DELETE =
      Sql.named("catalog.delete-run", "DELETE FROM course_calendar WHERE id = :id");

  /** The course of a run. */
  public static final Sql COURSE =
      Sql.named(
          "catalog.course-of-run", "SELECT r.course_id FROM course_calendar r WHERE r.id = :id");

  private RunSql() {}
}

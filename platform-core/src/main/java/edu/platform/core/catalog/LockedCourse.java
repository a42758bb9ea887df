package edu.platform.core.catalog;

import edu.platform.core.Money;
import edu.platform.core.RefusedException;
import edu.platform.core.catalog.internal.CourseSql;
import edu.platform.core.change.Change;
import edu.platform.core.db.Row;
import java.util.Map;

/**
 * A course that nobody else changes until the end of a transaction, nor its topics and team: all
 * that write these lock it first, so that a course on sale always has a topic and a teacher
 * (invariant I12).
 *
 * @param id of the course
 * @param content what people wrote about it
 * @param status where it is in its life
 * @param version edits by people
 */
record LockedCourse(CourseId id, CourseContent content, CourseStatus status, int version) {

  /** Locks a course, or refuses with {@code not_found}. */
  static LockedCourse of(Change change, CourseId id) {
    return change
        .one(CourseSql.LOCK, Map.of("course_id", id.value()), row -> of(id, row))
        .orElseThrow(() -> RefusedException.notFound("course " + id.value()));
  }

  private static LockedCourse of(CourseId id, Row row) {
    return new LockedCourse(
        id,
        new CourseContent(
            row.text("name"),
            row.text("description"),
            row.integer("specialization_id"),
            row.integer("difficulty_level_id"),
            row.integer("duration"),
            new Money(row.integer("price"), row.text("currency"))),
        CourseStatus.byCode().get(row.text("status")),
        row.integer("version"));
  }

  boolean onSale() {
    return status == CourseStatus.ON_SALE;
  }

  /** Refuses whoever neither teaches the course nor is an admin. */
  void requireTeacher(Change change) {
    if (change.viewer().has()) {
      return;
    }
    boolean teaches =
        change
            .one(
                CourseSql.IS_TAUGHT_BY,
                Map.of("course_id", id.value(), "account_id", change.viewer().account()),
                row -> row.bool("is_taught"))
            .orElseThrow();
    if (!teaches) {
      throw RefusedException.forbidden(
          "forbidden", "this takes a teacher of course " + id.value() + ", or an admin");
    }
  }

  /** What the course has of that which one on sale must have. */
  Completeness completeness(Change change) {
    return change
        .one(
            CourseSql.COMPLETENESS,
            Map.of("course_id", id.value()),
            row -> new Completeness(row.bigint("topics"), row.bigint("teachers")))
        .orElseThrow();
  }

  /**
   * Counts of a course.
   *
   * @param topics of the course
   * @param teachers who are not dismissed
   */
  record Completeness(long topics, long teachers) {}
}

package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.catalog.internal.CourseSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Values;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The life of courses (requirement R1.1; requirements section 3): an admin makes drafts, puts them
 * on sale and archives them; teachers care for the descriptions of their courses.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for whoever may not, {@code not_found} where there is no such course, and {@link
 * PlatformException} with a code of kind {@code UNAVAILABLE} if the database does not answer in
 * time.
 */
public final class Courses {

  private static final String ENTITY = "course";

  private final Changes changes;
  private final CourseCards cards;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   * @param documents which forget what was changed
   */
  public Courses(Changes changes, DocumentCache documents) {
    this.changes = requireNonNull(changes, "changes");
    this.cards = new CourseCards(documents);
  }

  /**
   * Make a draft.
   *
   * @param viewer an admin
   * @param content its members
   * @return its key
   * @throws RefusedException {@code validation_failed} if there is no such specialisation or level
   */
  public CourseId create(Viewer viewer, CourseContent content) {
    return changes.make(
        CourseSql.INSERT.name(),
        viewer,
        change -> {
          change.viewer().require();
          refuseUnknownReferences(change, content);
          int id =
              change
                  .one(
                      CourseSql.INSERT,
                      values(change, content).map(),
                      row -> row.integer("course_id"))
                  .orElseThrow();
          change.audit("course.created", ENTITY, id, difference(Optional.empty(), content));
          cards.forget(change, id);
          return new CourseId(id);
        });
  }

  /**
   * Change what is written about a course.
   *
   * @param viewer an admin; a teacher of the course for its description
   * @param id of the course
   * @param expected version that the viewer knows
   * @param edit of its members
   * @throws RefusedException {@code stale_etag}, or {@code validation_failed} if there is no such
   *     specialisation or level
   */
  public void change(
      Viewer viewer, CourseId id, ExpectedVersion expected, UnaryOperator<CourseContent> edit) {
    changes.make(
        CourseSql.UPDATE.name(),
        viewer,
        change -> {
          change.viewer().require(Role.TEACHER);
          LockedCourse course = LockedCourse.of(change, id);
          course.requireTeacher(change);
          CourseContent before = course.content();
          CourseContent after = edit.apply(before);
          if (!change.viewer().has() && !after.equals(before.describedAs(after.description()))) {
            throw RefusedException.forbidden(
                "forbidden", "teachers change the description of a course, an admin the rest");
          }
          expected.check(course.version());
          if (!after.equals(before)) {
            refuseUnknownReferences(change, after);
            change.execute(
                CourseSql.UPDATE, values(change, after).with("course_id", id.value()).map());
            change.audit(
                "course.changed", ENTITY, id.value(), difference(Optional.of(before), after));
            cards.forget(change, id.value());
          }
          return id;
        });
  }

  /**
   * Remove a draft.
   *
   * @param viewer an admin
   * @param id of the course
   * @param expected version that the viewer knows
   * @throws RefusedException {@code stale_etag}; {@code invalid_state} if it is no draft, {@code
   *     in_use} if it has runs
   */
  public void delete(Viewer viewer, CourseId id, ExpectedVersion expected) {
    changes.make(
        CourseSql.DELETE.name(),
        viewer,
        change -> {
          change.viewer().require();
          LockedCourse course = LockedCourse.of(change, id);
          expected.check(course.version());
          if (course.status() != CourseStatus.DRAFT) {
            throw RefusedException.conflict(
                "invalid_state",
                "only a draft can be removed; course "
                    + id.value()
                    + " is "
                    + course.status().code());
          }
          change.refuseOn(
              "course_calendar_course_id_fk",
              () ->
                  RefusedException.conflict(
                      "in_use", "course " + id.value() + " has runs: remove them first"));
          change.audit(
              "course.deleted",
              ENTITY,
              id.value(),
              Difference.none().removed("name", course.content().name()));
          cards.forget(change, id.value());
          return change.execute(CourseSql.DELETE, Map.of("course_id", id.value()));
        });
  }

  /**
   * Put a draft or an archived course on sale.
   *
   * @param viewer an admin
   * @param id of the course
   * @throws RefusedException {@code invalid_state} if it is on sale, {@code incomplete_course} if
   *     it lacks a topic or a teacher (invariant I12)
   */
  public void publish(Viewer viewer, CourseId id) {
    move(viewer, id, CourseStatus.ON_SALE, "course.published");
  }

  /**
   * Take a course off sale for good: it is listed no more. Orders that are unpaid may still be
   * paid.
   *
   * @param viewer an admin
   * @param id of the course
   * @throws RefusedException {@code invalid_state} if it is not on sale
   */
  public void archive(Viewer viewer, CourseId id) {
    move(viewer, id, CourseStatus.ARCHIVED, "course.archived");
  }

  private void move(Viewer viewer, CourseId id, CourseStatus next, String action) {
    changes.make(
        CourseSql.SET_STATUS.name(),
        viewer,
        change -> {
          change.viewer().require();
          LockedCourse course = LockedCourse.of(change, id);
          if (!course.status().mayBecome(next)) {
            throw RefusedException.conflict(
                "invalid_state",
                "course "
                    + id.value()
                    + " is "
                    + course.status().code()
                    + " and cannot become "
                    + next.code());
          }
          if (next == CourseStatus.ON_SALE) {
            requireComplete(id, course.completeness(change));
          }
          change.audit(
              action,
              ENTITY,
              id.value(),
              Difference.none().changed("status", course.status().code(), next.code()));
          cards.forget(change, id.value());
          return change.execute(
              CourseSql.SET_STATUS,
              Map.of("course_id", id.value(), "status", next.code(), "now", change.now()));
        });
  }

  private static void requireComplete(CourseId id, LockedCourse.Completeness found) {
    if (found.topics() == 0 || found.teachers() == 0) {
      throw RefusedException.conflict(
          "incomplete_course",
          "a course on sale has a topic and a teacher; course "
              + id.value()
              + " has "
              + found.topics()
              + " topics and "
              + found.teachers()
              + " teachers");
    }
  }

  private static void refuseUnknownReferences(Change change, CourseContent content) {
    change.refuseOn(
        "course_specialization_id_fk",
        () ->
            RefusedException.unknownReference(
                "specialization_id", "specialization " + content.specializationId()));
    change.refuseOn(
        "course_difficulty_level_id_fk",
        () ->
            RefusedException.unknownReference("level_id", "difficulty level " + content.levelId()));
  }

  private static Difference difference(Optional<CourseContent> before, CourseContent after) {
    return Difference.none()
        .changed("name", before.map(CourseContent::name), Optional.of(after.name()))
        .changed(
            "description", before.map(CourseContent::description), Optional.of(after.description()))
        .changed(
            "specialization_id",
            before.map(CourseContent::specializationId),
            Optional.of(after.specializationId()))
        .changed(
            "difficulty_level_id", before.map(CourseContent::levelId), Optional.of(after.levelId()))
        .changed(
            "duration",
            before.map(CourseContent::durationHours),
            Optional.of(after.durationHours()))
        .changed(
            "price",
            before.map(content -> content.price().amount()),
            Optional.of(after.price().amount()));
  }

  private static Values values(Change change, CourseContent content) {
    return Values.of("name", content.name())
        .with("description", content.description())
        .with("specialization_id", content.specializationId())
        .with("level_id", content.levelId())
        .with("duration", content.durationHours())
        .with("price", content.price().amount())
        .with("currency", content.price().currency())
        .with("now", change.now());
  }
}

package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.catalog.internal.CourseSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import java.util.Map;

/**
 * Who teaches, mentors and reviews which course (requirements R1.4, R4.2): an admin says so.
 *
 * <p>Every method throws {@link RefusedException} as {@link Changes#make} does, {@code forbidden}
 * for others than admins, and {@link PlatformException} with a code of kind {@code UNAVAILABLE} if
 * the database does not answer in time.
 */
public final class Teams {

  private static final String ENTITY = "course";

  private final Changes changes;
  private final CourseCards cards;

  /**
   * Make the use cases.
   *
   * @param changes the way to write
   * @param documents which forget what was changed
   */
  public Teams(Changes changes, DocumentCache documents) {
    this.changes = requireNonNull(changes, "changes");
    this.cards = new CourseCards(documents);
  }

  /**
   * Put somebody on the team of a course; nothing happens if that is so.
   *
   * @param viewer an admin
   * @param courseId of the course
   * @param duty what the employee does there
   * @param employeeId of the employee
   * @throws RefusedException {@code not_found} if there is no such course or employee, {@code
   *     role_mismatch} unless the employee has the duty's role now, and a teacher a card (invariant
   *     I13)
   */
  public void add(Viewer viewer, CourseId courseId, Duty duty, int employeeId) {
    changes.make(
        "catalog.add-to-team",
        viewer,
        change -> {
          change.viewer().require();
          Member member = locked(change, employeeId);
          LockedCourse course = LockedCourse.of(change, courseId);
          requireFit(duty, employeeId, member);
          long added =
              duty == Duty.TEACHER
                  ? change.execute(CourseSql.ADD_TEACHER, ids(courseId, employeeId))
                  : change.execute(CourseSql.ADD_STAFF, ids(courseId, employeeId, duty));
          if (added == 1) {
            change.audit(
                "course.team_member_added",
                ENTITY,
                course.id().value(),
                Difference.none().added(duty.code(), employeeId));
            cards.forget(change, courseId.value());
          }
          return added;
        });
  }

  /**
   * Take somebody off the team of a course.
   *
   * @param viewer an admin
   * @param courseId of the course
   * @param duty what the employee does there
   * @param employeeId of the employee
   * @throws RefusedException {@code not_found} if there is no such course, or nobody of it with
   *     this duty; {@code last_teacher} if a course on sale would have no teacher (invariant I12)
   */
  public void remove(Viewer viewer, CourseId courseId, Duty duty, int employeeId) {
    changes.make(
        "catalog.remove-from-team",
        viewer,
        change -> {
          change.viewer().require();
          LockedCourse course = LockedCourse.of(change, courseId);
          long removed =
              duty == Duty.TEACHER
                  ? change.execute(CourseSql.REMOVE_TEACHER, ids(courseId, employeeId))
                  : change.execute(CourseSql.REMOVE_STAFF, ids(courseId, employeeId, duty));
          if (removed == 0) {
            throw RefusedException.notFound(
                duty.code() + " " + employeeId + " of course " + courseId.value());
          }
          if (course.onSale() && course.completeness(change).teachers() == 0) {
            throw RefusedException.conflict(
                "last_teacher",
                "course "
                    + courseId.value()
                    + " is on sale and would have no teacher: add another one first");
          }
          change.audit(
              "course.team_member_removed",
              ENTITY,
              courseId.value(),
              Difference.none().removed(duty.code(), employeeId));
          cards.forget(change, courseId.value());
          return removed;
        });
  }

  private static Member locked(Change change, int employeeId) {
    return change
        .one(
            CourseSql.LOCK_EMPLOYEE,
            Map.of("employee_id", employeeId),
            row ->
                new Member(
                    Role.of(row.integer("role_id")),
                    row.bool("is_dismissed"),
                    row.bool("has_card")))
        .orElseThrow(() -> RefusedException.notFound("employee " + employeeId));
  }

  private static void requireFit(Duty duty, int employeeId, Member member) {
    if (member.role() != duty.role() || member.dismissed()) {
      throw RefusedException.conflict(
          "role_mismatch",
          "a "
              + duty.code()
              + " has the role "
              + duty.role().code()
              + "; employee "
              + employeeId
              + (member.dismissed() ? " is dismissed" : " has the role " + member.role().code()));
    }
    if (duty == Duty.TEACHER && !member.hasCard()) {
      throw RefusedException.conflict(
          "role_mismatch",
          "a teacher of a course has a card; employee " + employeeId + " has none");
    }
  }

  private static Map<String, ?> ids(CourseId courseId, int employeeId) {
    return Map.of("course_id", courseId.value(), "employee_id", employeeId);
  }

  private static Map<String, ?> ids(CourseId courseId, int employeeId, Duty duty) {
    return Map.of("course_id", courseId.value(), "employee_id", employeeId, "duty", duty.code());
  }

  private record Member(Role role, boolean dismissed, boolean hasCard) {}
}

package edu.platform.core.staff;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import edu.platform.core.staff.internal.StaffSql;
import java.util.List;
import java.util.Optional;

/**
 * The teachers as the public sees them (requirements R4.1, R4.2); those who were dismissed do not
 * exist here. Methods throw {@link PlatformException} of kind {@code UNAVAILABLE} if the database
 * does not answer.
 */
public final class Teachers {

  private final Database database;
  private final Changes changes;
  private final DocumentCache documents;

  /**
   * Make the teachers of a database.
   *
   * @param database where they are read
   * @param changes writes them
   * @param documents cache of courses, which show their teachers
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Teachers(Database database, Changes changes, DocumentCache documents) {
    this.database = requireNonNull(database, "database");
    this.changes = requireNonNull(changes, "changes");
    this.documents = requireNonNull(documents, "documents");
  }

  /**
   * List teachers by id.
   *
   * @param courseId a course that they belong to
   * @param surnamePrefix how the surname begins, in any case
   * @param page which part
   * @return the page
   */
  public Page<TeacherProfile> teachers(
      Optional<Integer> courseId, Optional<String> surnamePrefix, PageRequest page) {
    return ListQuery.select("staff.teachers", StaffSql.TEACHER_COLUMNS, StaffSql.TEACHER_TABLES)
        .where(StaffSql.TEACHER_IS_PUBLIC)
        .where(StaffSql.TEACHES, "course_id", courseId)
        .whereBegins("lower(u.surname)", "surname", surnamePrefix)
        .orderBy("t.employee_id", KeyType.INTEGER, false, "t.employee_id")
        .page(database, page, Teachers::profile);
  }

  /**
   * Return a teacher.
   *
   * @param id of the employee
   * @return the teacher, or empty
   */
  public Optional<TeacherProfile> teacher(int id) {
    return database.one(StaffSql.TEACHER_BY_ID, Staff.byId(id), Teachers::profile);
  }

  /**
   * List the courses on sale of a teacher, by id.
   *
   * @param id of the employee
   * @param page which part
   * @return the page, or empty if there is no such teacher
   */
  public Optional<Page<TaughtCourse>> courses(int id, PageRequest page) {
    return teacher(id)
        .map(
            _ ->
                ListQuery.select(
                        "staff.courses-of-teacher",
                        "c.course_id, c.name",
                        "course_teacher ct JOIN course c ON c.course_id = ct.course_id")
                    .where("ct.teacher_id = :id")
                    .with("id", id)
                    .where("c.status = 'on_sale'")
                    .orderBy("ct.course_id", KeyType.INTEGER, false, "ct.course_id")
                    .page(
                        database,
                        page,
                        row -> new TaughtCourse(row.integer("course_id"), row.text("name"))));
  }

  /**
   * Write the card of a teacher, the first one too.
   *
   * @param viewer the teacher, or an admin
   * @param id of the employee
   * @param expected versions that it is meant for; may be empty for the first card alone
   * @param details what the card says
   * @throws RefusedException {@code not_found} if there is no such employee now, or not for the
   *     viewer; {@code if_match_required}, {@code stale_etag}; {@code role_mismatch} for one who is
   *     no teacher
   */
  public void write(
      Viewer viewer, int id, Optional<ExpectedVersion> expected, TeacherDetails details) {
    changes.make(
        "staff.write-teacher",
        viewer,
        change -> {
          Employee employee = Staff.lock(change, id);
          if (employee.dismissedOn().isPresent()
              || !(change.viewer().is(employee.userId()) || change.viewer().has())) {
            throw Staff.noEmployee(id);
          }
          Optional<Card> current = change.one(StaffSql.LOCK_DETAILS, Staff.byId(id), Card::of);
          current.ifPresent(card -> check(card, id, expected));
          if (employee.roleId() != Role.TEACHER.id()) {
            throw RefusedException.conflict(
                "role_mismatch",
                "employee " + id + " has the role " + employee.role() + ", expected teacher");
          }
          Sql write = current.isPresent() ? StaffSql.UPDATE_DETAILS : StaffSql.INSERT_DETAILS;
          change.execute(
              write,
              Values.of("id", id)
                  .with("work_place", details.workPlace())
                  .with("overall_experience", details.overallExperience())
                  .with("specialization_experience", details.specializationExperience())
                  .with("about", details.about())
                  .with("now", change.now())
                  .map());
          change.audit("teacher.written", "teacher", id, difference(current, details));
          forgetCards(change, id);
          return id;
        });
  }

  private static void check(Card card, int id, Optional<ExpectedVersion> expected) {
    expected
        .orElseThrow(() -> RefusedException.versionRequired("card of teacher " + id))
        .check(card.version());
  }

  private void forgetCards(Change change, int id) {
    List<Integer> courses =
        change.query(StaffSql.COURSES_TAUGHT, Staff.byId(id), row -> row.integer("course_id"));
    change.afterCommit(() -> documents.invalidateAll(DocumentKind.COURSE_CARD, courses));
  }

  private static Difference difference(Optional<Card> before, TeacherDetails after) {
    Optional<TeacherDetails> old = before.map(Card::details);
    return Difference.none()
        .changed("work_place", old.map(TeacherDetails::workPlace), Optional.of(after.workPlace()))
        .changed(
            "overall_experience",
            old.map(TeacherDetails::overallExperience),
            Optional.of(after.overallExperience()))
        .changed(
            "specialization_experience",
            old.map(TeacherDetails::specializationExperience),
            Optional.of(after.specializationExperience()))
        .personal("about", old.flatMap(TeacherDetails::about), after.about());
  }

  private static TeacherProfile profile(Row row) {
    return new TeacherProfile(
        row.integer("employee_id"),
        row.text("name"),
        row.text("surname"),
        row.text("work_place"),
        row.integer("overall_experience"),
        row.integer("specialization_experience"),
        row.optionalText("profile_picture_url"),
        row.optionalText("about"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  private record Card(TeacherDetails details, int version) {

    static Card of(Row row) {
      return new Card(
          new TeacherDetails(
              row.text("work_place"),
              row.integer("overall_experience"),
              row.integer("specialization_experience"),
              row.optionalText("about")),
          row.integer("version"));
    }
  }
}

package edu.platform.core.staff.internal;

import edu.platform.core.db.Sql;

/** SQL of the staff and of teachers. */
public final class StaffSql {

  /** Columns of an employee, for {@link #EMPLOYEE_TABLES}. */
  public static final String EMPLOYEE_COLUMNS =
      """
      e.id, e.user_id, u.name, u.surname, CAST(extract(year FROM u.birthdate) AS integer) AS birth_year,
             e.role_id, e.position, e.hired_on, e.dismissed_on, e.created_at, e.updated_at, e.version\
      """;

  /** An employee and the account. */
  public static final String EMPLOYEE_TABLES =
      "employee e JOIN users u ON u.account_id = e.user_id";

  /** One employee. */
  public static final Sql EMPLOYEE_BY_ID =
      Sql.named(
          "staff.employee-by-id",
          "SELECT " + EMPLOYEE_COLUMNS + " FROM " + EMPLOYEE_TABLES + " WHERE e.id = :id");

  /** The same, held until the end of the transaction. */
  public static final Sql LOCK_EMPLOYEE =
      Sql.named("staff.lock-employee", EMPLOYEE_BY_ID.text() + " FOR NO KEY UPDATE OF e");

  /** The roles as the installation calls them. */
  public static final Sql ROLES =
      Sql.named("staff.roles", "SELECT r.id, r.name FROM role r ORDER BY r.id");

  /** Holds an account that is to become an employee, so that it is not erased meanwhile. */
  public static final Sql LOCK_ACCOUNT =
      Sql.named(
          "staff.lock-account",
          """
          SELECT u.account_id
            FROM users u
           WHERE u.account_id = :user_id
             AND u.erased_at IS NULL
             FOR NO KEY UPDATE
          """);

  /** A new employee. */
  public static final Sql HIRE =
      Sql.named(
          "staff.hire",
          """
          INSERT INTO employee (user_id, role_id, position, hired_on, created_at, updated_at)
          VALUES (:user_id, :role_id, :position, :hired_on, :now, :now)
          RETURNING id
          """);

  /** What an admin may change of an employee. */
  public static final Sql CHANGE_EMPLOYEE =
      Sql.named(
          "staff.change-employee",
          """
          UPDATE employee
             SET position = :position,
                 hired_on = :hired_on,
                 updated_at = :now,
                 version = version + 1
           WHERE id = :id
          """);

  /** Ends an employment. */
  public static final Sql DISMISS =
      Sql.named(
          "staff.dismiss",
          """
          UPDATE employee
             SET dismissed_on = greatest(hired_on, CAST(:today AS date)),
                 updated_at = :now,
                 version = version + 1
           WHERE id = :id
          """);

  /**
   * Holds the courses that somebody teaches, in one order, so that two teachers of one cannot leave
   * at once.
   */
  public static final Sql LOCK_COURSES_TAUGHT =
      Sql.named(
          "staff.lock-courses-taught",
          """
          SELECT c.course_id
            FROM course c
           WHERE c.course_id IN (SELECT ct.course_id FROM course_teacher ct WHERE ct.teacher_id = :id)
           ORDER BY c.course_id
             FOR NO KEY UPDATE
          """);

  /** The courses whose cards show a teacher. */
  public static final Sql COURSES_TAUGHT =
      Sql.named(
          "staff.courses-taught",
          "SELECT ct.course_id FROM course_teacher ct WHERE ct.teacher_id = :id");

  /** The courses on sale that nobody else teaches who is still there (invariant I12). */
  public static final Sql COURSES_TAUGHT_ALONE =
      Sql.named(
          "staff.courses-taught-alone",
          """
          SELECT c.course_id
            FROM course_teacher ct
            JOIN course c ON c.course_id = ct.course_id
           WHERE ct.teacher_id = :id
             AND c.status = 'on_sale'
             AND NOT EXISTS (SELECT
                               FROM course_teacher o
                               JOIN employee e ON e.id = o.teacher_id
                              WHERE o.course_id = ct.course_id
                                AND o.teacher_id <> :id
                                AND e.dismissed_on IS NULL)
           ORDER BY c.course_id
          """);

  /** Takes a teacher off all courses. */
  public static final Sql LEAVE_COURSES_TAUGHT =
      Sql.named("staff.leave-courses-taught", "DELETE FROM course_teacher WHERE teacher_id = :id");

  /** Takes a mentor or reviewer off all courses. */
  public static final Sql LEAVE_COURSES_LOOKED_AFTER =
      Sql.named(
          "staff.leave-courses-looked-after", "DELETE FROM course_staff WHERE employee_id = :id");

  /** Columns of a teacher, for {@link #TEACHER_TABLES}. */
  public static final String TEACHER_COLUMNS =
      """
      t.employee_id, u.name, u.surname, t.work_place, t.overall_experience, t.specialization_experience,
             u.profile_picture_url, t.about, t.created_at, t.updated_at, t.version\
      """;

  /** A teacher and the account. */
  public static final String TEACHER_TABLES =
      """
      teacher t
        JOIN employee e ON e.id = t.employee_id
        JOIN users u ON u.account_id = e.user_id\
      """;

  /** Teachers whom the public may know of; nobody is erased who is not dismissed. */
  public static final String TEACHER_IS_PUBLIC = "e.dismissed_on IS NULL";

  /** Whether a teacher belongs to a course. */
  public static final String TEACHES =
      """
      EXISTS (SELECT
                FROM course_teacher ct
               WHERE ct.teacher_id = t.employee_id
                 AND ct.course_id = :course_id)\
      """;

  /** One teacher whom the public may know of. */
  public static final Sql TEACHER_BY_ID =
      Sql.named(
          "staff.teacher-by-id",
          "SELECT "
              + TEACHER_COLUMNS
              + " FROM "
              + TEACHER_TABLES
              + " WHERE t.employee_id = :id AND "
              + TEACHER_IS_PUBLIC);

  /** What a teacher says of the work, held until the end of the transaction. */
  public static final Sql LOCK_DETAILS =
      Sql.named(
          "staff.lock-teacher",
          """
          SELECT t.work_place, t.overall_experience, t.specialization_experience, t.about, t.version
            FROM teacher t
           WHERE t.employee_id = :id
             FOR NO KEY UPDATE
          """);

  /** A new card of a teacher. */
  public static final Sql INSERT_DETAILS =
      Sql.named(
          "staff.insert-teacher",
          """
          INSERT INTO teacher
                 (employee_id, work_place, overall_experience, specialization_experience, about,
                  created_at, updated_at)
          VALUES (:id, :work_place, :overall_experience, :specialization_experience,
                  CAST(:about AS text), :now, :now)
          """);

  /** The card of a teacher, anew. */
  public static final Sql UPDATE_DETAILS =
      Sql.named(
          "staff.update-teacher",
          """
          UPDATE teacher
             SET work_place = :work_place,
                 overall_experience = :overall_experience,
                 specialization_experience = :specialization_experience,
                 about = CAST(:about AS text),
                 updated_at = :now,
                 version = version + 1
           WHERE employee_id = :id
          """);

  private StaffSql() {}
}

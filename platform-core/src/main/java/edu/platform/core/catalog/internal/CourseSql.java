package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/** SQL that writes courses, their topics and their teams. */
public final class CourseSql {

  /** Makes a draft. */
  public static final Sql INSERT =
      Sql.named(
          "catalog.insert-course",
          """
          INSERT INTO course (name, description, specialization_id, duration, price, currency,
                              difficulty_level_id, status, created_at, updated_at)
          VALUES (:name, :description, :specialization_id, :duration, :price, :currency, :level_id,
                  'draft', :now, :now)
          RETURNING course_id
          """);

  /** A course that nobody else changes until the end of the transaction. */
  public static final Sql LOCK =
      Sql.named(
          "catalog.lock-course",
          """
          SELECT c.name, c.description, c.specialization_id, c.duration, c.price, c.currency,
                 c.difficulty_level_id, c.status, c.version
            FROM course c
           WHERE c.course_id = :course_id
             FOR NO KEY UPDATE
          """);

  /** Changes what people write about a course. */
  public static final Sql UPDATE =
      Sql.named(
          "catalog.update-course",
          """
          UPDATE course
             SET name = :name, description = :description, specialization_id = :specialization_id,
                 duration = :duration, price = :price, currency = :currency,
                 difficulty_level_id = :level_id, updated_at = :now, version = version + 1
           WHERE course_id = :course_id
          """);

  /** Moves a course to another status. */
  public static final Sql SET_STATUS =
      Sql.named(
          "catalog.set-course-status",
          """
          UPDATE course
             SET status = :status, updated_at = :now, version = version + 1
           WHERE course_id = :course_id
          """);

  /** Removes a course, with its topics' places and its team. */
  public static final Sql DELETE =
      Sql.named("catalog.delete-course", "DELETE FROM course WHERE course_id = :course_id");

  /** How many topics and teachers a course has; those who were dismissed teach nobody. */
  public static final Sql COMPLETENESS =
      Sql.named(
          "catalog.course-completeness",
          """
          SELECT (SELECT count(*)
                    FROM course_topic_association a
                   WHERE a.course_id = :course_id) AS topics,
                 (SELECT count(*)
                    FROM course_teacher ct
                    JOIN employee e ON e.id = ct.teacher_id
                   WHERE ct.course_id = :course_id
                     AND e.dismissed_on IS NULL) AS teachers
          """);

  /** Whether an account teaches a course. */
  public static final Sql IS_TAUGHT_BY =
      Sql.named(
          "catalog.course-is-taught-by",
          """
          SELECT EXISTS (SELECT
                           FROM course_teacher ct
                           JOIN employee e ON e.id = ct.teacher_id
                          WHERE ct.course_id = :course_id
                            AND e.user_id = :account_id
                            AND e.dismissed_on IS NULL) AS is_taught
          """);

  /** Whether an account teaches, mentors or reviews a course. */
  public static final Sql HAS_ON_TEAM =
      Sql.named(
          "catalog.course-has-on-team",
          """
          SELECT EXISTS (SELECT
                           FROM employee e
                          WHERE e.user_id = :account_id
                            AND e.dismissed_on IS NULL
                            AND (EXISTS (SELECT
                                           FROM course_teacher ct
                                          WHERE ct.course_id = :course_id
                                            AND ct.teacher_id = e.id)
                              OR EXISTS (SELECT
                                           FROM course_staff cs
                                          WHERE cs.course_id = :course_id
                                            AND cs.employee_id = e.id))) AS is_on_team
          """);

  /** The place of a topic within a course. */
  public static final Sql TOPIC_PLACE =
      Sql.named(
          "catalog.topic-place",
          """
          SELECT a.ordinal
            FROM course_topic_association a
           WHERE a.course_id = :course_id
             AND a.topic_id = :topic_id
          """);

  /** Gives a topic a place within a course, or another one. */
  public static final Sql SET_TOPIC =
      Sql.named(
          "catalog.set-topic-of-course",
          """
          INSERT INTO course_topic_association (course_id, topic_id, ordinal)
          VALUES (:course_id, :topic_id, :ordinal)
          ON CONFLICT (course_id, topic_id) DO UPDATE SET ordinal = EXCLUDED.ordinal
          """);

  /** Takes a topic out of a course. */
  public static final Sql REMOVE_TOPIC =
      Sql.named(
          "catalog.remove-topic-of-course",
          """
          DELETE FROM course_topic_association
           WHERE course_id = :course_id
             AND topic_id = :topic_id
          """);

  /** An employee who stays what he is until the end of the transaction. */
  public static final Sql LOCK_EMPLOYEE =
      Sql.named(
          "catalog.lock-employee",
          """
          SELECT e.role_id, e.dismissed_on IS NOT NULL AS is_dismissed,
                 EXISTS (SELECT FROM teacher t WHERE t.employee_id = e.id) AS has_card
            FROM employee e
           WHERE e.id = :employee_id
             FOR SHARE OF e
          """);

  /** Gives a course a teacher. */
  public static final Sql ADD_TEACHER =
      Sql.named(
          "catalog.add-teacher-of-course",
          """
          INSERT INTO course_teacher (course_id, teacher_id)
          VALUES (:course_id, :employee_id)
          ON CONFLICT DO NOTHING
          """);

  /** Takes a teacher from a course. */
  public static final Sql REMOVE_TEACHER =
      Sql.named(
          "catalog.remove-teacher-of-course",
          "DELETE FROM course_teacher WHERE course_id = :course_id AND teacher_id = :employee_id");

  /** Gives a course a mentor or reviewer. */
  public static final Sql ADD_STAFF =
      Sql.named(
          "catalog.add-staff-of-course",
          """
          INSERT INTO course_staff (course_id, employee_id, duty)
          VALUES (:course_id, :employee_id, :duty)
          ON CONFLICT DO NOTHING
          """);

  /** Takes a mentor or reviewer from a course. */
  public static final Sql REMOVE_STAFF =
      Sql.named(
          "catalog.remove-staff-of-course",
          """
          DELETE FROM course_staff
           WHERE course_id = :course_id
             AND employee_id = :employee_id
             AND duty = :duty
          """);

  private CourseSql() {}
}

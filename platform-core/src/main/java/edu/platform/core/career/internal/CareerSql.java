package edu.platform.core.career.internal;

import edu.platform.core.db.Sql;

/**
 * SQL of the career centre; every statement is tried on the migrated schema by the tests of the
 * feature.
 */
public final class CareerSql {

  /** Columns of a graduate in care. */
  public static final String STUDENT_COLUMNS =
      """
      s.id, s.user_id, u.name, u.surname, s.course_id, c.name AS course_name, s.cv_url,
      s.career_support_start, s.support_period, s.extended, s.created_at, s.updated_at, s.version\
      """;

  /** Tables of a graduate in care. */
  public static final String STUDENT_TABLES =
      """
      career_center_student s
        JOIN users u ON u.account_id = s.user_id
        JOIN course c ON c.course_id = s.course_id\
      """;

  /** The last day of care, as the class {@code SupportPeriod} says. */
  public static final String LAST_DAY =
      """
      CAST(s.career_support_start + make_interval(months => CAST(s.support_period AS integer)) AS date) - 1\
      """;

  /** Columns of a company. */
  public static final String COMPANY_COLUMNS =
      """
      p.company_id, p.short_name, p.full_name, p.hired_graduates_count, p.requirements, p.agreement_status,
      p.created_at, p.updated_at, p.version\
      """;

  /** Columns of an application. */
  public static final String APPLICATION_COLUMNS =
      """
      a.id, a.student_id, a.company_id, a.application_date, a.status, a.status_changed_at, a.created_at,
      a.updated_at, a.version\
      """;

  /** Applications of an account. */
  public static final String OF_ACCOUNT =
      "a.student_id IN (SELECT s.id FROM career_center_student s WHERE s.user_id = :viewer)";

  /** One graduate in care. */
  public static final Sql STUDENT_BY_ID =
      Sql.named(
          "career.student-by-id",
          "SELECT " + STUDENT_COLUMNS + " FROM " + STUDENT_TABLES + " WHERE s.id = :id");

  /** Locks an account against its erasure and against other moves of its applications. */
  public static final Sql LOCK_ACCOUNT =
      Sql.named(
          "career.lock-account",
          """
          SELECT u.erased_at
            FROM users u
           WHERE u.account_id = :account_id
             FOR NO KEY UPDATE
          """);

  /** A course that is no draft. */
  public static final Sql COURSE_IS_PUBLIC =
      Sql.named(
          "career.course-is-public",
          """
          SELECT c.course_id
            FROM course c
           WHERE c.course_id = :course_id
             AND c.status <> 'draft'
          """);

  /** The certificate that entitles to care, and how its course was bought (invariant I8). */
  public static final Sql ENTITLEMENT =
      Sql.named(
          "career.entitlement",
          """
          SELECT t.kind
            FROM certificate g
            JOIN purchase p ON p.purchase_id = g.purchase_id
            JOIN course_type t ON t.id = p.course_type_id
           WHERE g.user_id = :user_id
             AND g.course_id = :course_id
             AND g.revoked_at IS NULL
             FOR SHARE OF g
          """);

  /** One who comes into care. */
  public static final Sql INSERT_STUDENT =
      Sql.named(
          "career.insert-student",
          """
          INSERT INTO career_center_student
                 (user_id, course_id, career_support_start, support_period, extended, created_at, updated_at)
          VALUES (:user_id, :course_id, :start, :months, :extended, :now, :now)
          RETURNING id
          """);

  /** A change of CV or period. */
  public static final Sql UPDATE_STUDENT =
      Sql.named(
          "career.update-student",
          """
          UPDATE career_center_student
             SET cv_url = CAST(:cv_url AS text), support_period = :months, updated_at = :now,
                 version = version + 1
           WHERE id = :id
          """);

  /** One company. */
  public static final Sql COMPANY_BY_ID =
      Sql.named(
          "career.company-by-id",
          "SELECT " + COMPANY_COLUMNS + " FROM partner_company p WHERE p.company_id = :id");

  /** A company that is about to be changed. */
  public static final Sql LOCK_COMPANY =
      Sql.named("career.lock-company", COMPANY_BY_ID.text() + " FOR UPDATE");

  /** A company that is applied to: its agreement stays as it is until that is done. */
  public static final Sql HOLD_COMPANY =
      Sql.named("career.hold-company", COMPANY_BY_ID.text() + " FOR SHARE");

  /** A new company. */
  public static final Sql INSERT_COMPANY =
      Sql.named(
          "career.insert-company",
          """
          INSERT INTO partner_company
                 (short_name, full_name, requirements, agreement_status, created_at, updated_at)
          VALUES (:short_name, :full_name, :requirements, :agreement_status, :now, :now)
          RETURNING company_id
          """);

  /** An edit of a company. */
  public static final Sql UPDATE_COMPANY =
      Sql.named(
          "career.update-company",
          """
          UPDATE partner_company
             SET short_name = :short_name, full_name = :full_name, requirements = :requirements,
                 agreement_status = :agreement_status, updated_at = :now, version = version + 1
           WHERE company_id = :id
          """);

  /** A company that nobody has applied to. */
  public static final Sql DELETE_COMPANY =
      Sql.named("career.delete-company", "DELETE FROM partner_company WHERE company_id = :id");

  /** One more or one less hired (invariant I10); no edit of a person, so the version stays. */
  public static final Sql COUNT_HIRED =
      Sql.named(
          "career.count-hired",
          """
          UPDATE partner_company
             SET hired_graduates_count = hired_graduates_count + :hired
           WHERE company_id = :company_id
          """);

  /** One application. */
  public static final Sql APPLICATION_BY_ID =
      Sql.named(
          "career.application-by-id",
          "SELECT "
              + APPLICATION_COLUMNS
              + ", s.user_id, s.course_id FROM job_application a"
              + " JOIN career_center_student s ON s.id = a.student_id WHERE a.id = :id");

  /** An application that is about to move. */
  public static final Sql LOCK_APPLICATION =
      Sql.named("career.lock-application", APPLICATION_BY_ID.text() + " FOR UPDATE OF a");

  /** Whether a graduate in care has a job. */
  public static final Sql HIRED =
      Sql.named(
          "career.hired",
          """
          SELECT a.id
            FROM job_application a
           WHERE a.student_id = :student_id
             AND a.status = 'hired'
          """);

  /** A new application. */
  public static final Sql INSERT_APPLICATION =
      Sql.named(
          "career.insert-application",
          """
          INSERT INTO job_application
                 (student_id, company_id, application_date, status, status_changed_at, created_at, updated_at)
          VALUES (:student_id, :company_id, :today, 'applied', :now, :now, :now)
          RETURNING id
          """);

  /** A move of an application. */
  public static final Sql MOVE_APPLICATION =
      Sql.named(
          "career.move-application",
          """
          UPDATE job_application
             SET status = :status, status_changed_at = :now, updated_at = :now, version = version + 1
           WHERE id = :id
          """);

  /** The applications of a graduate in care that may still lead to a job. */
  public static final Sql OPEN_APPLICATIONS =
      Sql.named(
          "career.open-applications",
          """
          SELECT a.id, a.status
            FROM job_application a
           WHERE a.student_id = :student_id
             AND a.status IN ('applied', 'interviewed', 'offered')
           ORDER BY a.id
             FOR UPDATE
          """);

  private CareerSql() {}
}

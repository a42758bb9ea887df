package edu.platform.core.feedback.internal;

import edu.platform.core.db.Sql;

/**
 * SQL of reviews and certificates; every statement is tried on the migrated schema by the tests of
 * the feature.
 */
public final class FeedbackSql {

  /** Columns of a review. */
  public static final String REVIEW_COLUMNS =
      """
      v.review_id, v.course_id, u.name, u.surname, v.rating, v.comment, v.review_date, v.created_at,
      v.updated_at, v.version\
      """;

  /** Tables of a review. */
  public static final String REVIEW_TABLES =
      "course_review v JOIN users u ON u.account_id = v.user_id";

  /** Columns of a certificate. */
  public static final String CERTIFICATE_COLUMNS =
      """
      g.certificate_id, g.user_id, u.name, u.surname, g.course_id, c.name AS course_name, g.purchase_id,
      g.issue_date, g.code, g.issued_by, g.revoked_at, g.created_at, g.updated_at, g.version\
      """;

  /** Tables of a certificate. */
  public static final String CERTIFICATE_TABLES =
      """
      certificate g
        JOIN users u ON u.account_id = g.user_id
        JOIN course c ON c.course_id = g.course_id\
      """;

  /** The courses whose team the viewer is on. */
  private static final String COURSES_OF_VIEWER =
      """
      ARRAY(SELECT ct.course_id
              FROM course_teacher ct
              JOIN employee e ON e.id = ct.teacher_id
             WHERE e.user_id = :viewer
               AND e.dismissed_on IS NULL
             UNION ALL
            SELECT cs.course_id
              FROM course_staff cs
              JOIN employee e ON e.id = cs.employee_id
             WHERE e.user_id = :viewer
               AND e.dismissed_on IS NULL)\
      """;

  /** Certificates that are the viewer's. */
  public static final String OF_VIEWER = "g.user_id = :viewer";

  /** Certificates that are the viewer's, or of a course on whose team the viewer is. */
  public static final String OF_VIEWER_OR_TEAM =
      "(" + OF_VIEWER + " OR g.course_id = ANY (" + COURSES_OF_VIEWER + "))";

  /** A course that is no draft. */
  public static final Sql COURSE_IS_PUBLIC =
      Sql.named(
          "feedback.course-is-public",
          """
          SELECT c.course_id
            FROM course c
           WHERE c.course_id = :course_id
             AND c.status <> 'draft'
          """);

  /** One review. */
  public static final Sql REVIEW_BY_ID =
      Sql.named(
          "feedback.review-by-id",
          "SELECT "
              + REVIEW_COLUMNS
              + " FROM "
              + REVIEW_TABLES
              + " WHERE v.review_id = :review_id");

  /** A review that is about to be changed. */
  public static final Sql LOCK_REVIEW =
      Sql.named(
          "feedback.lock-review",
          """
          SELECT v.user_id, v.course_id, v.rating, v.comment, v.version
            FROM course_review v
           WHERE v.review_id = :review_id
             FOR UPDATE
          """);

  /**
   * What entitles to a review (invariant I6); the lock keeps it paid until the review is written.
   */
  public static final Sql FINISHED_PURCHASE =
      Sql.named(
          "feedback.finished-purchase",
          """
          SELECT p.purchase_id
            FROM purchase p
            JOIN course_calendar r ON r.id = p.calendar_id
           WHERE p.user_id = :user_id
             AND p.course_id = :course_id
             AND p.purchase_status = 'paid'
             AND r.end_date < :today
           ORDER BY r.end_date, p.purchase_id
           LIMIT 1
             FOR SHARE OF p
          """);

  /** A new review. */
  public static final Sql INSERT_REVIEW =
      Sql.named(
          "feedback.insert-review",
          """
          INSERT INTO course_review
                 (course_id, user_id, purchase_id, rating, comment, review_date, created_at, updated_at)
          VALUES (:course_id, :user_id, :purchase_id, :rating, CAST(:comment AS text), :now, :now, :now)
          RETURNING review_id
          """);

  /** New words of a review. */
  public static final Sql UPDATE_REVIEW =
      Sql.named(
          "feedback.update-review",
          """
          UPDATE course_review
             SET rating = :rating, comment = CAST(:comment AS text), updated_at = :now, version = version + 1
           WHERE review_id = :review_id
          """);

  /** A review that is taken back. */
  public static final Sql DELETE_REVIEW =
      Sql.named("feedback.delete-review", "DELETE FROM course_review WHERE review_id = :review_id");

  /** One more review in the rating of its course, whose row comes with the first (I18). */
  public static final Sql ADD_RATING =
      Sql.named(
          "feedback.add-rating",
          """
          INSERT INTO course_rating AS r (course_id, reviews_count, rating_sum)
          VALUES (:course_id, 1, :rating)
              ON CONFLICT (course_id) DO UPDATE
             SET reviews_count = r.reviews_count + 1, rating_sum = r.rating_sum + excluded.rating_sum
          """);

  /** A rating whose reviews changed (I18). */
  public static final Sql MOVE_RATING =
      Sql.named(
          "feedback.move-rating",
          """
          UPDATE course_rating
             SET reviews_count = reviews_count + :reviews, rating_sum = rating_sum + :ratings
           WHERE course_id = :course_id
          """);

  /** One certificate that the viewer may see. */
  public static final Sql CERTIFICATE_BY_ID =
      Sql.named(
          "feedback.certificate-by-id",
          "SELECT "
              + CERTIFICATE_COLUMNS
              + " FROM "
              + CERTIFICATE_TABLES
              + " WHERE g.certificate_id = :certificate_id AND (:all OR "
              + OF_VIEWER_OR_TEAM
              + ")");

  /** What a certificate's code leads to. */
  public static final Sql CERTIFICATE_BY_CODE =
      Sql.named(
          "feedback.certificate-by-code",
          "SELECT "
              + CERTIFICATE_COLUMNS
              + " FROM "
              + CERTIFICATE_TABLES
              + " WHERE g.code = :code");

  /** A purchase that a certificate is asked for; the lock keeps it as it is. */
  public static final Sql LOCK_PURCHASE =
      Sql.named(
          "feedback.lock-purchase",
          """
          SELECT p.user_id, p.course_id, p.purchase_status, r.end_date
            FROM purchase p
            JOIN course_calendar r ON r.id = p.calendar_id
           WHERE p.purchase_id = :purchase_id
             FOR SHARE OF p
          """);

  /**
   * The employee as whom the viewer issues certificates of a course: of its team, else an admin.
   */
  public static final Sql ISSUER =
      Sql.named(
          "feedback.issuer",
          """
          SELECT e.id
            FROM employee e
           WHERE e.user_id = :viewer
             AND e.dismissed_on IS NULL
             AND (e.role_id = :admin
                  OR EXISTS (SELECT
                               FROM course_teacher ct
                              WHERE ct.teacher_id = e.id
                                AND ct.course_id = :course_id)
                  OR EXISTS (SELECT
                               FROM course_staff cs
                              WHERE cs.employee_id = e.id
                                AND cs.course_id = :course_id
                                AND cs.duty = 'reviewer'))
           ORDER BY e.role_id = :admin, e.id
           LIMIT 1
          """);

  /** A new certificate. */
  public static final Sql INSERT_CERTIFICATE =
      Sql.named(
          "feedback.insert-certificate",
          """
          INSERT INTO certificate
                 (user_id, course_id, purchase_id, issue_date, code, issued_by, created_at, updated_at)
          VALUES (:user_id, :course_id, :purchase_id, :issue_date, :code, :issued_by, :now, :now)
          RETURNING certificate_id
          """);

  /** A certificate that is about to be revoked. */
  public static final Sql LOCK_CERTIFICATE =
      Sql.named(
          "feedback.lock-certificate",
          """
          SELECT g.course_id, g.revoked_at
            FROM certificate g
           WHERE g.certificate_id = :certificate_id
             FOR UPDATE
          """);

  /** A certificate that is not valid any more. */
  public static final Sql REVOKE_CERTIFICATE =
      Sql.named(
          "feedback.revoke-certificate",
          """
          UPDATE certificate
             SET revoked_at = :now, updated_at = :now, version = version + 1
           WHERE certificate_id = :certificate_id
          """);

  private FeedbackSql() {}
}

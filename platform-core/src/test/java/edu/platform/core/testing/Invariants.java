package edu.platform.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What always holds of the rows (requirements, section 2), each as a query that returns no row.
 * Days are those of the platform's zone, which the queries take from {@link TestDatabase#ZONE}.
 */
public enum Invariants {
  /** Capacity less remaining places = active purchases. */
  I1(
      """
      SELECT r.id, r.capacity, r.remaining_places, count(p.purchase_id) AS active
        FROM course_calendar r
        LEFT JOIN purchase p ON p.calendar_id = r.id AND p.purchase_status IN ('unpaid', 'paid')
       GROUP BY r.id
      HAVING r.capacity - r.remaining_places <> count(p.purchase_id)
      """),
  /** One active purchase per user and run. */
  I2(
      """
      SELECT p.user_id, p.calendar_id
        FROM purchase p
       WHERE p.purchase_status IN ('unpaid', 'paid')
       GROUP BY p.user_id, p.calendar_id
      HAVING count(*) > 1
      """),
  /** None of a cancelled run. */
  I3(
      """
      SELECT p.purchase_id
        FROM purchase p
        JOIN course_calendar r ON r.id = p.calendar_id
       WHERE p.purchase_status IN ('unpaid', 'paid')
         AND r.cancelled_at IS NOT NULL
      """),
  /** Times and refunds fit to the status. */
  I4(
      """
      SELECT p.purchase_id
        FROM purchase p
       WHERE (p.paid_at IS NOT NULL) <> (p.purchase_status IN ('paid', 'refunded'))
          OR (p.closed_at IS NOT NULL) <> (p.purchase_status IN ('cancelled', 'expired', 'refunded'))
          OR (p.refunded_amount <> 0 AND p.purchase_status <> 'refunded')
      """),
  /** Bought by the last day of sales. */
  I5(
      """
      SELECT p.purchase_id
        FROM purchase p
        JOIN course_calendar r ON r.id = p.calendar_id
       WHERE CAST(p.purchase_date AT TIME ZONE '${zone}' AS date) > r.end_sales_date
      """),
  /** Reviews are of paid purchases, after the run. */
  I6(
      """
      SELECT v.review_id
        FROM course_review v
        JOIN purchase p ON p.purchase_id = v.purchase_id
        JOIN course_calendar r ON r.id = p.calendar_id
       WHERE p.purchase_status <> 'paid'
          OR r.end_date >= CAST(v.review_date AT TIME ZONE '${zone}' AS date)
      """),
  /** Certificates likewise. */
  I7(
      """
      SELECT c.certificate_id
        FROM certificate c
        JOIN purchase p ON p.purchase_id = c.purchase_id
        JOIN course_calendar r ON r.id = p.calendar_id
       WHERE p.purchase_status <> 'paid'
          OR c.issue_date <= r.end_date
      """),
  /** Care follows the certificate, and is extended exactly when it was bought so. */
  I8(
      """
      SELECT s.id
        FROM career_center_student s
        JOIN certificate c ON c.user_id = s.user_id AND c.course_id = s.course_id
        JOIN purchase p ON p.purchase_id = c.purchase_id
        JOIN course_type t ON t.id = p.course_type_id
       WHERE s.career_support_start < c.issue_date
          OR s.extended <> (t.kind = 'extended_career')
          OR s.support_period < CASE WHEN s.extended THEN 6 ELSE 3 END
      """),
  /** Applications lie within the care. */
  I9(
      """
      SELECT a.id
        FROM job_application a
        JOIN career_center_student s ON s.id = a.student_id
       WHERE a.application_date < s.career_support_start
          OR a.application_date > s.career_support_start + s.support_period * INTERVAL '1 month'
      """),
  /** Graduates hired = hired applications. */
  I10(
      """
      SELECT c.company_id
        FROM partner_company c
        LEFT JOIN job_application a ON a.company_id = c.company_id AND a.status = 'hired'
       GROUP BY c.company_id
      HAVING c.hired_graduates_count <> count(a.id)
      """),
  /** Authors are SMM managers. */
  I11(
      """
      SELECT b.post_id
        FROM blog_post b
        JOIN employee e ON e.id = b.author_id
        JOIN role o ON o.id = e.role_id
       WHERE o.name <> 'smm_manager'
      """),
  /** A course on sale has a topic and a teacher. */
  I12(
      """
      SELECT c.course_id
        FROM course c
       WHERE c.status = 'on_sale'
         AND (NOT EXISTS (SELECT FROM course_topic_association a WHERE a.course_id = c.course_id)
              OR NOT EXISTS (SELECT FROM course_teacher t WHERE t.course_id = c.course_id))
      """),
  /** Duties are done by employees in their roles. */
  I13(
      """
      SELECT t.teacher_id AS employee_id
        FROM course_teacher t
        JOIN employee e ON e.id = t.teacher_id
        JOIN role o ON o.id = e.role_id
       WHERE o.name <> 'teacher'
      UNION ALL
      SELECT s.employee_id
        FROM course_staff s
        JOIN employee e ON e.id = s.employee_id
        JOIN role o ON o.id = e.role_id
       WHERE o.name <> s.duty
      """),
  /** Projects are counted right. */
  I14(
      """
      SELECT t.id
        FROM course_topic t
        LEFT JOIN project p ON p.topic_id = t.id
       GROUP BY t.id
      HAVING t.projects_number <> count(p.project_id)
      """),
  /** SNILS and e-mails are well-formed. */
  I15(
      """
      SELECT u.account_id
        FROM users u
       WHERE NOT is_snils(u.snils_number)
          OR u.email <> lower(u.email)
          OR u.email !~ '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'
      """),
  /** Account, then purchase, then payment. */
  I16(
      """
      SELECT p.purchase_id
        FROM purchase p
        JOIN users u ON u.account_id = p.user_id
       WHERE p.purchase_date < u.created_at
          OR p.paid_at < p.purchase_date
      """),
  /**
   * A reduced order that the API took had a valid benefit; benefits of tests are never withdrawn.
   */
  I17(
      """
      SELECT p.purchase_id
        FROM purchase p
        JOIN course_type t ON t.id = p.course_type_id
        LEFT JOIN user_benefit b
               ON b.user_id = p.user_id
              AND b.course_type_id = p.course_type_id
              AND b.valid_until >= CAST(p.purchase_date AT TIME ZONE '${zone}' AS date)
       WHERE t.kind = 'reduced'
         AND b.user_id IS NULL
         AND EXISTS (SELECT
                       FROM audit_log a
                      WHERE a.action = 'purchase.ordered'
                        AND a.entity = 'purchase'
                        AND a.entity_id = p.purchase_id)
      """),
  /** Sums of ratings agree with the reviews. */
  I18(
      """
      SELECT r.course_id
        FROM course_rating r
        LEFT JOIN course_review v ON v.course_id = r.course_id
       GROUP BY r.course_id
      HAVING r.reviews_count <> count(v.review_id)
          OR r.rating_sum <> coalesce(sum(v.rating), 0)
      UNION ALL
      SELECT v.course_id
        FROM course_review v
       WHERE NOT EXISTS (SELECT FROM course_rating r WHERE r.course_id = v.course_id)
      """);

  private final String violations;

  Invariants(String violations) {
    this.violations = violations;
  }

  /**
   * Look for rows that break the invariant.
   *
   * @param connection to a migrated database
   * @return the first columns of the rows that do
   */
  public List<String> violations(Connection connection) throws SQLException {
    String sql = violations.replace("${zone}", TestDatabase.ZONE.getId());
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /**
   * Insist on some invariants.
   *
   * @param invariants which ones
   */
  public static void assertHold(Invariants... invariants) {
    try (Connection connection = TestDatabase.connect()) {
      for (Invariants invariant : invariants) {
        assertThat(invariant.violations(connection)).as("rows against %s", invariant).isEmpty();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("invariants", failure);
    }
  }

  /** Insist on what sales have to keep. */
  public static void assertSalesHold() {
    assertHold(I1, I2, I3, I4, I5, I16, I17);
  }
}

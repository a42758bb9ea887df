package edu.platform.core.audit.internal;

import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import java.util.List;

/**
 * What the audit log says of a person: what was done to the account, and what the person did. It
 * has no personal values, and stays.
 */
public final class AuditRecords implements PersonalRecords {

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "audit_log",
            // Who else did something with the person's rows is that one's affair.
            """
            WITH of_person (entity, entity_id) AS (
                   VALUES ('users', CAST(:account_id AS integer)), ('user_benefit', :account_id)
                   UNION ALL
                   SELECT n.entity, e.id
                     FROM employee e
                    CROSS JOIN (VALUES ('employee'), ('teacher')) AS n (entity)
                    WHERE e.user_id = :account_id
                   UNION ALL
                   SELECT 'purchase', p.purchase_id FROM purchase p WHERE p.user_id = :account_id
                   UNION ALL
                   SELECT 'certificate', c.certificate_id FROM certificate c WHERE c.user_id = :account_id
                   UNION ALL
                   SELECT 'course_review', v.review_id FROM course_review v WHERE v.user_id = :account_id
                   UNION ALL
                   SELECT 'career_center_student', s.id
                     FROM career_center_student s
                    WHERE s.user_id = :account_id
                   UNION ALL
                   SELECT 'job_application', j.id
                     FROM job_application j
                     JOIN career_center_student s ON s.id = j.student_id
                    WHERE s.user_id = :account_id)
            SELECT t.id, t.at, t.action, t.entity, t.entity_id, t.before, t.after,
                   coalesce(t.actor_user_id = :account_id, false) AS by_the_person
              FROM audit_log t
             WHERE t.id IN (SELECT a.id FROM audit_log a WHERE a.actor_user_id = :account_id
                            UNION
                            SELECT a.id
                              FROM of_person o
                              JOIN audit_log a ON a.entity = o.entity AND a.entity_id = o.entity_id)
             ORDER BY t.id\
            """));
  }

  @Override
  public void erase(Change change, int accountId) {
    // Rows are never changed, and kept for three years.
  }
}

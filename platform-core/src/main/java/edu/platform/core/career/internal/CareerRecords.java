package edu.platform.core.career.internal;

import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.util.List;
import java.util.Map;

/** What the career centre does for a person: the CV goes, and open applications end. */
public final class CareerRecords implements PersonalRecords {

  private static final String STUDENTS_OF_ACCOUNT =
      "(SELECT s.id FROM career_center_student s WHERE s.user_id = :account_id)";

  private static final Sql DELETE_CV =
      Sql.named(
          "career.delete-cv-of-account",
          """
          UPDATE career_center_student
             SET cv_url = NULL,
                 updated_at = :now,
                 version = version + 1
           WHERE user_id = :account_id
             AND cv_url IS NOT NULL
          """);

  private static final Sql WITHDRAW_APPLICATIONS =
      Sql.named(
          "career.withdraw-applications-of-account",
          """
          UPDATE job_application
             SET status = 'withdrawn',
                 status_changed_at = :now,
                 updated_at = :now,
                 version = version + 1
           WHERE student_id IN %s
             AND status IN ('applied', 'interviewed', 'offered')
          """
              .formatted(STUDENTS_OF_ACCOUNT));

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "career_center_student",
            """
            SELECT t.id, t.course_id, t.cv_url, t.career_support_start, t.support_period, t.extended,
                   t.created_at, t.updated_at, t.version
              FROM career_center_student t
             WHERE t.user_id = :account_id
             ORDER BY t.id\
            """),
        new PersonalTable(
            "job_application",
            """
            SELECT t.id, t.student_id, t.company_id, t.application_date, t.status, t.status_changed_at,
                   t.created_at, t.updated_at, t.version
              FROM job_application t
             WHERE t.student_id IN %s
             ORDER BY t.id\
            """
                .formatted(STUDENTS_OF_ACCOUNT)));
  }

  @Override
  public void erase(Change change, int accountId) {
    Map<String, Object> values = Values.of("account_id", accountId).with("now", change.now()).map();
    change.execute(DELETE_CV, values);
    change.execute(WITHDRAW_APPLICATIONS, values);
  }
}

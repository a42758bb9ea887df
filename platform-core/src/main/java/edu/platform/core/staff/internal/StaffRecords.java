package edu.platform.core.staff.internal;

import edu.platform.core.RefusedException;
import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import edu.platform.core.db.Sql;
import java.util.List;
import java.util.Map;

/** What the staff feature keeps about a person. */
public final class StaffRecords implements PersonalRecords {

  private static final Sql ROLES_HELD =
      Sql.named(
          "staff.roles-held",
          """
          SELECT e.id
            FROM employee e
           WHERE e.user_id = :account_id
             AND e.dismissed_on IS NULL
           ORDER BY e.id
          """);

  private static final Sql ERASE_ABOUT =
      Sql.named(
          "staff.erase-about",
          """
          UPDATE teacher
             SET about = NULL,
                 updated_at = :now,
                 version = version + 1
           WHERE employee_id IN (SELECT e.id FROM employee e WHERE e.user_id = :account_id)
             AND about IS NOT NULL
          """);

  private static final String EMPLOYEES_OF_ACCOUNT =
      "(SELECT e.id FROM employee e WHERE e.user_id = :account_id)";

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "employee",
            """
            SELECT t.id, t.role_id, t.position, t.hired_on, t.dismissed_on, t.created_at, t.updated_at,
                   t.version
              FROM employee t
             WHERE t.user_id = :account_id
             ORDER BY t.id\
            """),
        new PersonalTable(
            "teacher",
            """
            SELECT t.employee_id, t.work_place, t.overall_experience, t.specialization_experience, t.about,
                   t.created_at, t.updated_at, t.version
              FROM teacher t
             WHERE t.employee_id IN %s
             ORDER BY t.employee_id\
            """
                .formatted(EMPLOYEES_OF_ACCOUNT)),
        new PersonalTable(
            "course_teacher",
            """
            SELECT t.teacher_id, t.course_id
              FROM course_teacher t
             WHERE t.teacher_id IN %s
             ORDER BY t.teacher_id, t.course_id\
            """
                .formatted(EMPLOYEES_OF_ACCOUNT)),
        new PersonalTable(
            "course_staff",
            """
            SELECT t.employee_id, t.course_id, t.duty
              FROM course_staff t
             WHERE t.employee_id IN %s
             ORDER BY t.employee_id, t.course_id, t.duty\
            """
                .formatted(EMPLOYEES_OF_ACCOUNT)));
  }

  @Override
  public void erase(Change change, int accountId) {
    List<Integer> held =
        change.query(ROLES_HELD, Map.of("account_id", accountId), row -> row.integer("id"));
    if (!held.isEmpty()) {
      throw RefusedException.conflict(
          "staff_account",
          "user " + accountId + " is an employee: an admin has to dismiss " + held + " first");
    }
    change.execute(ERASE_ABOUT, Map.of("account_id", accountId, "now", change.now()));
  }
}

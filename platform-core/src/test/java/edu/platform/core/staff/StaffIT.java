package edu.platform.core.staff;

import static edu.platform.core.testing.People.ADMIN;
import static edu.platform.core.testing.People.ANALYST;
import static edu.platform.core.testing.People.CUSTOMER;
import static edu.platform.core.testing.People.SUPPORT;
import static edu.platform.core.testing.People.TEACHER;
import static edu.platform.core.testing.Refusals.assertRefused;
import static edu.platform.core.testing.Refusals.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.People;
import edu.platform.core.testing.Rows;
import edu.platform.core.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hiring, changing and dismissing (requirement R2.1), and who may. */
class StaffIT {

  private static final int MENTOR = 5;
  private static final int SMM_MANAGER = 4;
  private static final LocalDate TODAY = TestDatabase.TODAY;
  private static final ExpectedVersion FIRST = ExpectedVersion.oneOf(Set.of(1));
  private static final EmployeeFilter ALL =
      new EmployeeFilter(Optional.empty(), Optional.empty(), Optional.empty());

  private Database database;
  private DocumentCache documents;
  private Staff staff;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    People.insert();
    database = TestDatabase.open();
    documents = People.cache();
    staff = new Staff(database, new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterEach
  void close() {
    documents.close();
    database.close();
  }

  @Test
  void anAccountIsHiredForARole() {
    Instant now = TestDatabase.TIME.now();

    Employee hired =
        staff.hire(ADMIN, new NewEmployee(904, SMM_MANAGER, "Editor", Optional.empty()));

    assertThat(hired)
        .isEqualTo(
            new Employee(
                hired.id(),
                904,
                Optional.of("Карл"),
                Optional.of("Клиентов"),
                Optional.of(1994),
                SMM_MANAGER,
                "smm_manager",
                "Editor",
                TODAY,
                Optional.empty(),
                now,
                now,
                1))
        .isEqualTo(staff.employee(SUPPORT, hired.id()));
    assertThat(
            Rows.of(
                database,
                "SELECT concat_ws(' ', action, entity_id, after) AS value FROM audit_log"))
        .containsExactly(
            "employee.hired "
                + hired.id()
                + " {\"role\": \"smm_manager\", \"user_id\": \"904\", \"hired_on\": \"2026-06-15\","
                + " \"position\": \"Editor\"}");
  }

  @Test
  void aRoleIsHeldOnceAtATimeAndSeveralRolesAtOnce() {
    Employee mentor = staff.hire(ADMIN, new NewEmployee(904, MENTOR, "Mentor", Optional.empty()));

    assertRefused(
        "already_exists",
        () -> staff.hire(ADMIN, new NewEmployee(904, MENTOR, "Again", Optional.empty())));
    staff.hire(ADMIN, new NewEmployee(904, SMM_MANAGER, "Editor", Optional.empty()));
    staff.dismiss(ADMIN, mentor.id());

    assertThat(staff.hire(ADMIN, new NewEmployee(904, MENTOR, "Again", Optional.empty())).id())
        .isNotEqualTo(mentor.id());
  }

  @Test
  void whatDoesNotExistCannotBeHired() {
    for (int user : List.of(13, 999)) {
      assertRefused(
          "validation_failed",
          () -> staff.hire(ADMIN, new NewEmployee(user, MENTOR, "M", Optional.empty())));
    }
    for (int role : List.of(3, 10, Integer.MAX_VALUE)) {
      assertRefused(
          "validation_failed",
          () -> staff.hire(ADMIN, new NewEmployee(904, role, "M", Optional.empty())));
    }
    assertRefused(
        "validation_failed",
        () -> staff.hire(ADMIN, new NewEmployee(904, MENTOR, "M", Optional.of(TODAY.plusDays(1)))));
    assertThat(Rows.of(database, "SELECT id AS value FROM employee WHERE user_id = 904")).isEmpty();
  }

  @Test
  void onlyAnAdminHiresChangesAndDismisses() {
    for (Viewer other : List.of(SUPPORT, CUSTOMER, TEACHER, ANALYST)) {
      assertRefused(
          "forbidden",
          () -> staff.hire(other, new NewEmployee(904, MENTOR, "M", Optional.empty())));
      assertRefused("forbidden", () -> staff.change(other, 106, FIRST, position("M")));
      assertRefused("forbidden", () -> staff.dismiss(other, 106));
    }
  }

  @Test
  void onlySupportReads() {
    for (Viewer other : List.of(CUSTOMER, TEACHER, ANALYST)) {
      assertRefused("forbidden", () -> staff.employees(other, ALL, page()));
      assertRefused("forbidden", () -> staff.employee(other, 106));
      assertRefused("forbidden", () -> staff.roles(other));
    }
    assertThat(staff.employees(ADMIN, ALL, page()).items()).hasSize(10);
  }

  @Test
  void theRolesAreListedWithTheirCodes() {
    assertThat(staff.roles(SUPPORT))
        .hasSize(8)
        .startsWith(new StaffRole(1, "admin", "admin"), new StaffRole(2, "teacher", "teacher"))
        .extracting(StaffRole::id)
        .isSorted();
  }

  @Test
  void employeesAreFoundByRoleStateAndSurname() {
    staff.dismiss(ADMIN, 106);

    assertThat(ids(new EmployeeFilter(Optional.of(2), Optional.empty(), Optional.empty())))
        .containsExactly(101, 102, 103, 104, 105);
    assertThat(ids(new EmployeeFilter(Optional.empty(), Optional.of(false), Optional.empty())))
        .containsExactly(106);
    assertThat(ids(new EmployeeFilter(Optional.of(MENTOR), Optional.of(true), Optional.empty())))
        .isEmpty();
    assertThat(ids(new EmployeeFilter(Optional.empty(), Optional.of(true), Optional.of("ПЕТ"))))
        .containsExactly(101);
    assertThat(ids(new EmployeeFilter(Optional.empty(), Optional.empty(), Optional.of("%"))))
        .isEmpty();
  }

  @Test
  void positionAndFirstDayAreChanged() {
    Employee changed =
        staff.change(
            ADMIN,
            106,
            FIRST,
            new EmployeeEdit(Patch.set("Senior mentor"), Patch.set(LocalDate.of(2019, 1, 1))));

    assertThat(changed.position()).isEqualTo("Senior mentor");
    assertThat(changed.hiredOn()).isEqualTo(LocalDate.of(2019, 1, 1));
    assertThat(changed.version()).isEqualTo(2);
    assertThat(
            Rows.of(
                database, "SELECT concat_ws(' ', action, before, after) AS value FROM audit_log"))
        .containsExactly(
            "employee.changed {\"hired_on\": \"2020-01-01\", \"position\": \"Mentor\"}"
                + " {\"hired_on\": \"2019-01-01\", \"position\": \"Senior mentor\"}");
    assertRefused("stale_etag", () -> staff.change(ADMIN, 106, FIRST, position("Late")));
    assertRefused("not_found", () -> staff.change(ADMIN, 999, FIRST, position("Nobody")));
  }

  @Test
  void theFirstDayIsNeitherAheadNorAfterTheLast() {
    assertRefused(
        "validation_failed", () -> staff.change(ADMIN, 106, FIRST, hiredOn(TODAY.plusDays(1))));
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-02-01' WHERE id = 106");
    assertRefused(
        "validation_failed",
        () -> staff.change(ADMIN, 106, FIRST, hiredOn(LocalDate.of(2026, 2, 2))));

    assertThat(staff.change(ADMIN, 106, FIRST, hiredOn(LocalDate.of(2026, 2, 1))).hiredOn())
        .isEqualTo(LocalDate.of(2026, 2, 1));
  }

  @Test
  void dismissalEndsTheRoleTheSessionsAndTheCourses() {
    People.signIn(1);
    People.signIn(2);

    List<Integer> forgotten =
        People.forgotten(
            documents,
            () -> {
              Employee dismissed = staff.dismiss(ADMIN, 101);

              assertThat(dismissed.dismissedOn()).contains(TODAY);
              assertThat(dismissed.version()).isEqualTo(2);
            });

    assertThat(forgotten).containsExactly(3, 7);
    assertThat(
            Rows.of(
                database, "SELECT user_id AS value FROM refresh_token WHERE revoked_at IS NULL"))
        .containsExactly("2");
    assertThat(
            Rows.of(
                database, "SELECT course_id AS value FROM course_teacher WHERE teacher_id = 101"))
        .isEmpty();
    assertThat(
            Rows.of(
                database, "SELECT concat_ws(' ', action, before, after) AS value FROM audit_log"))
        .containsExactly(
            "employee.dismissed {\"dismissed_on\": null, \"courses_taught\": \"[3, 7]\"}"
                + " {\"dismissed_on\": \"2026-06-15\", \"courses_taught\": \"[]\"}");
    assertRefused("invalid_state", () -> staff.dismiss(ADMIN, 101));
    assertRefused("not_found", () -> staff.dismiss(ADMIN, 999));
  }

  @ParameterizedTest
  @ValueSource(ints = {106, 107})
  void mentorsAndReviewersLeaveTheirCoursesToo(int employee) {
    staff.dismiss(ADMIN, employee);

    assertThat(
            Rows.of(
                database,
                "SELECT course_id AS value FROM course_staff WHERE employee_id = " + employee))
        .isEmpty();
  }

  @Test
  void aCourseOnSaleKeepsATeacher() {
    assertRefused("last_teacher", () -> staff.dismiss(ADMIN, 105));
    assertThat(staff.employee(SUPPORT, 105).dismissedOn()).isEmpty();

    TestDatabase.execute("UPDATE course SET status = 'archived' WHERE course_id = 9");
    staff.dismiss(ADMIN, 105);

    assertThat(staff.employee(SUPPORT, 105).dismissedOn()).isPresent();
  }

  @Test
  void aTeacherWhoWasDismissedBeforeIsNoTeacherOfTheCourse() {
    // As rows of another origin may be: dismissed, and still named as a teacher.
    TestDatabase.execute(
        """
        UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 102;
        UPDATE course SET status = 'archived' WHERE course_id = 7;
        """);

    assertRefused("last_teacher", () -> staff.dismiss(ADMIN, 101));
  }

  @RepeatedTest(5)
  void twoTeachersOfACourseDoNotLeaveAtOnce() throws Exception {
    TestDatabase.execute("DELETE FROM course_teacher WHERE course_id = 7");

    assertThat(atOnce(() -> staff.dismiss(ADMIN, 101), () -> staff.dismiss(ADMIN, 102)))
        .containsExactlyInAnyOrder("done", "last_teacher");
  }

  @Test
  void theLastAdminIsNotDismissed() {
    assertRefused("last_admin", () -> staff.dismiss(ADMIN, 201));

    Employee other = staff.hire(ADMIN, new NewEmployee(904, 1, "Deputy", Optional.empty()));
    TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = 904");
    assertRefused("last_admin", () -> staff.dismiss(ADMIN, 201));

    TestDatabase.execute("UPDATE users SET blocked_at = NULL WHERE account_id = 904");
    staff.dismiss(ADMIN, 201);

    assertRefused("forbidden", () -> staff.dismiss(ADMIN, other.id()));
    assertRefused("last_admin", () -> staff.dismiss(CUSTOMER, other.id()));
  }

  @RepeatedTest(5)
  void twoAdminsWhoDismissEachOtherLeaveOne() throws Exception {
    Employee other = staff.hire(ADMIN, new NewEmployee(904, 1, "Deputy", Optional.empty()));

    assertThat(atOnce(() -> staff.dismiss(ADMIN, other.id()), () -> staff.dismiss(CUSTOMER, 201)))
        .containsOnlyOnce("done")
        .containsAnyOf("last_admin", "forbidden");
  }

  @Test
  void anErasedAccountLeavesANamelessEmployee() {
    TestDatabase.execute(
        """
        INSERT INTO employee (id, user_id, role_id, position, hired_on, dismissed_on)
        VALUES (300, 13, 5, 'Mentor', '2020-01-01', '2021-01-01')
        """);

    Employee employee = staff.employee(SUPPORT, 300);

    assertThat(employee.name()).isEmpty();
    assertThat(employee.surname()).isEmpty();
    assertThat(employee.birthYear()).isEmpty();
  }

  private List<Integer> ids(EmployeeFilter filter) {
    return staff.employees(SUPPORT, filter, page()).items().stream().map(Employee::id).toList();
  }

  private static PageRequest page() {
    return new PageRequest(100, Optional.empty());
  }

  private static EmployeeEdit position(String text) {
    return new EmployeeEdit(Patch.set(text), Patch.keep());
  }

  private static EmployeeEdit hiredOn(LocalDate day) {
    return new EmployeeEdit(Patch.keep(), Patch.set(day));
  }
}

package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who teaches, mentors and reviews which course; ids are those of {@code catalogue.sql}. */
class TeamsIT {

  private static final CourseId JAVA = new CourseId(3);
  private static final CourseId STATISTICS = new CourseId(9);
  private static final CourseId ARCHIVED = new CourseId(21);

  private static Database database;
  private static DocumentCache documents;
  private static Catalog catalog;
  private static Teams teams;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = CatalogStaff.documents();
    catalog = new Catalog(database, TestDatabase.TIME);
    teams = new Teams(new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterAll
  static void close() {
    documents.close();
    database.close();
  }

  @BeforeEach
  void reset() {
    CatalogStaff.reset();
  }

  @AfterEach
  void dutiesAreDoneByThoseWhoMay() {
    Invariants.assertHold(Invariants.I13);
  }

  @Test
  void oneOfEachDutyJoinsTheTeam() {
    teams.add(ADMIN, STATISTICS, Duty.TEACHER, 101);
    teams.add(ADMIN, STATISTICS, Duty.MENTOR, 106);
    teams.add(ADMIN, STATISTICS, Duty.REVIEWER, 107);

    assertThat(catalog.team(STATISTICS).orElseThrow())
        .extracting(TeamMember::employeeId, TeamMember::duty)
        .containsExactly(
            tuple(101, "teacher"),
            tuple(105, "teacher"),
            tuple(106, "mentor"),
            tuple(107, "reviewer"));
    assertThat(CatalogStaff.audit(database))
        .hasSize(3)
        .first()
        .isEqualTo(
            "course.team_member_added 9 by 900: {\"teacher\": null} -> {\"teacher\": \"101\"}");
  }

  @Test
  void whoIsOnTheTeamStaysOnIt() {
    teams.add(ADMIN, JAVA, Duty.TEACHER, 101);
    teams.add(ADMIN, JAVA, Duty.MENTOR, 106);

    assertThat(catalog.team(JAVA).orElseThrow()).hasSize(4);
    assertThat(CatalogStaff.audit(database)).isEmpty();
  }

  @Test
  void aDutyTakesTheRoleOfItsName() {
    assertRefused("role_mismatch", () -> teams.add(ADMIN, JAVA, Duty.TEACHER, 106));
    assertRefused("role_mismatch", () -> teams.add(ADMIN, JAVA, Duty.MENTOR, 107));
    assertRefused("role_mismatch", () -> teams.add(ADMIN, JAVA, Duty.REVIEWER, 101));
  }

  @Test
  void aDutyTakesSomebodyWhoIsStillThere() {
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id IN (103, 106)");

    assertRefused("role_mismatch", () -> teams.add(ADMIN, JAVA, Duty.TEACHER, 103));
    assertRefused("role_mismatch", () -> teams.add(ADMIN, STATISTICS, Duty.MENTOR, 106));
  }

  @Test
  void aTeacherOfACourseHasACard() {
    TestDatabase.execute(
        """
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (150, 8, 2, 'Lecturer', '2020-01-01')
        """);

    assertRefused("role_mismatch", () -> teams.add(ADMIN, JAVA, Duty.TEACHER, 150));
  }

  @Test
  void somebodyLeavesTheTeam() {
    teams.remove(ADMIN, JAVA, Duty.TEACHER, 101);
    teams.remove(ADMIN, JAVA, Duty.MENTOR, 106);

    assertThat(catalog.team(JAVA).orElseThrow())
        .extracting(TeamMember::employeeId)
        .containsExactly(102, 107);
    assertThat(CatalogStaff.audit(database)).hasSize(2);
  }

  @Test
  void aCourseOnSaleKeepsATeacher() {
    assertRefused("last_teacher", () -> teams.remove(ADMIN, STATISTICS, Duty.TEACHER, 105));
    assertThat(catalog.team(STATISTICS).orElseThrow()).hasSize(1);

    TestDatabase.execute(
        """
        INSERT INTO course_teacher (course_id, teacher_id) VALUES (9, 104);
        UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 104;
        """);
    assertRefused("last_teacher", () -> teams.remove(ADMIN, STATISTICS, Duty.TEACHER, 105));

    teams.remove(ADMIN, ARCHIVED, Duty.TEACHER, 105);
    assertThat(catalog.team(ARCHIVED).orElseThrow()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    CourseId none = new CourseId(999);

    assertRefused("not_found", () -> teams.add(ADMIN, none, Duty.MENTOR, 106));
    assertRefused("not_found", () -> teams.add(ADMIN, JAVA, Duty.MENTOR, 999));
    assertRefused("not_found", () -> teams.remove(ADMIN, none, Duty.MENTOR, 106));
    assertRefused("not_found", () -> teams.remove(ADMIN, JAVA, Duty.REVIEWER, 106));
    assertRefused("not_found", () -> teams.remove(ADMIN, JAVA, Duty.TEACHER, 103));
  }

  @Test
  void onlyAnAdminSays() {
    assertRefused("forbidden", () -> teams.add(ANNA, JAVA, Duty.MENTOR, 106));
    assertRefused("forbidden", () -> teams.remove(ANNA, JAVA, Duty.MENTOR, 106));
  }
}

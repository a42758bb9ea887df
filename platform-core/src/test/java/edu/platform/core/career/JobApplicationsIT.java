package edu.platform.core.career;

import static edu.platform.core.career.ApplicationStatus.APPLIED;
import static edu.platform.core.career.ApplicationStatus.HIRED;
import static edu.platform.core.career.ApplicationStatus.INTERVIEWED;
import static edu.platform.core.career.ApplicationStatus.OFFERED;
import static edu.platform.core.career.ApplicationStatus.REJECTED;
import static edu.platform.core.career.ApplicationStatus.WITHDRAWN;
import static edu.platform.core.testing.Graduates.ADMIN;
import static edu.platform.core.testing.Graduates.ANNA;
import static edu.platform.core.testing.Graduates.IVAN;
import static edu.platform.core.testing.Graduates.JULIA;
import static edu.platform.core.testing.Graduates.MANAGER;
import static edu.platform.core.testing.Graduates.SUPPORT;
import static edu.platform.core.testing.Graduates.assertForgotten;
import static edu.platform.core.testing.Refusals.assertRefused;
import static edu.platform.core.testing.TestDatabase.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.PageRequest;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.People;
import edu.platform.core.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graduates apply, and are hired. Ivan's care 20 is running, with a CV. */
class JobApplicationsIT {

  private static final int CARE = 20;
  private static final int ACME = 1;
  private static final int BOREALIS = 2;
  private static final PageRequest ALL = new PageRequest(100, Optional.empty());

  /** Who is hired has nothing open. */
  private static final Sql OPEN_BESIDE_HIRED =
      Sql.named(
          "test.open-beside-hired",
          """
          SELECT h.student_id
            FROM job_application h
            JOIN job_application o ON o.student_id = h.student_id
           WHERE h.status = 'hired'
             AND o.status IN ('applied', 'interviewed', 'offered')
          """);

  private static Database database;
  private static DocumentCache documents;
  private static JobApplications applications;
  private static Companies companies;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = People.cache();
    Changes changes = new Changes(database, TestDatabase.TIME);
    applications = new JobApplications(database, changes, documents);
    companies = new Companies(database, changes);
  }

  @AfterAll
  static void close() {
    documents.close();
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
  }

  @AfterEach
  void invariantsHold() {
    Invariants.assertHold(Invariants.I9, Invariants.I10);
    assertThat(database.query(OPEN_BESIDE_HIRED, Map.of(), row -> row.integer("student_id")))
        .isEmpty();
  }

  @Test
  void aGraduateApplies() {
    JobApplication application = applications.apply(IVAN, CARE, ACME);

    assertThat(application)
        .isEqualTo(
            new JobApplication(
                50,
                CARE,
                ACME,
                TODAY,
                "applied",
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(applications.application(IVAN, 50)).contains(application);
  }

  @Test
  void onlyOnesOwnCareCounts() {
    for (Viewer other : List.of(JULIA, MANAGER, ADMIN)) {
      assertRefused("validation_failed", () -> applications.apply(other, CARE, ACME));
    }
    assertRefused("validation_failed", () -> applications.apply(IVAN, 999, ACME));
    assertRefused("validation_failed", () -> applications.apply(IVAN, CARE, 999));
  }

  @Test
  void applyingTakesACvAnAgreementAndARunningPeriod() {
    assertRefused("agreement_inactive", () -> applications.apply(IVAN, CARE, 3));
    assertRefused("agreement_inactive", () -> applications.apply(IVAN, CARE, 4));
    assertRefused("cv_required", () -> applications.apply(JULIA, 2, ACME));
    TestDatabase.execute(
        "UPDATE career_center_student SET cv_url = 'https://cv.example.org/julia' WHERE id = 2");
    assertRefused("support_ended", () -> applications.apply(JULIA, 2, ACME));

    TestDatabase.execute(
        "UPDATE career_center_student SET career_support_start = '2026-03-16' WHERE id = 20");
    assertThat(applications.apply(IVAN, CARE, ACME).status()).isEqualTo("applied");
    TestDatabase.execute(
        "UPDATE career_center_student SET career_support_start = '2026-03-15' WHERE id = 20");
    assertRefused("support_ended", () -> applications.apply(IVAN, CARE, BOREALIS));
  }

  @Test
  void oneApplicationToACompanyIsOpenAtATime() throws InterruptedException {
    Callable<Object> apply = () -> applications.apply(IVAN, CARE, ACME).status();

    assertThat(Graduates.atOnce(List.of(apply, apply)))
        .containsExactlyInAnyOrder("applied", "already_applied");
    int id = only(CARE, APPLIED);
    applications.move(MANAGER, id, REJECTED);
    assertThat(applications.apply(IVAN, CARE, ACME).status()).isEqualTo("applied");
  }

  @Test
  void whoIsHiredAppliesNoMore() {
    hire(applications.apply(IVAN, CARE, ACME).id());

    assertRefused("already_hired", () -> applications.apply(IVAN, CARE, BOREALIS));
  }

  @Test
  void hiringCountsAndWithdrawsTheRest() {
    int acme = applications.apply(IVAN, CARE, ACME).id();
    int borealis = applications.apply(IVAN, CARE, BOREALIS).id();
    applications.move(MANAGER, borealis, INTERVIEWED);
    Company before = companies.company(ACME).orElseThrow();

    JobApplication hired = hire(acme);

    assertThat(hired.status()).isEqualTo("hired");
    assertThat(hired.version()).isEqualTo(4);
    assertThat(applications.application(IVAN, borealis).orElseThrow().status())
        .isEqualTo("withdrawn");
    Company after = companies.company(ACME).orElseThrow();
    assertThat(after.hiredGraduatesCount()).isEqualTo(before.hiredGraduatesCount() + 1);
    assertThat(after.version()).as("counters are no edits").isEqualTo(before.version());
    assertThat(Graduates.audit(database))
        .endsWith(
            "job_application.hired job_application 50 by 901: {\"status\": \"offered\"} ->"
                + " {\"status\": \"hired\"}",
            "job_application.withdrawn job_application 51 by 901: {\"status\": \"interviewed\"} ->"
                + " {\"status\": \"withdrawn\"}")
        .hasSize(5);
  }

  @Test
  void anAdminTakesAHireBack() {
    int id = applications.apply(IVAN, CARE, ACME).id();
    hire(id);
    assertRefused("forbidden", () -> applications.move(MANAGER, id, OFFERED));
    assertRefused("forbidden", () -> applications.move(IVAN, id, OFFERED));

    assertThat(applications.move(ADMIN, id, OFFERED).status()).isEqualTo("offered");

    assertThat(companies.company(ACME).orElseThrow().hiredGraduatesCount()).isEqualTo(1);
    assertThat(applications.move(MANAGER, id, HIRED).status()).isEqualTo("hired");
  }

  @Test
  void movesAreMadeByThoseWhoMay() {
    int id = applications.apply(IVAN, CARE, ACME).id();

    for (Viewer stranger : List.of(JULIA, ANNA, SUPPORT)) {
      assertRefused("not_found", () -> applications.move(stranger, id, WITHDRAWN));
      assertRefused("not_found", () -> applications.move(stranger, id, INTERVIEWED));
    }
    assertRefused("forbidden", () -> applications.move(IVAN, id, INTERVIEWED));
    assertRefused("forbidden", () -> applications.move(IVAN, id, REJECTED));
    assertRefused("forbidden", () -> applications.move(MANAGER, id, WITHDRAWN));
    assertRefused("forbidden", () -> applications.move(ADMIN, id, WITHDRAWN));
    assertRefused("invalid_state", () -> applications.move(MANAGER, id, HIRED));
    assertRefused("invalid_state", () -> applications.move(IVAN, id, APPLIED));
    assertRefused("not_found", () -> applications.move(MANAGER, 999, INTERVIEWED));

    assertThat(applications.move(IVAN, id, WITHDRAWN).status()).isEqualTo("withdrawn");
    assertRefused("invalid_state", () -> applications.move(IVAN, id, WITHDRAWN));
  }

  @Test
  void ofTwoManagersWhoHireTheSameStudentOneDoes() throws InterruptedException {
    int acme = offered(ACME);
    int borealis = offered(BOREALIS);

    List<Object> results =
        Graduates.atOnce(
            List.of(
                (Callable<Object>) () -> applications.move(MANAGER, acme, HIRED).status(),
                (Callable<Object>) () -> applications.move(ADMIN, borealis, HIRED).status()));

    assertThat(results).containsExactlyInAnyOrder("hired", "invalid_state");
  }

  @Test
  void anApplicationIsHiredOnceHoweverManySaySo() throws InterruptedException {
    int id = offered(ACME);
    Callable<Object> hire = () -> applications.move(MANAGER, id, HIRED).status();

    assertThat(Graduates.atOnce(List.of(hire, hire, hire)))
        .containsExactlyInAnyOrder("hired", "invalid_state", "invalid_state");
    assertThat(companies.company(ACME).orElseThrow().hiredGraduatesCount()).isEqualTo(2);
  }

  @Test
  void whileSomebodyIsHiredNothingNewIsOpened() throws InterruptedException {
    int id = offered(ACME);

    List<Object> results =
        Graduates.atOnce(
            List.of(
                (Callable<Object>) () -> applications.move(MANAGER, id, HIRED).status(),
                (Callable<Object>) () -> applications.apply(IVAN, CARE, BOREALIS).status()));

    assertThat(results.getFirst()).isEqualTo("hired");
    assertThat(results.getLast()).isIn("applied", "already_hired");
  }

  @Test
  void noApplicationGoesToACompanyThatIsJustSuspended() throws InterruptedException {
    List<Object> results =
        Graduates.atOnce(
            List.of(
                (Callable<Object>) () -> applications.apply(IVAN, CARE, BOREALIS).status(),
                (Callable<Object>)
                    () ->
                        companies
                            .moveAgreement(MANAGER, BOREALIS, AgreementStatus.SUSPENDED)
                            .agreementStatus()));

    assertThat(results.getFirst()).isIn("applied", "agreement_inactive");
    assertThat(results.getLast()).isEqualTo("suspended");
  }

  @Test
  void aStudentWhoseDataSaysHiredIsNotHiredAgain() {
    TestDatabase.execute(
        """
        INSERT INTO job_application (id, student_id, company_id, application_date, status, status_changed_at)
        VALUES (30, 1, 2, '2026-02-01', 'offered', now())
        """);

    assertRefused("invalid_state", () -> applications.move(MANAGER, 30, HIRED));

    TestDatabase.execute("UPDATE job_application SET status = 'rejected' WHERE id = 30");
  }

  @Test
  void whatIsCachedOfHiresIsForgotten() {
    int id = offered(ACME);

    assertForgotten(
        documents,
        DocumentKind.COURSE_STATISTICS,
        "7",
        () -> applications.move(MANAGER, id, HIRED));
    assertForgotten(
        documents,
        DocumentKind.COURSE_STATISTICS,
        "7",
        () -> applications.move(ADMIN, id, OFFERED));
  }

  @Test
  void applicationsAreSeenByTheirOwnerAndTheCareerCentre() {
    applications.apply(IVAN, CARE, BOREALIS);

    assertThat(listed(IVAN, Optional.empty(), Optional.empty(), Optional.empty()))
        .containsExactly(50, 1);
    assertThat(listed(JULIA, Optional.empty(), Optional.empty(), Optional.empty()))
        .containsExactly(2);
    assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.empty()))
        .containsExactly(50, 2, 1);
    assertThat(listed(SUPPORT, Optional.empty(), Optional.empty(), Optional.empty())).isEmpty();
    assertThat(applications.application(JULIA, 1)).isEmpty();
    assertThat(applications.application(SUPPORT, 1)).isEmpty();
    assertThat(applications.application(MANAGER, 1)).isPresent();
    assertThat(applications.application(MANAGER, 999)).isEmpty();
  }

  @Test
  void listsAreNarrowed() {
    applications.apply(IVAN, CARE, BOREALIS);

    assertThat(listed(MANAGER, Optional.of(CARE), Optional.empty(), Optional.empty()))
        .containsExactly(50);
    assertThat(listed(MANAGER, Optional.empty(), Optional.of(ACME), Optional.empty()))
        .containsExactly(2, 1);
    assertThat(listed(MANAGER, Optional.empty(), Optional.of(ACME), Optional.of(HIRED)))
        .containsExactly(1);
    assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.of(APPLIED)))
        .containsExactly(50);
  }

  private static int offered(int company) {
    int id = applications.apply(IVAN, CARE, company).id();
    applications.move(MANAGER, id, INTERVIEWED);
    return applications.move(MANAGER, id, OFFERED).id();
  }

  private static JobApplication hire(int id) {
    applications.move(MANAGER, id, INTERVIEWED);
    applications.move(MANAGER, id, OFFERED);
    return applications.move(MANAGER, id, HIRED);
  }

  private static int only(int student, ApplicationStatus status) {
    List<Integer> found =
        listed(MANAGER, Optional.of(student), Optional.empty(), Optional.of(status));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static List<Integer> listed(
      Viewer viewer,
      Optional<Integer> student,
      Optional<Integer> company,
      Optional<ApplicationStatus> status) {
    return applications.applications(viewer, student, company, status, ALL).items().stream()
        .map(JobApplication::id)
        .toList();
  }
}

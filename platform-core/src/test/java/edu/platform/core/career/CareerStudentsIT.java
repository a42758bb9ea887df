package edu.platform.core.career;

import static edu.platform.core.testing.Graduates.ADMIN;
import static edu.platform.core.testing.Graduates.ANNA;
import static edu.platform.core.testing.Graduates.IVAN;
import static edu.platform.core.testing.Graduates.JULIA;
import static edu.platform.core.testing.Graduates.KIRILL;
import static edu.platform.core.testing.Graduates.LIDIA;
import static edu.platform.core.testing.Graduates.MANAGER;
import static edu.platform.core.testing.Graduates.SUPPORT;
import static edu.platform.core.testing.Refusals.assertRefused;
import static edu.platform.core.testing.TestDatabase.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.Patch;
import edu.platform.core.access.Viewer;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Graduates;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Graduates come into care, name their CV, and stay longer. */
class CareerStudentsIT {

  private static final PageRequest ALL = new PageRequest(100, Optional.empty());
  private static final Optional<String> CV = Optional.of("https://cv.example.org/new");

  private static Database database;
  private static CareerStudents students;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    students =
        new CareerStudents(database, new Changes(database, TestDatabase.TIME), TestDatabase.TIME);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    Graduates.reset();
  }

  @Test
  void whoHasACertificateComesIntoCare() {
    TestDatabase.execute("DELETE FROM career_center_student WHERE id = 20");

    CareerStudent student = students.add(IVAN, 7);

    assertThat(student)
        .isEqualTo(
            new CareerStudent(
                50,
                8,
                Optional.of("Ivan"),
                Optional.of("Green"),
                7,
                "PostgreSQL",
                Optional.empty(),
                TODAY,
                TODAY.plusMonths(3).minusDays(1),
                3,
                false,
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(students.student(IVAN, 50)).contains(student);
  }

  @Test
  void theExtendedTrackGivesSixMonths() {
    CareerStudent student = students.add(JULIA, 9);

    assertThat(student.extended()).isTrue();
    assertThat(student.supportPeriod()).isEqualTo(6);
    assertThat(student.careerSupportEnd()).isEqualTo(TODAY.plusMonths(6).minusDays(1));
  }

  @AfterEach
  void invariantsHold() {
    Invariants.assertHold(Invariants.I8);
  }

  @Test
  void whoHasNoValidCertificateDoesNot() {
    assertRefused("certificate_required", () -> students.add(LIDIA, 3)); // none
    assertRefused("certificate_required", () -> students.add(KIRILL, 3)); // revoked
    assertRefused("validation_failed", () -> students.add(LIDIA, 20)); // a draft
    assertRefused("validation_failed", () -> students.add(LIDIA, 999));
  }

  @Test
  void aPersonIsInCareOnceACourse() throws InterruptedException {
    assertRefused("already_exists", () -> students.add(IVAN, 7));
    Callable<Object> add = () -> students.add(JULIA, 9).userId();

    assertThat(Graduates.atOnce(List.of(add, add))).containsExactlyInAnyOrder(9, "already_exists");
  }

  @Test
  void theGraduateChangesTheCvAndNobodyElse() {
    CareerStudent changed = change(IVAN, 20, Patch.set(CV), Patch.keep());

    assertThat(changed.cvUrl()).isEqualTo(CV);
    assertThat(changed.supportPeriod()).isEqualTo(3);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(change(IVAN, 20, Patch.set(Optional.empty()), Patch.keep()).cvUrl()).isEmpty();
    assertRefused("forbidden", () -> change(MANAGER, 20, Patch.set(CV), Patch.keep()));
    assertRefused("forbidden", () -> change(ADMIN, 20, Patch.set(CV), Patch.keep()));
    assertRefused("not_found", () -> change(JULIA, 20, Patch.set(CV), Patch.keep()));
    assertRefused("not_found", () -> change(SUPPORT, 20, Patch.set(CV), Patch.keep()));
    assertRefused("not_found", () -> change(IVAN, 999, Patch.set(CV), Patch.keep()));
    assertThat(Graduates.audit(database)).isEmpty();
  }

  @Test
  void aManagerProlongsTheCareAndNobodyElse() {
    assertThat(change(MANAGER, 20, Patch.keep(), Patch.set(12)).careerSupportEnd())
        .isEqualTo("2027-05-31");
    assertRefused("validation_failed", () -> change(MANAGER, 20, Patch.keep(), Patch.set(11)));
    assertRefused("forbidden", () -> change(IVAN, 20, Patch.keep(), Patch.set(12)));
    assertThat(Graduates.audit(database))
        .containsExactly(
            "career_student.prolonged career_center_student 20 by 901:"
                + " {\"support_period\": \"3\"} -> {\"support_period\": \"12\"}");
  }

  @Test
  void anEditIsOfTheVersionThatIsKnown() {
    assertRefused(
        "stale_etag",
        () ->
            students.change(
                IVAN, 20, ExpectedVersion.oneOf(Set.of(2)), Patch.set(CV), Patch.keep()));
  }

  @Test
  void aCvIsSeenByItsOwnerAndTheCareerCentre() {
    assertThat(seenBy(IVAN)).containsExactly(20, 1);
    assertThat(seenBy(JULIA)).containsExactly(2);
    assertThat(seenBy(MANAGER)).containsExactly(20, 2, 1);
    assertThat(seenBy(ADMIN)).containsExactly(20, 2, 1);
    for (Viewer other : List.of(ANNA, SUPPORT, LIDIA)) {
      assertThat(seenBy(other)).isEmpty();
    }
  }

  private static List<Integer> seenBy(Viewer viewer) {
    List<Integer> listed = listed(viewer, Optional.empty(), Optional.empty(), Optional.empty());
    for (int id : List.of(1, 2, 20)) {
      assertThat(students.student(viewer, id).isPresent())
          .as("student %s by id", id)
          .isEqualTo(listed.contains(id));
    }
    return listed;
  }

  @Test
  void listsAreNarrowed() {
    assertThat(listed(MANAGER, Optional.of(8), Optional.empty(), Optional.empty()))
        .containsExactly(20, 1);
    assertThat(listed(MANAGER, Optional.empty(), Optional.of(3), Optional.empty()))
        .containsExactly(2, 1);
    assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.of(true)))
        .containsExactly(20);
    assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.of(false)))
        .containsExactly(2, 1);
    assertThat(listed(IVAN, Optional.of(9), Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void careRunsFromItsFirstDayToItsLast() {
    TestDatabase.execute(
        "UPDATE certificate SET issue_date = '2024-01-01' WHERE certificate_id = 20");

    for (String start : List.of("2026-03-16", "2026-06-15")) {
      TestDatabase.execute(
          "UPDATE career_center_student SET career_support_start = '" + start + "' WHERE id = 20");
      assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.of(true)))
          .as(start)
          .containsExactly(20);
    }
    for (String start : List.of("2026-03-15", "2026-06-16")) {
      TestDatabase.execute(
          "UPDATE career_center_student SET career_support_start = '" + start + "' WHERE id = 20");
      assertThat(listed(MANAGER, Optional.empty(), Optional.empty(), Optional.of(true)))
          .as(start)
          .isEmpty();
    }
  }

  @Test
  void sqlAndJavaAgreeOnTheLastDayOfCare() {
    TestDatabase.execute(
        "UPDATE certificate SET issue_date = '2024-01-01' WHERE certificate_id = 20");

    for (String start : List.of("2025-11-30", "2026-01-31", "2024-02-29", "2026-02-28")) {
      for (int months = 1; months <= 12; months++) {
        TestDatabase.execute(
            "UPDATE career_center_student SET career_support_start = '%s', support_period = %d WHERE id = 20"
                .formatted(start, months));
        CareerStudent student = students.student(IVAN, 20).orElseThrow();
        boolean running =
            !TODAY.isBefore(student.careerSupportStart())
                && !TODAY.isAfter(student.careerSupportEnd());

        assertThat(listed(IVAN, Optional.empty(), Optional.of(7), Optional.of(true)))
            .as("%s for %s months", start, months)
            .hasSize(running ? 1 : 0);
      }
    }
  }

  private static CareerStudent change(
      Viewer viewer, int id, Patch<Optional<String>> cv, Patch<Integer> months) {
    return students.change(viewer, id, ExpectedVersion.ANY, cv, months);
  }

  private static List<Integer> listed(
      Viewer viewer,
      Optional<Integer> userId,
      Optional<Integer> courseId,
      Optional<Boolean> active) {
    return students.students(viewer, userId, courseId, active, ALL).items().stream()
        .map(CareerStudent::id)
        .toList();
  }
}

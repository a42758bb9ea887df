package edu.platform.core.staff;

import static edu.platform.core.testing.People.ADMIN;
import static edu.platform.core.testing.People.STRANGER;
import static edu.platform.core.testing.People.SUPPORT;
import static edu.platform.core.testing.People.TEACHER;
import static edu.platform.core.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.People;
import edu.platform.core.testing.Rows;
import edu.platform.core.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cards of teachers (requirements R4.1, R4.2), and who writes them. */
class TeachersIT {

  private static final TeacherDetails DETAILS =
      new TeacherDetails("Borealis", 12, 6, Optional.of("Sails."));
  private static final Optional<ExpectedVersion> FIRST =
      Optional.of(ExpectedVersion.oneOf(Set.of(1)));
  private static final PageRequest PAGE = new PageRequest(100, Optional.empty());

  private Database database;
  private DocumentCache documents;
  private Teachers teachers;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    People.insert();
    database = TestDatabase.open();
    documents = People.cache();
    teachers = new Teachers(database, new Changes(database, TestDatabase.TIME), documents);
  }

  @AfterEach
  void close() {
    documents.close();
    database.close();
  }

  @Test
  void anybodySeesTheCardOfATeacher() {
    TeacherProfile anna = teachers.teacher(101).orElseThrow();

    assertThat(anna)
        .isEqualTo(
            new TeacherProfile(
                101,
                "Анна",
                "Петрова",
                "Acme",
                20,
                10,
                Optional.of("https://pictures.example.org/anna.png"),
                Optional.of("Likes cats."),
                anna.createdAt(),
                anna.updatedAt(),
                1));
    assertThat(teachers.teacher(106)).as("a mentor").isEmpty();
    assertThat(teachers.teacher(999)).isEmpty();
  }

  @Test
  void teachersAreFoundByCourseAndSurname() {
    assertThat(ids(Optional.empty(), Optional.empty())).containsExactly(101, 102, 103, 104, 105);
    assertThat(ids(Optional.of(3), Optional.empty())).containsExactly(101, 102);
    assertThat(ids(Optional.of(7), Optional.of("пет"))).containsExactly(101);
    assertThat(ids(Optional.of(20), Optional.empty())).isEmpty();
    assertThat(ids(Optional.empty(), Optional.of("B_"))).isEmpty();
  }

  @Test
  void theCoursesOfATeacherAreThoseOnSale() {
    assertThat(teachers.courses(101, PAGE).map(Page::items))
        .contains(List.of(new TaughtCourse(3, "Java с нуля"), new TaughtCourse(7, "PostgreSQL")));
    assertThat(teachers.courses(105, PAGE).map(Page::items))
        .as("21 is archived")
        .contains(List.of(new TaughtCourse(9, "Статистика")));
    assertThat(teachers.courses(106, PAGE)).isEmpty();

    Page<TaughtCourse> first =
        teachers.courses(101, new PageRequest(1, Optional.empty())).orElseThrow();

    assertThat(teachers.courses(101, new PageRequest(1, first.next())).map(Page::items))
        .contains(List.of(new TaughtCourse(7, "PostgreSQL")));
  }

  @Test
  void whoWasDismissedIsNotShown() {
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 101");

    assertThat(teachers.teacher(101)).isEmpty();
    assertThat(teachers.courses(101, PAGE)).isEmpty();
    assertThat(ids(Optional.of(3), Optional.empty())).containsExactly(102);
    assertRefused("not_found", () -> teachers.write(ADMIN, 101, FIRST, DETAILS));
  }

  @Test
  void aTeacherWritesTheCardAnewAndTheCoursesForgetTheOldOne() {
    assertThat(People.forgotten(documents, () -> teachers.write(TEACHER, 101, FIRST, DETAILS)))
        .containsExactly(3, 7);

    TeacherProfile card = teachers.teacher(101).orElseThrow();
    assertThat(card.workPlace()).isEqualTo("Borealis");
    assertThat(card.overallExperience()).isEqualTo(12);
    assertThat(card.specializationExperience()).isEqualTo(6);
    assertThat(card.about()).contains("Sails.");
    assertThat(card.version()).isEqualTo(2);
    assertThat(card.updatedAt()).isEqualTo(TestDatabase.TIME.now());
    assertThat(
            Rows.of(
                database,
                "SELECT concat_ws(' ', action, entity_id, after) AS value FROM audit_log"))
        .containsExactly(
            "teacher.written 101 {\"about\": \"changed\", \"work_place\": \"Borealis\","
                + " \"overall_experience\": \"12\", \"specialization_experience\": \"6\"}");
  }

  @Test
  void theFirstCardNeedsNoVersionAndALaterOneDoes() {
    TestDatabase.execute(
        """
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (300, 904, 2, 'Lecturer', '2026-01-01')
        """);

    teachers.write(ADMIN, 300, Optional.empty(), DETAILS);

    assertThat(teachers.teacher(300).map(TeacherProfile::version)).contains(1);
    assertRefused("if_match_required", () -> teachers.write(ADMIN, 300, Optional.empty(), DETAILS));
    assertRefused(
        "stale_etag",
        () -> teachers.write(ADMIN, 300, Optional.of(ExpectedVersion.oneOf(Set.of(2))), DETAILS));
    teachers.write(ADMIN, 300, FIRST, new TeacherDetails("Cobalt", 0, 0, Optional.empty()));
    assertThat(teachers.teacher(300).flatMap(TeacherProfile::about)).isEmpty();
  }

  @Test
  void othersHaveNoCard() {
    assertRefused("role_mismatch", () -> teachers.write(ADMIN, 106, Optional.empty(), DETAILS));
    assertRefused(
        "role_mismatch",
        () -> teachers.write(Viewer.of(6, Set.of(), "r"), 106, Optional.empty(), DETAILS));
    assertRefused("not_found", () -> teachers.write(ADMIN, 999, Optional.empty(), DETAILS));
  }

  @Test
  void nobodyElseWritesIt() {
    for (Viewer other : List.of(STRANGER, SUPPORT, Viewer.of(2, Set.of(), "r"))) {
      assertRefused("not_found", () -> teachers.write(other, 101, FIRST, DETAILS));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "71, 0", "5, 6", "5, -1"})
  void experienceIsWithinALife(int overall, int inSpecialization) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TeacherDetails("Acme", overall, inSpecialization, Optional.empty()));
  }

  private List<Integer> ids(Optional<Integer> course, Optional<String> surname) {
    return teachers.teachers(course, surname, PAGE).items().stream()
        .map(TeacherProfile::employeeId)
        .toList();
  }
}

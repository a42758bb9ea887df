package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.ELENA;
import static edu.platform.core.catalog.CatalogStaff.FEDOR;
import static edu.platform.core.catalog.CatalogStaff.IVAN;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.Money;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lives of courses; ids are those of {@code catalogue.sql}. */
class CoursesIT {

  private static final CourseId JAVA = new CourseId(3);
  private static final CourseId DRAFT = new CourseId(20);
  private static final CourseId ARCHIVED = new CourseId(21);
  private static final CourseContent GO =
      new CourseContent("Go", "Learn Go.", 1, 2, 100, new Money(700_000, "RUB"));

  private static Database database;
  private static DocumentCache documents;
  private static Catalog catalog;
  private static Catalog staffCatalog;
  private static Courses courses;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = CatalogStaff.documents();
    catalog = new Catalog(database, TestDatabase.TIME);
    staffCatalog = catalog.seenBy(FEDOR);
    courses = new Courses(new Changes(database, TestDatabase.TIME), documents);
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

  @Test
  void aDraftIsMadeAndSeenByStaffAlone() {
    CourseId id = courses.create(ADMIN, GO);

    assertThat(id).isEqualTo(new CourseId(50));
    assertThat(catalog.course(id)).isEmpty();
    assertThat(catalog.seenBy(IVAN).course(id)).isEmpty();
    assertThat(staffCatalog.course(id))
        .contains(
            new CourseCard(
                50,
                "Go",
                "Learn Go.",
                new Named(1, "Backend"),
                new Named(2, "Intermediate"),
                100,
                new Money(700_000, "RUB"),
                "draft",
                List.of(),
                List.of(),
                List.of(),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(CatalogStaff.audit(database)).hasSize(1).first().asString().contains("\"Go\"");
  }

  @Test
  void whatACourseRefersToMustExist() {
    assertRefused(
        "validation_failed",
        () -> courses.create(ADMIN, new CourseContent("Go", "Go", 99, 1, 1, GO.price())));
    assertRefused(
        "validation_failed",
        () ->
            courses.change(
                ADMIN,
                JAVA,
                ExpectedVersion.ANY,
                _ -> new CourseContent("Go", "Go", 1, 99, 1, GO.price())));
  }

  @Test
  void anAdminChangesAllAndTheDifferenceIsKept() {
    courses.change(ADMIN, JAVA, ExpectedVersion.oneOf(Set.of(4)), _ -> GO);

    CourseCard card = catalog.course(JAVA).orElseThrow();
    assertThat(card.name()).isEqualTo("Go");
    assertThat(card.level().id()).isEqualTo(2);
    assertThat(card.durationHours()).isEqualTo(100);
    assertThat(card.price()).isEqualTo(new Money(700_000, "RUB"));
    assertThat(card.version()).isEqualTo(5);
    assertThat(card.updatedAt()).isEqualTo(TestDatabase.TIME.now());
    assertThat(CatalogStaff.audit(database))
        .singleElement()
        .asString()
        .startsWith("course.changed 3 by 900: ")
        .contains("\"price\": \"5000050\"", "\"price\": \"700000\"")
        .doesNotContain("\"specialization_id\"");
  }

  @Test
  void aTeacherOfACourseChangesItsDescriptionAlone() {
    courses.change(ANNA, JAVA, ExpectedVersion.ANY, now -> now.describedAs("Better."));

    assertThat(catalog.course(JAVA).orElseThrow().description()).isEqualTo("Better.");
    assertRefused("forbidden", () -> courses.change(ANNA, JAVA, ExpectedVersion.ANY, _ -> GO));
    assertRefused(
        "forbidden",
        () -> courses.change(ELENA, JAVA, ExpectedVersion.ANY, now -> now.describedAs("Mine.")));
    assertRefused(
        "forbidden",
        () -> courses.change(FEDOR, JAVA, ExpectedVersion.ANY, now -> now.describedAs("Mine.")));
  }

  @Test
  void aTeacherWhoIsDismissedChangesNothing() {
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 101");

    assertRefused(
        "forbidden",
        () -> courses.change(ANNA, JAVA, ExpectedVersion.ANY, now -> now.describedAs("Mine.")));
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    ExpectedVersion third = ExpectedVersion.oneOf(Set.of(3));

    assertRefused("stale_etag", () -> courses.change(ADMIN, JAVA, third, _ -> GO));
    assertRefused("stale_etag", () -> courses.delete(ADMIN, DRAFT, third));
  }

  @Test
  void aDraftWithoutRunsIsRemoved() {
    TestDatabase.execute("DELETE FROM course_calendar WHERE course_id = 20");

    courses.delete(ADMIN, DRAFT, ExpectedVersion.oneOf(Set.of(1)));

    assertThat(staffCatalog.course(DRAFT)).isEmpty();
    assertThat(CatalogStaff.audit(database)).hasSize(1);
  }

  @Test
  void aDraftWithRunsStays() {
    assertRefused("in_use", () -> courses.delete(ADMIN, DRAFT, ExpectedVersion.ANY));

    assertThat(staffCatalog.course(DRAFT)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 21})
  void onlyADraftIsRemoved(int course) {
    assertRefused(
        "invalid_state", () -> courses.delete(ADMIN, new CourseId(course), ExpectedVersion.ANY));
  }

  @Test
  void aCourseOnSaleHasATopicAndATeacher() {
    assertRefused("incomplete_course", () -> courses.publish(ADMIN, DRAFT));
    TestDatabase.execute(
        "INSERT INTO course_topic_association (course_id, topic_id, ordinal) VALUES (20, 1, 1)");
    assertRefused("incomplete_course", () -> courses.publish(ADMIN, DRAFT));
    TestDatabase.execute(
        """
        UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 104;
        INSERT INTO course_teacher (course_id, teacher_id) VALUES (20, 104);
        """);
    assertRefused("incomplete_course", () -> courses.publish(ADMIN, DRAFT));
    TestDatabase.execute("INSERT INTO course_teacher (course_id, teacher_id) VALUES (20, 101)");

    courses.publish(ADMIN, DRAFT);

    CourseCard card = catalog.course(DRAFT).orElseThrow();
    assertThat(card.status()).isEqualTo("on_sale");
    assertThat(card.version()).isEqualTo(2);
    assertThat(CatalogStaff.audit(database))
        .containsExactly(
            "course.published 20 by 900: {\"status\": \"draft\"} -> {\"status\": \"on_sale\"}");
  }

  @Test
  void aCourseIsArchivedAndComesBack() {
    courses.archive(ADMIN, JAVA);

    assertThat(catalog.course(JAVA).map(CourseCard::status)).contains("archived");
    assertThat(catalog.run(8).map(Run::state)).contains("sales_closed");

    courses.publish(ADMIN, JAVA);

    assertThat(catalog.course(JAVA).map(CourseCard::status)).contains("on_sale");
  }

  @Test
  void otherMovesAreRefused() {
    assertRefused("invalid_state", () -> courses.publish(ADMIN, JAVA));
    assertRefused("invalid_state", () -> courses.archive(ADMIN, DRAFT));
    assertRefused("invalid_state", () -> courses.archive(ADMIN, ARCHIVED));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    CourseId none = new CourseId(999);

    assertRefused("not_found", () -> courses.change(ADMIN, none, ExpectedVersion.ANY, _ -> GO));
    assertRefused("not_found", () -> courses.delete(ADMIN, none, ExpectedVersion.ANY));
    assertRefused("not_found", () -> courses.publish(ADMIN, none));
    assertRefused("not_found", () -> courses.archive(ADMIN, none));
  }

  @Test
  void onlyAnAdminCaresForTheLivesOfCourses() {
    assertRefused("forbidden", () -> courses.create(ANNA, GO));
    assertRefused("forbidden", () -> courses.delete(ANNA, DRAFT, ExpectedVersion.ANY));
    assertRefused("forbidden", () -> courses.publish(ANNA, DRAFT));
    assertRefused("forbidden", () -> courses.archive(ANNA, JAVA));
  }

  @Test
  void aChangeIsSeenInWhatWasCached() {
    assertThat(cachedName()).isEqualTo("Java с нуля");

    courses.change(ADMIN, JAVA, ExpectedVersion.ANY, _ -> GO);

    assertThat(cachedName()).isEqualTo("Go");
  }

  @Test
  void aRefusalChangesNothingThatIsCached() {
    assertThat(cachedName()).isEqualTo("Java с нуля");
    TestDatabase.execute("UPDATE course SET name = 'Behind the back' WHERE course_id = 3");

    assertRefused("invalid_state", () -> courses.publish(ADMIN, JAVA));

    assertThat(cachedName()).isEqualTo("Java с нуля");
    documents.invalidate(DocumentKind.COURSE_CARD, "3");
  }

  private static String cachedName() {
    return documents
        .get(
            DocumentKind.COURSE_CARD,
            "3",
            () ->
                Optional.of(
                    Document.of(
                        catalog.course(JAVA).orElseThrow().name().getBytes(StandardCharsets.UTF_8),
                        TestDatabase.TIME.now())))
        .map(document -> new String(document.body(), StandardCharsets.UTF_8))
        .orElseThrow();
  }
}

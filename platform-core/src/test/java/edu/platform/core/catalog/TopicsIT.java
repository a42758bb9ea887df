package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.ELENA;
import static edu.platform.core.catalog.CatalogStaff.FEDOR;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.RefusedException;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.Invariants;
import edu.platform.core.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics, their projects, and their places in courses; ids are those of {@code catalogue.sql}. */
class TopicsIT {

  private static final CourseId JAVA = new CourseId(3);
  private static final CourseId POSTGRESQL = new CourseId(7);
  private static final CourseId ARCHIVED = new CourseId(21);
  private static final int OBJECTS = 1;
  private static final int SQL = 2;
  private static final int FREE = 3;
  private static final ExpectedVersion ANY = ExpectedVersion.ANY;
  private static final TopicContent STREAMS =
      new TopicContent("Streams", Optional.of("Lazy."), List.of("Java", "C++ \"20\""), 12);
  private static final ProjectContent CHAT = new ProjectContent("A chat", Optional.empty());

  private static Database database;
  private static DocumentCache documents;
  private static Catalog catalog;
  private static Topics topics;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = CatalogStaff.documents();
    catalog = new Catalog(database, TestDatabase.TIME);
    topics = new Topics(new Changes(database, TestDatabase.TIME), documents);
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
  void projectsAreCounted() {
    Invariants.assertHold(Invariants.I14);
  }

  @Test
  void anyTeacherMakesATopic() {
    Topic made = topics.create(ELENA, STREAMS);

    assertThat(made.id()).isEqualTo(50);
    assertThat(TopicContent.of(made)).isEqualTo(STREAMS);
    assertThat(made.projectsNumber()).isZero();
    assertThat(catalog.topic(50)).contains(made);
    assertThat(CatalogStaff.audit(database))
        .singleElement()
        .asString()
        .startsWith("topic.created 50 by 5: ");
    assertRefused("forbidden", () -> topics.create(FEDOR, STREAMS));
  }

  @Test
  void aTeacherOfACourseWithTheTopicChangesIt() {
    Topic changed = topics.change(ANNA, OBJECTS, ExpectedVersion.oneOf(Set.of(1)), _ -> STREAMS);

    assertThat(TopicContent.of(changed)).isEqualTo(STREAMS);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.projectsNumber()).isEqualTo(2);
    assertThat(catalog.topics(JAVA).orElseThrow())
        .extracting(CourseTopic::name)
        .containsExactly("SQL", "Streams");
    assertRefused("forbidden", () -> topics.change(ELENA, OBJECTS, ANY, _ -> STREAMS));
    assertRefused("forbidden", () -> topics.delete(ELENA, OBJECTS, ANY));
  }

  @Test
  void anyTeacherChangesATopicThatNoCourseHas() {
    assertThat(topics.change(ELENA, FREE, ANY, _ -> STREAMS).name()).isEqualTo("Streams");
    assertThat(topics.change(ADMIN, OBJECTS, ANY, _ -> STREAMS).name()).isEqualTo("Streams");
  }

  @Test
  void aTopicOfACourseStays() {
    assertRefused("in_use", () -> topics.delete(ADMIN, SQL, ANY));
    assertThat(catalog.topic(SQL)).isPresent();
  }

  @Test
  void aTopicThatNoCourseHasIsRemovedWithItsProjects() {
    Project project = topics.createProject(ELENA, FREE, CHAT);

    topics.delete(ELENA, FREE, ExpectedVersion.oneOf(Set.of(1)));

    assertThat(catalog.topic(FREE)).isEmpty();
    assertThat(catalog.project(project.id())).isEmpty();
  }

  @Test
  void projectsAreMadeChangedAndRemoved() {
    Project made = topics.createProject(ANNA, OBJECTS, CHAT);
    assertThat(made)
        .isEqualTo(
            new Project(
                50,
                OBJECTS,
                "A chat",
                Optional.empty(),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(catalog.topic(OBJECTS).orElseThrow())
        .extracting(Topic::projectsNumber, Topic::version)
        .containsExactly(3, 1);

    Project changed =
        topics.changeProject(
            ANNA, 50, ANY, now -> new ProjectContent(now.name(), Optional.of("Two.")));
    assertThat(changed.description()).contains("Two.");
    assertThat(changed.version()).isEqualTo(2);

    assertRefused(
        "stale_etag", () -> topics.deleteProject(ANNA, 50, ExpectedVersion.oneOf(Set.of(1))));
    topics.deleteProject(ANNA, 50, ExpectedVersion.oneOf(Set.of(2)));
    assertThat(catalog.project(50)).isEmpty();
    assertThat(catalog.topic(OBJECTS).orElseThrow().projectsNumber()).isEqualTo(2);
    assertThat(CatalogStaff.audit(database)).hasSize(3);
  }

  @Test
  void onlyWhoMayChangeTheTopicChangesItsProjects() {
    assertRefused("forbidden", () -> topics.createProject(ELENA, OBJECTS, CHAT));
    assertRefused("forbidden", () -> topics.changeProject(ELENA, 1, ANY, _ -> CHAT));
    assertRefused("forbidden", () -> topics.deleteProject(ELENA, 1, ANY));
  }

  @Test
  void projectsMadeAtOnceAreAllCounted() throws InterruptedException, ExecutionException {
    List<Callable<Project>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(() -> topics.createProject(ANNA, OBJECTS, CHAT));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Project> made : threads.invokeAll(work)) {
        assertThat(made.get().topicId()).isEqualTo(OBJECTS);
      }
    }

    assertThat(catalog.topic(OBJECTS).orElseThrow().projectsNumber()).isEqualTo(6);
  }

  @Test
  void aTopicHasAThousandProjectsAtMost() {
    TestDatabase.execute(
        """
        INSERT INTO project (topic_id, name) SELECT 1, 'P' FROM generate_series(1, 998);
        UPDATE course_topic SET projects_number = 1000 WHERE id = 1;
        """);

    assertRefused("validation_failed", () -> topics.createProject(ANNA, OBJECTS, CHAT));
  }

  @Test
  void aTopicGetsAPlaceInACourseAndAnother() {
    topics.setInCourse(ANNA, JAVA, FREE, 1);
    topics.setInCourse(ANNA, JAVA, SQL, 500);
    topics.setInCourse(ANNA, JAVA, SQL, 500);

    assertThat(catalog.topics(JAVA).orElseThrow())
        .extracting(CourseTopic::id, CourseTopic::ordinal)
        .containsExactly(tuple(FREE, 1), tuple(OBJECTS, 2), tuple(SQL, 500));
    assertThat(CatalogStaff.audit(database))
        .containsExactly(
            "course.topic_set 3 by 1: {\"ordinal of topic 3\": null}"
                + " -> {\"ordinal of topic 3\": \"1\"}",
            "course.topic_set 3 by 1: {\"ordinal of topic 2\": \"1\"}"
                + " -> {\"ordinal of topic 2\": \"500\"}");
  }

  @Test
  void onlyTeachersOfACourseArrangeIt() {
    assertRefused("forbidden", () -> topics.setInCourse(ELENA, JAVA, FREE, 1));
    assertRefused("forbidden", () -> topics.removeFromCourse(ELENA, JAVA, SQL));
    assertRefused("forbidden", () -> topics.setInCourse(FEDOR, JAVA, FREE, 1));
  }

  @Test
  void aTopicLeavesACourseButTheLastOneOnSale() {
    topics.removeFromCourse(ANNA, JAVA, SQL);
    assertRefused("last_topic", () -> topics.removeFromCourse(ANNA, JAVA, OBJECTS));
    assertRefused("last_topic", () -> topics.removeFromCourse(ANNA, POSTGRESQL, SQL));

    topics.setInCourse(ELENA, ARCHIVED, FREE, 1);
    topics.removeFromCourse(ELENA, ARCHIVED, FREE);
    assertThat(catalog.topics(ARCHIVED)).contains(List.of());
  }

  @Test
  void twoWhoTakeTheLastTwoTopicsLeaveOne() throws InterruptedException {
    List<Callable<Boolean>> work = List.of(() -> removed(SQL), () -> removed(OBJECTS));
    List<Boolean> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : threads.invokeAll(work)) {
        done.add(one.resultNow());
      }
    }

    assertThat(done).containsExactlyInAnyOrder(true, false);
    assertThat(catalog.topics(JAVA).orElseThrow()).hasSize(1);
  }

  private static boolean removed(int topic) {
    try {
      topics.removeFromCourse(ANNA, JAVA, topic);
      return true;
    } catch (RefusedException refusal) {
      assertThat(refusal.code()).isEqualTo("last_topic");
      return false;
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    CourseId none = new CourseId(999);

    assertRefused("not_found", () -> topics.change(ADMIN, 999, ANY, _ -> STREAMS));
    assertRefused("not_found", () -> topics.delete(ADMIN, 999, ANY));
    assertRefused("not_found", () -> topics.createProject(ADMIN, 999, CHAT));
    assertRefused("not_found", () -> topics.changeProject(ADMIN, 999, ANY, _ -> CHAT));
    assertRefused("not_found", () -> topics.deleteProject(ADMIN, 999, ANY));
    assertRefused("not_found", () -> topics.setInCourse(ADMIN, none, SQL, 1));
    assertRefused("not_found", () -> topics.setInCourse(ADMIN, JAVA, 999, 1));
    assertRefused("not_found", () -> topics.removeFromCourse(ADMIN, none, SQL));
    assertRefused("not_found", () -> topics.removeFromCourse(ADMIN, JAVA, FREE));
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    ExpectedVersion second = ExpectedVersion.oneOf(Set.of(2));

    assertRefused("stale_etag", () -> topics.change(ANNA, OBJECTS, second, _ -> STREAMS));
    assertRefused("stale_etag", () -> topics.delete(ANNA, FREE, second));
    assertRefused("stale_etag", () -> topics.changeProject(ANNA, 1, second, _ -> CHAT));
  }
}

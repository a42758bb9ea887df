package edu.platform.core.catalog;

import static edu.platform.core.testing.TestDatabase.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import edu.platform.core.ErrorCode;
import edu.platform.core.Keyset;
import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.catalog.internal.CatalogSql;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.TestDatabase;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue on a real database; ids are those of {@code catalogue.sql}. */
class CatalogIT {

  private static final CourseFilter ALL = filter();
  private static final RunFilter ALL_RUNS =
      new RunFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static Database database;
  private static Catalog catalog;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    catalog = new Catalog(database, TestDatabase.TIME);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    TestDatabase.reset();
  }

  @Test
  void everyStatementFitsTheSchema() throws IllegalAccessException {
    List<Sql> statements = new ArrayList<>();
    for (Field field : CatalogSql.class.getFields()) {
      if (field.getType() == Sql.class) {
        statements.add((Sql) field.get(null));
      }
    }

    assertThat(statements).hasSizeGreaterThanOrEqualTo(14);
    for (Sql statement : statements) {
      Map<String, Object> parameters = new HashMap<>();
      Map<String, Object> values = Map.of("course_id", 3, "id", 1, "today", TODAY, "drafts", false);
      statement.parameters().forEach(name -> parameters.put(name, values.get(name)));
      assertThat(database.query(statement, parameters, Function.identity()))
          .as(statement.name())
          .isNotEmpty();
    }
  }

  @Test
  void aCardHasAllOfACourse() {
    Optional<CourseCard> card = catalog.course(new CourseId(3));

    assertThat(card)
        .contains(
            new CourseCard(
                3,
                "Java с нуля",
                "Учимся программировать на Java.",
                new Named(1, "Backend"),
                new Named(1, "From scratch"),
                240,
                new Money(5_000_050, "RUB"),
                "on_sale",
                List.of(
                    new CourseTopic(2, 1, "SQL", Optional.empty(), List.of("PostgreSQL"), 30, 0),
                    new CourseTopic(
                        1,
                        2,
                        "Objects",
                        Optional.of("Classes and records."),
                        List.of("Java", "IntelliJ IDEA"),
                        40,
                        2)),
                List.of(
                    new TeacherCard(
                        102, "Boris", "Adams", "Cobalt", 5, 5, Optional.empty(), Optional.empty()),
                    new TeacherCard(
                        101,
                        "Анна",
                        "Петрова",
                        "Acme",
                        20,
                        10,
                        Optional.of("https://pictures.example.org/anna.png"),
                        Optional.of("Likes cats."))),
                List.of(
                    nextRun(3, 10, -5, 70, "available"),
                    nextRun(5, 20, 15, 80, "sold_out"),
                    nextRun(6, 30, 25, 90, "few")),
                Instant.parse("2026-01-03T10:00:00.000001Z"),
                Instant.parse("2026-02-03T10:00:00Z"),
                4));
  }

  @Test
  void aRunThatStartsTodayInThePlatformsZoneIsStillToCome() {
    TestDatabase.execute(
        "UPDATE course_calendar SET end_sales_date = date '%1$s', start_date = date '%1$s' WHERE id = 8"
            .formatted(TODAY));
    TestDatabase.execute(
        "UPDATE course_calendar SET end_sales_date = date '%1$s' - 1, start_date = date '%1$s' - 1 WHERE id = 6"
            .formatted(TODAY));

    assertThat(catalog.course(new CourseId(3)).orElseThrow().nextRuns())
        .extracting(NextRun::id)
        .containsExactly(8, 3, 5);
    assertThat(catalog.run(8).orElseThrow().state()).isEqualTo("on_sale");
    assertThat(catalog.run(6).orElseThrow().state()).isEqualTo("running");
  }

  @ParameterizedTest
  @CsvSource({"0, sold_out", "1, few", "5, few", "6, available", "10000, available"})
  void availabilityChangesRarely(int places, String availability) {
    assertThat(NextRun.availability(places)).isEqualTo(availability);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 1_000_000, 2_147_483_647})
  void draftsAndUnknownCoursesDoNotExist(int course) {
    CourseId id = new CourseId(course);

    assertThat(catalog.course(id)).isEmpty();
    assertThat(catalog.topics(id)).isEmpty();
    assertThat(catalog.team(id)).isEmpty();
    assertThat(catalog.statistics(id)).isEmpty();
    assertThat(catalog.offers(id)).isEmpty();
    assertThat(catalog.runs(id, first(1))).isEmpty();
  }

  @Test
  void archivedCoursesAreReadByIdAlone() {
    CourseId id = new CourseId(21);

    assertThat(catalog.course(id).map(CourseCard::status)).contains("archived");
    assertThat(catalog.topics(id)).contains(List.of());
    assertThat(catalog.team(id).orElseThrow()).hasSize(1);
    assertThat(catalog.offers(id).orElseThrow()).hasSize(5);
    assertThat(catalog.runs(id, first(10)).orElseThrow().items()).extracting(Run::id).contains(12);
    assertThat(catalog.run(12).orElseThrow().state()).isEqualTo("sales_closed");
    assertThat(ids(ALL, CourseSort.NEWEST, 100)).doesNotContain(20, 21);
  }

  @Test
  void runsOfDraftsDoNotExist() {
    assertThat(catalog.run(11)).isEmpty();
    assertThat(walk(page -> catalog.runs(ALL_RUNS, page), 100))
        .extracting(Run::id)
        .contains(12)
        .doesNotContain(11);
  }

  @Test
  void draftsExistForStaff() {
    Catalog ofStaff = catalog.seenBy(CatalogStaff.FEDOR);
    CourseId id = new CourseId(20);

    assertThat(ofStaff.course(id).map(CourseCard::status)).contains("draft");
    assertThat(ofStaff.topics(id)).contains(List.of());
    assertThat(ofStaff.team(id)).contains(List.of());
    assertThat(ofStaff.statistics(id)).isPresent();
    assertThat(ofStaff.offers(id).orElseThrow()).hasSize(5);
    assertThat(ofStaff.runs(id, first(1)).orElseThrow().items())
        .extracting(Run::id)
        .containsExactly(11);
    assertThat(ofStaff.run(11)).isPresent();
    assertThat(walk(page -> ofStaff.runs(ALL_RUNS, page), 100)).extracting(Run::id).contains(11);
    assertThat(catalog.seenBy(CatalogStaff.IVAN).course(id)).isEmpty();
  }

  @Test
  void staffListsCoursesByStatus() {
    Catalog ofStaff = catalog.seenBy(CatalogStaff.FEDOR);

    assertThat(
            ofStaff
                .courses(filter("status", CourseStatus.DRAFT), CourseSort.NEWEST, first(10))
                .items())
        .extracting(CourseSummary::id)
        .containsExactly(20);
    assertThat(
            ofStaff
                .courses(filter("status", CourseStatus.ARCHIVED), CourseSort.NEWEST, first(10))
                .items())
        .extracting(CourseSummary::id)
        .containsExactly(21);
    assertThat(ofStaff.courses(ALL, CourseSort.NEWEST, first(100)).items())
        .extracting(CourseSummary::id)
        .hasSize(9)
        .doesNotContain(20, 21);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                catalog.courses(filter("status", CourseStatus.DRAFT), CourseSort.NEWEST, first(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 9, 10, 100})
  void everyOrderIsTheSameInPagesOfAnySize(int limit) {
    assertThat(ids(ALL, CourseSort.NEWEST, limit)).containsExactly(16, 15, 14, 13, 12, 11, 9, 7, 3);
    // By ICU: capitals beside small letters, Latin before Cyrillic, and Ё beside Е.
    assertThat(ids(ALL, CourseSort.NAME, limit)).containsExactly(14, 16, 15, 3, 7, 12, 11, 13, 9);
    assertThat(ids(ALL, CourseSort.CHEAPEST, limit))
        .containsExactly(14, 16, 11, 12, 13, 7, 9, 3, 15);
    assertThat(ids(ALL, CourseSort.DEAREST, limit))
        .containsExactly(15, 3, 9, 7, 13, 12, 11, 16, 14);
    assertThat(ids(startingFrom(-200), CourseSort.START_DATE, limit)).containsExactly(3, 9, 7);
    assertThat(walk(page -> catalog.runs(ALL_RUNS, page), limit))
        .extracting(Run::id)
        .containsExactly(1, 9, 10, 2, 3, 4, 5, 12, 13, 6, 7, 8);
    assertThat(walk(page -> catalog.topics(Optional.empty(), Optional.empty(), page), limit))
        .extracting(Topic::id)
        .containsExactly(1, 2, 3);
  }

  @Test
  void rowsThatComeMeanwhileNeitherRepeatNorHideOthers() {
    for (CourseSort sort : List.of(CourseSort.NEWEST, CourseSort.NAME, CourseSort.CHEAPEST)) {
      TestDatabase.reset();
      List<Integer> before = ids(ALL, sort, 100);
      Page<CourseSummary> firstPage = catalog.courses(ALL, sort, first(4));

      // Copies of all courses, under larger ids: some belong before the cursor, some behind it.
      TestDatabase.execute(
          """
          INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency,
                              difficulty_level_id, status, created_at)
          SELECT course_id + 1000, name, description, specialization_id, duration, price, currency,
                 difficulty_level_id, status, created_at
            FROM course
          """);
      List<Integer> after =
          new ArrayList<>(firstPage.items().stream().map(CourseSummary::id).toList());
      walk(page -> catalog.courses(ALL, sort, page), 4, firstPage.next())
          .forEach(course -> after.add(course.id()));

      assertThat(after).as("order %s", sort).doesNotHaveDuplicates().containsSubsequence(before);
    }
  }

  @Test
  void filtersNarrowTheList() {
    assertThat(ids(filter("specialization_id", 1), CourseSort.NEWEST, 100)).containsExactly(7, 3);
    assertThat(ids(filter("level_id", 3), CourseSort.NEWEST, 100)).containsExactly(9);
    assertThat(ids(filter("min_price", 3_000_001), CourseSort.CHEAPEST, 100))
        .containsExactly(9, 3, 15);
    assertThat(ids(filter("max_price", 100), CourseSort.CHEAPEST, 100))
        .containsExactly(14, 16, 11, 12, 13);
    assertThat(ids(filter("min_price", 101, "max_price", 1_999_999), CourseSort.CHEAPEST, 100))
        .containsExactly(7);
    assertThat(ids(filter("on_sale", true), CourseSort.NEWEST, 1)).containsExactly(9, 3);
    assertThat(ids(filter("on_sale", false), CourseSort.NEWEST, 2))
        .containsExactly(16, 15, 14, 13, 12, 11, 7);
    assertThat(ids(filter("specialization_id", 3), CourseSort.NEWEST, 100)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "учиться, 3", // another form of what is in the description
    "гипотеза, 9",
    "JAVA, 3",
    "query, 7", // Queries
    "'\"Оценки и проверка\"', 9",
    "'java or index', '7,3'",
    "'apple -equal', ''",
    "'и на с', ''", // nothing but stop words
    "'&|!:*<->\"', ''", // nothing at all
    "no-such-word, ''",
  })
  void wordsAreFoundInTheirForms(String text, String found) {
    List<Integer> expected =
        found.isEmpty()
            ? List.of()
            : Arrays.stream(found.split(",")).map(Integer::valueOf).toList();

    assertThat(ids(filter("q", text), CourseSort.NEWEST, 1)).containsExactlyElementsOf(expected);
  }

  @Test
  void coursesByStartComeOnceAtTheirFirstRunInTheRange() {
    assertThat(starts(startingFrom(0))).containsExactly("3 on 10", "9 on 20");
    assertThat(starts(starting(11, 25))).containsExactly("3 on 20", "9 on 20");
    assertThat(starts(starting(21, 200))).containsExactly("3 on 30");
    assertThat(starts(filter("start_to", TODAY.minusDays(60))))
        .containsExactly("3 on -100", "9 on -100", "7 on -100");
    assertThat(starts(starting(15, 15))).isEmpty(); // the run of that day is cancelled
    assertThat(starts(filter("start_from", TODAY, "on_sale", true)))
        .containsExactly("3 on 10", "9 on 20");
  }

  @Test
  void theListShowsTheNextStart() {
    Map<Integer, Optional<LocalDate>> starts = new HashMap<>();
    walk(page -> catalog.courses(ALL, CourseSort.NEWEST, page), 100)
        .forEach(course -> starts.put(course.id(), course.nextStartDate()));

    assertThat(starts)
        .containsEntry(3, Optional.of(TODAY.plusDays(10)))
        .containsEntry(9, Optional.of(TODAY.plusDays(20)))
        .containsEntry(7, Optional.empty());
  }

  @Test
  void anOrderThatDoesNotFitTheFilterIsADefectOfTheCaller() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.courses(ALL, CourseSort.START_DATE, first(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.courses(startingFrom(0), CourseSort.NAME, first(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1e3", "٣", "2147483648", "+99999-01-01", "infinity", "a\u0000b"})
  void aForgedCursorIsRefusedAndNeverFailsInSql(String value) {
    for (long id : new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}) {
      PageRequest forged = new PageRequest(1, Optional.of(new Keyset(value, id)));
      for (CourseSort sort : CourseSort.values()) {
        CourseFilter filter = sort == CourseSort.START_DATE ? startingFrom(0) : ALL;
        try {
          catalog.courses(filter, sort, forged);
        } catch (PlatformException refusal) {
          assertThat(refusal.code()).as("%s", sort).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
      }
    }
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(
            () ->
                catalog.runs(ALL_RUNS, new PageRequest(1, Optional.of(new Keyset("yesterday", 1)))))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void sqlAndJavaAgreeOnTheStateOfEveryRun() {
    // Every order of the three days around today, places or none, cancelled or not, of a course on
    // sale and of an archived one.
    TestDatabase.execute(
        """
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity,
                                     remaining_places, cancelled_at)
        SELECT 1000 + row_number() OVER (), course, day + start, day + sales, day + finish, 1, places,
               CASE WHEN cancelled THEN now() END
          FROM (VALUES (date '%s')) AS d (day)
         CROSS JOIN unnest(ARRAY[3, 21]) AS course
         CROSS JOIN generate_series(-2, 2) AS sales
         CROSS JOIN generate_series(-2, 2) AS start
         CROSS JOIN generate_series(-2, 2) AS finish
         CROSS JOIN generate_series(0, 1) AS places
         CROSS JOIN unnest(ARRAY[true, false]) AS cancelled
         WHERE sales <= start AND start <= finish
        """
            .formatted(TODAY));
    Map<RunState, List<Integer>> byJava = new EnumMap<>(RunState.class);
    for (Run run : walk(page -> catalog.runs(ALL_RUNS, page), 100)) {
      RunState state = RunState.byCode(run.state()).orElseThrow();
      byJava.computeIfAbsent(state, _ -> new ArrayList<>()).add(run.id());
    }

    assertThat(byJava).hasSize(RunState.values().length);
    assertThat(byJava.values().stream().mapToInt(List::size).sum()).isEqualTo(35 * 8 + 12);
    for (RunState state : RunState.values()) {
      RunFilter filter =
          new RunFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state));
      assertThat(walk(page -> catalog.runs(filter, page), 100))
          .as("runs in state %s", state)
          .extracting(Run::id)
          .containsExactlyElementsOf(byJava.get(state));
    }
  }

  @Test
  void runsAreFilteredByCourseAndStart() {
    RunFilter filter =
        new RunFilter(
            Optional.of(3),
            Optional.of(TODAY.plusDays(10)),
            Optional.of(TODAY.plusDays(30)),
            Optional.empty());

    assertThat(walk(page -> catalog.runs(filter, page), 2))
        .extracting(Run::id)
        .containsExactly(3, 4, 5, 6);
    assertThat(catalog.runs(new CourseId(9), first(100)).orElseThrow().items())
        .extracting(Run::id)
        .containsExactly(9, 13);
  }

  @Test
  void aRunShowsItsPlaces() {
    assertThat(catalog.run(6))
        .contains(
            new Run(
                6,
                3,
                TODAY.plusDays(30),
                TODAY.plusDays(25),
                TODAY.plusDays(90),
                5,
                5,
                "on_sale",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00Z"),
                1));
    assertThat(catalog.run(999)).isEmpty();
  }

  @Test
  void offersAreTotalsRoundedHalfUp() {
    assertThat(catalog.offers(new CourseId(3)).orElseThrow())
        .containsExactly(
            new Offer(1, "basic", "Standard", new Money(5_000_050, "RUB")),
            new Offer(2, "reduced", "Students", new Money(4_500_045, "RUB")),
            new Offer(3, "reduced", "Disabled", new Money(4_000_040, "RUB")),
            new Offer(4, "reduced", "Veteran", new Money(1_500_015, "RUB")),
            // 6250062.5
            new Offer(5, "extended_career", "Extended career track", new Money(6_250_063, "RUB")));
  }

  @Test
  void waysToBuyThatAreNoLongerActiveAreNotOffered() {
    TestDatabase.execute("UPDATE course_type SET active = false WHERE id = 4");
    try {
      assertThat(catalog.offers(new CourseId(3)).orElseThrow())
          .extracting(Offer::courseTypeId)
          .containsExactly(1, 2, 3, 5);
      assertThat(catalog.courseType(4).orElseThrow().active()).isFalse();
    } finally {
      TestDatabase.execute("UPDATE course_type SET active = true WHERE id = 4");
    }
  }

  @Test
  void statisticsCountPeopleAndReviewsOnce() {
    assertThat(catalog.statistics(new CourseId(3)))
        .contains(new CourseStatistics(3, 4, 2, 1, 4, Optional.of(new BigDecimal("4.50"))));
    assertThat(catalog.statistics(new CourseId(7)))
        .contains(new CourseStatistics(7, 2, 0, 0, 2, Optional.of(new BigDecimal("4.50"))));
    // Its reviews are gone, and no other course has had any.
    assertThat(catalog.statistics(new CourseId(11)))
        .contains(new CourseStatistics(11, 0, 0, 0, 0, Optional.empty()));
    assertThat(catalog.statistics(new CourseId(12)))
        .contains(new CourseStatistics(12, 0, 0, 0, 0, Optional.empty()));
  }

  @Test
  void anAverageIsRoundedHalfUp() {
    // 4.005 and 1.9949...
    TestDatabase.execute(
        "UPDATE course_rating SET reviews_count = 200, rating_sum = 801 WHERE course_id = 3");
    TestDatabase.execute(
        "UPDATE course_rating SET reviews_count = 197, rating_sum = 393 WHERE course_id = 7");

    assertThat(catalog.statistics(new CourseId(3)).orElseThrow().averageRating())
        .contains(new BigDecimal("4.01"));
    assertThat(catalog.statistics(new CourseId(7)).orElseThrow().averageRating())
        .contains(new BigDecimal("1.99"));
  }

  @Test
  void onlyTeachersOfATeamAreNamed() {
    assertThat(catalog.team(new CourseId(3)).orElseThrow())
        .containsExactly(
            new TeamMember(101, "teacher", "Lecturer", Optional.of("Анна"), Optional.of("Петрова")),
            new TeamMember(102, "teacher", "Lecturer", Optional.of("Boris"), Optional.of("Adams")),
            new TeamMember(106, "mentor", "Mentor", Optional.empty(), Optional.empty()),
            new TeamMember(107, "reviewer", "Code reviewer", Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "obj, '', 1",
    "OBJECTS, '', 1",
    "100%_, '', 3",
    "100_%, '', ''", // neither is a wildcard
    "%, '', ''",
    "\\, '', ''",
    "'', PostgreSQL, 2",
    "'', postgresql, ''",
    "sql, PostgreSQL, 2",
    "'', '', '1,2,3'",
  })
  void topicsAreFoundByPrefixAndTechnology(String prefix, String technology, String found) {
    List<Topic> topics = walk(page -> catalog.topics(given(prefix), given(technology), page), 1);

    assertThat(String.join(",", topics.stream().map(t -> Integer.toString(t.id())).toList()))
        .isEqualTo(found);
  }

  @Test
  void projectsBelongToTheirTopic() {
    assertThat(catalog.projects(1, first(1)).orElseThrow().next()).isPresent();
    assertThat(catalog.projects(1, first(2)).orElseThrow().items())
        .extracting(Project::id)
        .containsExactly(1, 2);
    assertThat(catalog.projects(2, first(2)).orElseThrow().items()).isEmpty();
    assertThat(catalog.projects(999, first(2))).isEmpty();
    assertThat(catalog.project(2).orElseThrow().description()).contains("Two players.");
    assertThat(catalog.project(999)).isEmpty();
  }

  @Test
  void lookupsAreListedByIdAndReadOneByOne() {
    assertThat(walk(catalog::levels, 2)).extracting(Category::id).containsExactly(1, 2, 3);
    assertThat(walk(catalog::specializations, 1)).extracting(Category::id).containsExactly(1, 2);
    assertThat(walk(catalog::courseTypes, 2))
        .extracting(CourseType::id)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(catalog.level(1).orElseThrow().description()).contains("Nothing has to be known.");
    assertThat(catalog.specialization(2).orElseThrow().name()).isEqualTo("Анализ данных");
    assertThat(catalog.courseType(5).orElseThrow().surcharge()).isEqualTo(25);
    assertThat(catalog.level(9)).isEmpty();
    assertThat(catalog.specialization(9)).isEmpty();
    assertThat(catalog.courseType(9)).isEmpty();
  }

  private static List<Integer> ids(CourseFilter filter, CourseSort sort, int limit) {
    return walk(page -> catalog.courses(filter, sort, page), limit).stream()
        .map(CourseSummary::id)
        .toList();
  }

  /** Courses by start, with the start in days from today. */
  private static List<String> starts(CourseFilter filter) {
    return walk(page -> catalog.courses(filter, CourseSort.START_DATE, page), 1).stream()
        .map(
            course ->
                course.id()
                    + " on "
                    + (course.nextStartDate().orElseThrow().toEpochDay() - TODAY.toEpochDay()))
        .toList();
  }

  private static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }

  private static <T> List<T> walk(Function<PageRequest, Page<T>> list, int limit) {
    return walk(list, limit, Optional.empty());
  }

  /**
   * Reads page after page; all but the last must be full, and none may be empty but the only one.
   */
  private static <T> List<T> walk(
      Function<PageRequest, Page<T>> list, int limit, Optional<Keyset> from) {
    List<T> items = new ArrayList<>();
    Optional<Keyset> after = from;
    do {
      Page<T> page = list.apply(new PageRequest(limit, after));
      items.addAll(page.items());
      after = page.next();
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      if (after.isPresent()) {
        assertThat(page.items()).hasSize(limit);
      }
      assertThat(items).as("a list that does not end").hasSizeLessThan(10_000);
    } while (after.isPresent());
    return items;
  }

  private static NextRun nextRun(int id, int start, int sales, int end, String availability) {
    return new NextRun(
        id, TODAY.plusDays(start), TODAY.plusDays(sales), TODAY.plusDays(end), availability);
  }

  private static CourseFilter startingFrom(int days) {
    return filter("start_from", TODAY.plusDays(days));
  }

  private static CourseFilter starting(int from, int to) {
    return filter("start_from", TODAY.plusDays(from), "start_to", TODAY.plusDays(to));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  /** A filter of names and values, as in the query of a request. */
  private static CourseFilter filter(Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new CourseFilter(
        Optional.ofNullable((CourseStatus) given.get("status")),
        Optional.ofNullable((String) given.get("q")),
        Optional.ofNullable((Integer) given.get("specialization_id")),
        Optional.ofNullable((Integer) given.get("level_id")),
        Optional.ofNullable((Integer) given.get("min_price")),
        Optional.ofNullable((Integer) given.get("max_price")),
        Optional.ofNullable((Boolean) given.get("on_sale")),
        Optional.ofNullable((LocalDate) given.get("start_from")),
        Optional.ofNullable((LocalDate) given.get("start_to")));
  }
}

package edu.platform.core.catalog;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import edu.platform.core.Page;
import edu.platform.core.PageRequest;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Viewer;
import edu.platform.core.catalog.internal.CatalogSql;
import edu.platform.core.db.Database;
import edu.platform.core.db.KeyType;
import edu.platform.core.db.ListQuery;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may be read of the catalogue: by anyone, until {@link #seenBy} says for whom. Drafts exist
 * for staff alone; archived courses are found by id and listed nowhere else.
 *
 * <p>Every method reads the database, and throws {@link PlatformException} with a code of kind
 * {@code UNAVAILABLE} if it does not answer in time.
 */
public final class Catalog {

  private final Database database;
  private final PlatformTime time;
  private final boolean drafts;

  /**
   * Make the catalogue of a database, as the public sees it.
   *
   * @param database where it is
   * @param time tells it
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Catalog(Database database, PlatformTime time) {
    this(database, time, false);
  }

  private Catalog(Database database, PlatformTime time, boolean drafts) {
    this.database = requireNonNull(database, "database");
    this.time = requireNonNull(time, "time");
    this.drafts = drafts;
  }

  /**
   * Return the catalogue as somebody sees it.
   *
   * @param viewer who asks
   * @return with drafts for staff
   */
  public Catalog seenBy(Viewer viewer) {
    return new Catalog(database, time, viewer.isStaff());
  }

  /**
   * Return all that a course's page shows (requirement R1.1).
   *
   * @param id of the course
   * @return the card, or empty
   */
  public Optional<CourseCard> course(CourseId id) {
    return database
        .one(CatalogSql.COURSE_BY_ID, seen(id), Function.identity())
        .map(
            row ->
                new CourseCard(
                    row.integer("course_id"),
                    row.text("name"),
                    row.text("description"),
                    new Named(row.integer("specialization_id"), row.text("specialization")),
                    new Named(row.integer("difficulty_level_id"), row.text("level")),
                    row.integer("duration"),
                    new Money(row.integer("price"), row.text("currency")),
                    row.text("status"),
                    database.query(CatalogSql.TOPICS_OF_COURSE, byCourse(id), Catalog::courseTopic),
                    database.query(CatalogSql.TEACHERS_OF_COURSE, byCourse(id), Catalog::teacher),
                    database.query(
                        CatalogSql.NEXT_RUNS,
                        Map.of("course_id", id.value(), "today", today()),
                        Catalog::nextRun),
                    row.instant("created_at"),
                    row.instant("updated_at"),
                    row.integer("version")));
  }

  /**
   * List courses.
   *
   * @param filter what they must be; one by status is for staff
   * @param sort their order; {@link CourseSort#START_DATE} exactly when the filter names a start
   * @param page which part
   * @return the page
   */
  public Page<CourseSummary> courses(CourseFilter filter, CourseSort sort, PageRequest page) {
    if (filter.byStart() != (sort == CourseSort.START_DATE)) {
      throw new IllegalArgumentException("sort " + sort + " does not fit the filter " + filter);
    }
    if (filter.status().isPresent() && !drafts) {
      throw new IllegalArgumentException("the public has no filter by status: " + filter);
    }
    ListQuery list = sort == CourseSort.START_DATE ? coursesByStart(filter) : coursesBy(sort);
    // Not a parameter: the planner must see that its partial index fits.
    list.where("c.status = '" + filter.status().orElse(CourseStatus.ON_SALE).code() + "'")
        .where(
            "c.search_vector @@ websearch_to_tsquery('pg_catalog.russian', :q)", "q", filter.text())
        .where(
            "c.specialization_id = :specialization_id",
            "specialization_id",
            filter.specializationId())
        .where("c.difficulty_level_id = :level_id", "level_id", filter.levelId())
        .where("c.price >= :min_price", "min_price", filter.minPrice())
        .where("c.price <= :max_price", "max_price", filter.maxPrice());
    filter
        .onSale()
        .ifPresent(
            wanted ->
                list.where(wanted ? CatalogSql.HAS_OPEN_RUN : "NOT " + CatalogSql.HAS_OPEN_RUN)
                    .with("today", today()));
    return list.page(database, page, Catalog::courseSummary);
  }

  /**
   * Return the topics of a course, in order (requirement R1.2).
   *
   * @param id of the course
   * @return its topics, or empty if there is no such course
   */
  public Optional<List<CourseTopic>> topics(CourseId id) {
    return ofSeenCourse(id, CatalogSql.TOPICS_OF_COURSE, Catalog::courseTopic);
  }

  /**
   * Return who teaches, mentors and reviews a course (requirement R1.4).
   *
   * @param id of the course
   * @return its team, or empty if there is no such course
   */
  public Optional<List<TeamMember>> team(CourseId id) {
    return ofSeenCourse(
        id,
        CatalogSql.TEAM,
        row ->
            new TeamMember(
                row.integer("id"),
                row.text("duty"),
                row.text("position"),
                row.optionalText("name"),
                row.optionalText("surname")));
  }

  /**
   * Return what a course costs in each way to buy it (requirements R6.1, R6.2).
   *
   * @param id of the course
   * @return the offers, or empty if there is no such course
   */
  public Optional<List<Offer>> offers(CourseId id) {
    return ofSeenCourse(
        id,
        CatalogSql.OFFERS,
        row ->
            new Offer(
                row.integer("id"),
                row.text("kind"),
                row.text("type_name"),
                new Money(row.integer("price"), row.text("currency"))
                    .percent(100 - row.integer("discount") + row.integer("surcharge"))));
  }

  /**
   * Return what became of a course (requirements R1.3 and section 7).
   *
   * @param id of the course
   * @return its statistics, or empty
   */
  public Optional<CourseStatistics> statistics(CourseId id) {
    return database.one(
        CatalogSql.STATISTICS,
        seen(id),
        row ->
            new CourseStatistics(
                row.integer("course_id"),
                row.bigint("buyers_count"),
                row.bigint("graduates_count"),
                row.bigint("hired_count"),
                row.bigint("reviews_count"),
                row.optionalNumeric("average_rating")));
  }

  /**
   * List topics by name.
   *
   * @param namePrefix how the name begins, in any case
   * @param technology one of its technologies, as it is written there
   * @param page which part
   * @return the page
   */
  public Page<Topic> topics(
      Optional<String> namePrefix, Optional<String> technology, PageRequest page) {
    return ListQuery.select(
            "catalog.topics",
            """
            t.id, t.name, t.description, t.technologies, t.labor_intensity_hours, t.projects_number,
            t.created_at, t.updated_at, t.version\
            """,
            "course_topic t")
        .whereBegins("lower(t.name)", "prefix", namePrefix)
        .where("CAST(:technology AS text) = ANY (t.technologies)", "technology", technology)
        .orderBy("t.id", KeyType.INTEGER, false, "t.id")
        .page(database, page, Catalog::topic);
  }

  /**
   * Return a topic.
   *
   * @param id of the topic
   * @return the topic, or empty
   */
  public Optional<Topic> topic(int id) {
    return database.one(CatalogSql.TOPIC_BY_ID, Map.of("id", id), Catalog::topic);
  }

  /**
   * List the projects of a topic.
   *
   * @param topicId of the topic
   * @param page which part
   * @return the page, or empty if there is no such topic
   */
  public Optional<Page<Project>> projects(int topicId, PageRequest page) {
    return topic(topicId)
        .map(
            _ ->
                ListQuery.select(
                        "catalog.projects",
                        "p.project_id, p.topic_id, p.name, p.description, p.created_at,"
                            + " p.updated_at, p.version",
                        "project p")
                    .where("p.topic_id = :topic_id")
                    .with("topic_id", topicId)
                    .orderBy("p.project_id", KeyType.INTEGER, false, "p.project_id")
                    .page(database, page, Catalog::project));
  }

  /**
   * Return a project.
   *
   * @param id of the project
   * @return the project, or empty
   */
  public Optional<Project> project(int id) {
    return database.one(CatalogSql.PROJECT_BY_ID, Map.of("id", id), Catalog::project);
  }

  /**
   * List the levels by id.
   *
   * @param page which part
   * @return the page
   */
  public Page<Category> levels(PageRequest page) {
    return categories("catalog.levels", "difficulty_level l", page);
  }

  /**
   * Return a level.
   *
   * @param id of the level
   * @return the level, or empty
   */
  public Optional<Category> level(int id) {
    return database.one(CatalogSql.LEVEL_BY_ID, Map.of("id", id), Catalog::category);
  }

  /**
   * List the specialisations.
   *
   * @param page which part
   * @return the page
   */
  public Page<Category> specializations(PageRequest page) {
    return categories("catalog.specializations", "course_specialization l", page);
  }

  /**
   * Return a specialisation.
   *
   * @param id of the specialisation
   * @return the specialisation, or empty
   */
  public Optional<Category> specialization(int id) {
    return database.one(CatalogSql.SPECIALIZATION_BY_ID, Map.of("id", id), Catalog::category);
  }

  /**
   * List the ways to buy a course, those no longer offered too.
   *
   * @param page which part
   * @return the page
   */
  public Page<CourseType> courseTypes(PageRequest page) {
    return ListQuery.select(
            "catalog.course-types",
            "t.id, t.kind, t.type_name, t.discount, t.surcharge, t.active, t.created_at, t.updated_at, t.version",
            "course_type t")
        .orderBy("t.id", KeyType.INTEGER, false, "t.id")
        .page(database, page, Catalog::courseType);
  }

  /**
   * Return a way to buy a course.
   *
   * @param id of the way
   * @return the way, or empty
   */
  public Optional<CourseType> courseType(int id) {
    return database.one(CatalogSql.COURSE_TYPE_BY_ID, Map.of("id", id), Catalog::courseType);
  }

  /**
   * List runs by their first day (requirement R3.1).
   *
   * @param filter what they must be
   * @param page which part
   * @return the page
   */
  public Page<Run> runs(RunFilter filter, PageRequest page) {
    LocalDate today = today();
    ListQuery list =
        ListQuery.select(
                "catalog.runs",
                CatalogSql.RUN_COLUMNS,
                "course_calendar r JOIN course c ON c.course_id = r.course_id")
            .where("r.course_id = :course_id", "course_id", filter.courseId())
            .where("r.start_date >= :start_from", "start_from", filter.from())
            .where("r.start_date <= :start_to", "start_to", filter.to())
            .orderBy("r.start_date", KeyType.DAY, false, "r.id");
    if (!drafts) {
      list.where("c.status <> 'draft'");
    }
    filter
        .state()
        .ifPresent(
            state -> {
              list.where(inState(state));
              if (state != RunState.CANCELLED) {
                list.with("today", today);
              }
            });
    return list.page(database, page, row -> run(row, today));
  }

  /**
   * List the runs of a course by their first day.
   *
   * @param id of the course
   * @param page which part
   * @return the page, or empty if there is no such course
   */
  public Optional<Page<Run>> runs(CourseId id, PageRequest page) {
    return seenCourse(id)
        .map(
            _ ->
                runs(
                    new RunFilter(
                        Optional.of(id.value()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    page));
  }

  /**
   * Return a run.
   *
   * @param id of the run
   * @return the run, or empty
   */
  public Optional<Run> run(int id) {
    LocalDate today = today();
    return database.one(
        CatalogSql.RUN_BY_ID, Map.of("id", id, "drafts", drafts), row -> run(row, today));
  }

  private LocalDate today() {
    return time.today();
  }

  private ListQuery coursesBy(CourseSort sort) {
    ListQuery list =
        ListQuery.select(
                "catalog.courses",
                CatalogSql.COURSE_COLUMNS + CatalogSql.NEXT_START,
                CatalogSql.COURSE_TABLES)
            .with("today", today());
    return switch (sort) {
      case NAME -> list.orderBy("c.name", KeyType.NAME, false, "c.course_id");
      case CHEAPEST -> list.orderBy("c.price", KeyType.INTEGER, false, "c.course_id");
      case DEAREST -> list.orderBy("c.price", KeyType.INTEGER, true, "c.course_id");
      default -> list.orderBy("c.created_at", KeyType.MOMENT, true, "c.course_id");
    };
  }

  /** A course comes once, at its first run within the range: no earlier one within it may exist. */
  private static ListQuery coursesByStart(CourseFilter filter) {
    String earlierInRange =
        "NOT EXISTS (SELECT FROM course_calendar e WHERE e.course_id = r.course_id"
            + " AND e.cancelled_at IS NULL AND (e.start_date, e.id) < (r.start_date, r.id)"
            + (filter.startFrom().isPresent() ? " AND e.start_date >= :start_from" : "")
            + ")";
    return ListQuery.select(
            "catalog.courses-by-start",
            CatalogSql.COURSE_COLUMNS + ", CAST(r.start_date AS text) AS next_start",
            "course_calendar r JOIN "
                + CatalogSql.COURSE_TABLES.replaceFirst(
                    "course c", "course c ON c.course_id = r.course_id"))
        .where("r.cancelled_at IS NULL")
        .where("r.start_date >= :start_from", "start_from", filter.startFrom())
        .where("r.start_date <= :start_to", "start_to", filter.startTo())
        .where(earlierInRange)
        .orderBy("r.start_date", KeyType.DAY, false, "r.id");
  }

  private Page<Category> categories(String name, String table, PageRequest page) {
    return ListQuery.select(
            name, "l.id, l.name, l.description, l.created_at, l.updated_at, l.version", table)
        .orderBy("l.id", KeyType.INTEGER, false, "l.id")
        .page(database, page, Catalog::category);
  }

  private <T> Optional<List<T>> ofSeenCourse(CourseId id, Sql sql, Function<Row, T> mapper) {
    return seenCourse(id).map(_ -> database.query(sql, byCourse(id), mapper));
  }

  private Optional<Integer> seenCourse(CourseId id) {
    return database.one(CatalogSql.COURSE_IS_SEEN, seen(id), row -> row.integer("course_id"));
  }

  /** The same conditions as {@link RunState#of}, for SQL. */
  private static String inState(RunState state) {
    String forSale = "c.status = 'on_sale' AND r.end_sales_date >= :today";
    String notForSale = "(c.status <> 'on_sale' OR r.end_sales_date < :today)";
    String condition =
        switch (state) {
          case CANCELLED -> "r.cancelled_at IS NOT NULL";
          case FINISHED -> "r.end_date < :today";
          case ON_SALE -> forSale + " AND r.remaining_places > 0 AND r.start_date >= :today";
          case SOLD_OUT -> forSale + " AND r.remaining_places = 0 AND r.start_date >= :today";
          case SALES_CLOSED -> notForSale + " AND r.start_date > :today";
          case RUNNING -> notForSale + " AND r.start_date <= :today AND r.end_date >= :today";
        };
    return state == RunState.CANCELLED ? condition : condition + " AND r.cancelled_at IS NULL";
  }

  private Map<String, ?> seen(CourseId id) {
    return Map.of("course_id", id.value(), "drafts", drafts);
  }

  private static Map<String, ?> byCourse(CourseId id) {
    return Map.of("course_id", id.value());
  }

  private static CourseSummary courseSummary(Row row) {
    return new CourseSummary(
        row.integer("course_id"),
        row.text("name"),
        new Named(row.integer("specialization_id"), row.text("specialization")),
        new Named(row.integer("difficulty_level_id"), row.text("level")),
        row.integer("duration"),
        new Money(row.integer("price"), row.text("currency")),
        row.optionalText("next_start").map(LocalDate::parse),
        row.instant("created_at"));
  }

  private static CourseTopic courseTopic(Row row) {
    return new CourseTopic(
        row.integer("id"),
        row.integer("ordinal"),
        row.text("name"),
        row.optionalText("description"),
        row.texts("technologies"),
        row.integer("labor_intensity_hours"),
        row.integer("projects_number"));
  }

  private static TeacherCard teacher(Row row) {
    return new TeacherCard(
        row.integer("employee_id"),
        row.text("name"),
        row.text("surname"),
        row.text("work_place"),
        row.integer("overall_experience"),
        row.integer("specialization_experience"),
        row.optionalText("profile_picture_url"),
        row.optionalText("about"));
  }

  private static NextRun nextRun(Row row) {
    return new NextRun(
        row.integer("id"),
        row.date("start_date"),
        row.date("end_sales_date"),
        row.date("end_date"),
        NextRun.availability(row.integer("remaining_places")));
  }

  static Topic topic(Row row) {
    return new Topic(
        row.integer("id"),
        row.text("name"),
        row.optionalText("description"),
        row.texts("technologies"),
        row.integer("labor_intensity_hours"),
        row.integer("projects_number"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  static Project project(Row row) {
    return new Project(
        row.integer("project_id"),
        row.integer("topic_id"),
        row.text("name"),
        row.optionalText("description"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  static Category category(Row row) {
    return new Category(
        row.integer("id"),
        row.text("name"),
        row.optionalText("description"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  static CourseType courseType(Row row) {
    return new CourseType(
        row.integer("id"),
        row.text("kind"),
        row.text("type_name"),
        row.integer("discount"),
        row.integer("surcharge"),
        row.bool("active"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }

  static Run run(Row row, LocalDate today) {
    LocalDate start = row.date("start_date");
    LocalDate endSales = row.date("end_sales_date");
    LocalDate end = row.date("end_date");
    int remaining = row.integer("remaining_places");
    RunState state =
        RunState.of(
            new RunState.RunDates(
                start, endSales, end, remaining, row.optionalInstant("cancelled_at").isPresent()),
            row.text("status").equals(CourseStatus.ON_SALE.code()),
            today);
    return new Run(
        row.integer("id"),
        row.integer("course_id"),
        start,
        endSales,
        end,
        row.integer("capacity"),
        remaining,
        state.code(),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.integer("version"));
  }
}

package edu.platform.core.catalog.internal;

import edu.platform.core.db.Sql;

/** SQL of the catalogue; every statement is prepared against the migrated schema by CatalogIT. */
public final class CatalogSql {

  /** One course with the names of its specialisation and level. */
  public static final Sql COURSE_BY_ID =
      Sql.named(
          "catalog.course-by-id",
          """
          SELECT c.course_id, c.name, c.description, c.specialization_id, s.name AS specialization,
                 c.difficulty_level_id, d.name AS level, c.duration, c.price, c.currency, c.status,
                 c.created_at, c.updated_at, c.version
            FROM course c
            JOIN course_specialization s ON s.id = c.specialization_id
            JOIN difficulty_level d ON d.id = c.difficulty_level_id
           WHERE c.course_id = :course_id
             AND (c.status <> 'draft' OR :drafts)
          """);

  /** The topics of a course in their order. */
  public static final Sql TOPICS_OF_COURSE =
      Sql.named(
          "catalog.topics-of-course",
          """
          SELECT t.id, a.ordinal, t.name, t.description, t.technologies, t.labor_intensity_hours,
                 t.projects_number
            FROM course_topic_association a
            JOIN course_topic t ON t.id = a.topic_id
           WHERE a.course_id = :course_id
           ORDER BY a.ordinal, t.id
          """);

  /** The teachers of a course by surname; an erased account teaches nobody. */
  public static final Sql TEACHERS_OF_COURSE =
      Sql.named(
          "catalog.teachers-of-course",
          """
          SELECT t.employee_id, u.name, u.surname, t.work_place, t.overall_experience,
                 t.specialization_experience, u.profile_picture_url, t.about
            FROM course_teacher ct
            JOIN teacher t ON t.employee_id = ct.teacher_id
            JOIN employee e ON e.id = t.employee_id
            JOIN users u ON u.account_id = e.user_id
           WHERE ct.course_id = :course_id
             AND u.erased_at IS NULL
           ORDER BY u.surname COLLATE "und-x-icu", u.name COLLATE "und-x-icu", t.employee_id
          """);

  /** The next three runs of a course. */
  public static final Sql NEXT_RUNS =
      Sql.named(
          "catalog.next-runs",
          """
          SELECT r.id, r.start_date, r.end_sales_date, r.end_date, r.remaining_places
            FROM course_calendar r
           WHERE r.course_id = :course_id
             AND r.start_date >= :today
             AND r.cancelled_at IS NULL
           ORDER BY r.start_date, r.id
           LIMIT 3
          """);

  /** Whether there is a course for whom asks. */
  public static final Sql COURSE_IS_SEEN =
      Sql.named(
          "catalog.course-is-seen",
          """
          SELECT c.course_id
            FROM course c
           WHERE c.course_id = :course_id
             AND (c.status <> 'draft' OR :drafts)
          """);

  /**
   * Teachers, mentors and reviewers of a course; names are public for teachers alone (requirements,
   * section 8).
   */
  public static final Sql TEAM =
      Sql.named(
          "catalog.team",
          """
          SELECT e.id, m.duty, e.position,
                 CASE WHEN m.duty = 'teacher' THEN u.name END AS name,
                 CASE WHEN m.duty = 'teacher' THEN u.surname END AS surname
            FROM (SELECT ct.teacher_id AS employee_id, 'teacher' AS duty
                    FROM course_teacher ct
                   WHERE ct.course_id = :course_id
                  UNION ALL
                  SELECT cs.employee_id, cs.duty
                    FROM course_staff cs
                   WHERE cs.course_id = :course_id) m
            JOIN employee e ON e.id = m.employee_id
            JOIN users u ON u.account_id = e.user_id
           ORDER BY CASE m.duty WHEN 'teacher' THEN 1 WHEN 'mentor' THEN 2 ELSE 3 END, e.id
          """);

  /** The ways to buy a course. */
  public static final Sql OFFERS =
      Sql.named(
          "catalog.offers",
          """
          SELECT t.id, t.kind, t.type_name, t.discount, t.surcharge, c.price, c.currency
            FROM course c
           CROSS JOIN course_type t
           WHERE c.course_id = :course_id
             AND t.active
           ORDER BY t.id
          """);

  /**
   * Counts of a course, each from a partial index: no sale has to move a counter. Students in care
   * are reached through their certificates, which are indexed by course.
   */
  public static final Sql STATISTICS =
      Sql.named(
          "catalog.statistics",
          """
          SELECT c.course_id,
                 (SELECT count(DISTINCT p.user_id)
                    FROM purchase p
                   WHERE p.course_id = c.course_id
                     AND p.purchase_status = 'paid') AS buyers_count,
                 (SELECT count(*)
                    FROM certificate g
                   WHERE g.course_id = c.course_id
                     AND g.revoked_at IS NULL) AS graduates_count,
                 (SELECT count(*)
                    FROM certificate g
                    JOIN career_center_student s ON s.user_id = g.user_id AND s.course_id = g.course_id
                    JOIN job_application a ON a.student_id = s.id
                   WHERE g.course_id = c.course_id
                     AND g.revoked_at IS NULL
                     AND a.status = 'hired') AS hired_count,
                 coalesce(r.reviews_count, 0) AS reviews_count,
                 CASE WHEN r.reviews_count > 0
                      THEN round(CAST(r.rating_sum AS numeric) / r.reviews_count, 2) END AS average_rating
            FROM course c
            LEFT JOIN course_rating r ON r.course_id = c.course_id
           WHERE c.course_id = :course_id
             AND (c.status <> 'draft' OR :drafts)
          """);

  /** One topic. */
  public static final Sql TOPIC_BY_ID =
      Sql.named(
          "catalog.topic-by-id",
          """
          SELECT t.id, t.name, t.description, t.technologies, t.labor_intensity_hours, t.projects_number,
                 t.created_at, t.updated_at, t.version
            FROM course_topic t
           WHERE t.id = :id
          """);

  /** One project. */
  public static final Sql PROJECT_BY_ID =
      Sql.named(
          "catalog.project-by-id",
          """
          SELECT p.project_id, p.topic_id, p.name, p.description, p.created_at, p.updated_at, p.version
            FROM project p
           WHERE p.project_id = :id
          """);

  /** One level. */
  public static final Sql LEVEL_BY_ID =
      Sql.named(
          "catalog.level-by-id",
          """
          SELECT l.id, l.name, l.description, l.created_at, l.updated_at, l.version
            FROM difficulty_level l
           WHERE l.id = :id
          """);

  /** One specialisation. */
  public static final Sql SPECIALIZATION_BY_ID =
      Sql.named(
          "catalog.specialization-by-id",
          """
          SELECT l.id, l.name, l.description, l.created_at, l.updated_at, l.version
            FROM course_specialization l
           WHERE l.id = :id
          """);

  /** One kind of purchase. */
  public static final Sql COURSE_TYPE_BY_ID =
      Sql.named(
          "catalog.course-type-by-id",
          """
          SELECT t.id, t.kind, t.type_name, t.discount, t.surcharge, t.active, t.created_at, t.updated_at,
                 t.version
            FROM course_type t
           WHERE t.id = :id
          """);

  /** One run. */
  public static final Sql RUN_BY_ID =
      Sql.named(
          "catalog.run-by-id",
          """
          SELECT r.id, r.course_id, r.start_date, r.end_sales_date, r.end_date, r.capacity, r.remaining_places,
                 r.cancelled_at, c.status, r.created_at, r.updated_at, r.version
            FROM course_calendar r
            JOIN course c ON c.course_id = r.course_id
           WHERE r.id = :id
             AND (c.status <> 'draft' OR :drafts)
          """);

  /** Columns of the course list. */
  public static final String COURSE_COLUMNS =
      """
      c.course_id, c.name, c.specialization_id, s.name AS specialization, c.difficulty_level_id,
      d.name AS level, c.duration, c.price, c.currency, c.created_at\
      """;

  /** The first run of a course that is still to begin, for the course list. */
  public static final String NEXT_START =
      """
      , CAST((SELECT min(n.start_date)
                FROM course_calendar n
               WHERE n.course_id = c.course_id
                 AND n.start_date >= :today
                 AND n.cancelled_at IS NULL) AS text) AS next_start\
      """;

  /** Tables of the course list. */
  public static final String COURSE_TABLES =
      """
      course c
        JOIN course_specialization s ON s.id = c.specialization_id
        JOIN difficulty_level d ON d.id = c.difficulty_level_id\
      """;

  /** A run that can be bought today. */
  public static final String HAS_OPEN_RUN =
      """
      EXISTS (SELECT
                FROM course_calendar o
               WHERE o.course_id = c.course_id
                 AND o.start_date >= :today
                 AND o.end_sales_date >= :today
                 AND o.remaining_places > 0
                 AND o.cancelled_at IS NULL)\
      """;

  /** Columns of the list of runs. */
  public static final String RUN_COLUMNS =
      """
      r.id, r.course_id, r.start_date, r.end_sales_date, r.end_date, r.capacity, r.remaining_places,
      r.cancelled_at, c.status, r.created_at, r.updated_at, r.version\
      """;

  private CatalogSql() {}
}

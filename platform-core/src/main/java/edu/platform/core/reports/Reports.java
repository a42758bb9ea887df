package edu.platform.core.reports;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import java.util.List;
import java.util.Map;

/**
 * Runs the reports; throws {@link PlatformException} of kind {@code UNAVAILABLE} if the database
 * does not answer.
 */
public final class Reports {

  /** The courses of the ranking; every limit is a prefix of it (requirement R9.7). */
  public static final int RANKING_SIZE = 1_000;

  /**
   * The ranking, in the order of the index on {@code course_rating} (V5), so that it costs the same
   * at any number of courses. The order is by the exact average; only what is shown is rounded.
   */
  static final Sql TOP_COURSES =
      Sql.named(
          "reports.top-courses",
          """
          SELECT c.course_id, c.name, d.name AS difficulty_level, c.duration,
                 round(CAST(r.rating_sum AS numeric) / r.reviews_count, 2) AS average_rating,
                 r.reviews_count,
                 ARRAY(SELECT DISTINCT t.work_place COLLATE "und-x-icu" AS work_place
                         FROM course_teacher ct
                         JOIN teacher t ON t.employee_id = ct.teacher_id
                        WHERE ct.course_id = c.course_id
                        ORDER BY work_place) AS work_places
            FROM course_rating r
            JOIN course c ON c.course_id = r.course_id
            JOIN difficulty_level d ON d.id = c.difficulty_level_id
           WHERE r.reviews_count > 0
             AND c.status = 'on_sale'
           ORDER BY CAST(r.rating_sum AS numeric) / r.reviews_count DESC, r.reviews_count DESC, r.course_id
           LIMIT :size
          """);

  private final Database database;

  /**
   * Make the reports of a database.
   *
   * @param database where it is
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Reports(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /**
   * Return the courses on sale with the best reviews (requirement R9.2).
   *
   * @return at most {@link #RANKING_SIZE} rows, by exact average, number of reviews, then id
   */
  public List<TopCourse> topCourses() {
    return database.query(
        TOP_COURSES,
        Map.of("size", RANKING_SIZE),
        row ->
            new TopCourse(
                row.integer("course_id"),
                row.text("name"),
                row.text("difficulty_level"),
                row.integer("duration"),
                row.optionalNumeric("average_rating").orElseThrow(),
                row.bigint("reviews_count"),
                row.texts("work_places")));
  }
}

package edu.platform.core.reports;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The top-courses report, requirements section 7. */
class ReportsIT {

  private Database database;
  private Reports reports;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    database = TestDatabase.open();
    reports = new Reports(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theReportIsThatOfTheExample() {
    BigDecimal average = new BigDecimal("4.50");

    // Reviews are not multiplied by teachers; equal averages rank by reviews, then by id.
    // Neither the archived course nor the one whose reviews are gone is there.
    assertThat(reports.topCourses())
        .containsExactly(
            new TopCourse(
                3, "Java с нуля", "From scratch", 240, average, 4, List.of("Acme", "Cobalt")),
            new TopCourse(
                7, "PostgreSQL", "Intermediate", 120, average, 2, List.of("Acme", "Borealis")),
            new TopCourse(9, "Статистика", "Advanced", 300, average, 2, List.of("Dune")));
  }

  @Test
  void theExactAverageRanksAndIsRoundedAfterwards() {
    // 4.496 and 4.5034..., both 4.50 when rounded
    TestDatabase.execute(
        "UPDATE course_rating SET reviews_count = 500, rating_sum = 2248 WHERE course_id = 3");
    TestDatabase.execute(
        "UPDATE course_rating SET reviews_count = 290, rating_sum = 1306 WHERE course_id = 9");

    assertThat(reports.topCourses()).extracting(TopCourse::courseId).containsExactly(9, 7, 3);
    assertThat(reports.topCourses())
        .extracting(TopCourse::averageRating)
        .containsOnly(new BigDecimal("4.50"));
  }

  @Test
  void halvesAreRoundedUp() {
    // 4.005
    TestDatabase.execute(
        "UPDATE course_rating SET reviews_count = 200, rating_sum = 801 WHERE course_id = 3");

    assertThat(reports.topCourses().getLast().averageRating()).isEqualTo(new BigDecimal("4.01"));
  }

  @Test
  void aCourseWithoutTeachersHasNoWorkPlaces() {
    TestDatabase.execute("DELETE FROM course_teacher WHERE course_id = 9");

    assertThat(reports.topCourses().getLast().teachersWorkPlaces()).isEmpty();
  }

  @Test
  void theRankingEndsAtAThousandRows() {
    TestDatabase.execute(
        """
        INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency,
                            difficulty_level_id, status)
        SELECT n, 'Course ' || n, 'One of many.', 1, 1, 0, 'RUB', 1, 'on_sale'
          FROM generate_series(1001, 2100) AS n
        """);
    TestDatabase.execute(
        """
        INSERT INTO course_rating (course_id, reviews_count, rating_sum)
        SELECT n, 1, 1 + n % 5
          FROM generate_series(1001, 2100) AS n
        """);

    List<TopCourse> ranking = reports.topCourses();

    assertThat(ranking).hasSize(Reports.RANKING_SIZE);
    assertThat(ranking.getFirst().averageRating()).isEqualTo(new BigDecimal("5.00"));
    assertThat(ranking.getFirst().courseId()).isEqualTo(1004);
    assertThat(ranking.getLast().averageRating()).isEqualTo(new BigDecimal("1.00"));
  }
}

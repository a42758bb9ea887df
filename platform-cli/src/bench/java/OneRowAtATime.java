import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Fills the large tables the old way, for comparison: one connection, rows made one at a time with
 * a call of the faker for each value and each word, sent by INSERT statements of 1000 rows that
 * commit by themselves. The data is plain: row i of a table belongs to row i of another one.
 *
 * <p>Arguments: JDBC URL, user, rows per large table, words a blog post. The password is in
 * PGPASSWORD. The database is migrated, and empty but for the rows that migrations bring. Prints
 * rows and seconds.
 */
final class OneRowAtATime {

  private static final int ROWS_PER_STATEMENT = 1000;
  private static final String HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  /** Makes the values of row {@code i}, counted from 1. */
  private interface Row {
    Object[] values(int i);
  }

  private final Faker faker = new Faker(Locale.of("ru"), new Random(1));
  private final Random random = new Random(2);
  private final Connection connection;
  private final int count;
  private final int words;
  private long rows;

  private OneRowAtATime(Connection connection, int count, int words) {
    this.connection = connection;
    this.count = count;
    this.words = words;
  }

  public static void main(String[] args) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(args[0], args[1], System.getenv("PGPASSWORD"))) {
      OneRowAtATime seeder =
          new OneRowAtATime(connection, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      long began = System.nanoTime();
      seeder.fill();
      System.out.printf(Locale.ROOT, "%d %.3f%n", seeder.rows, (System.nanoTime() - began) / 1e9);
    }
  }

  private void fill() throws SQLException {
    LocalDate day = LocalDate.of(2026, 1, 15);
    OffsetDateTime time = day.atTime(12, 0).atOffset(ZoneOffset.UTC);
    insert("difficulty_level (name)", 4, i -> row("level " + i));
    insert("course_specialization (name)", 24, i -> row("specialisation " + i));
    insert("tag (name)", 200, i -> row("tag " + i));
    insert(
        "course (name, description, specialization_id, duration, price, currency,"
            + " difficulty_level_id, status)",
        count,
        i ->
            row(
                text(3),
                text(30),
                1 + random.nextInt(24),
                100 + random.nextInt(400),
                1_000_000 + random.nextInt(19_000_000),
                "RUB",
                1 + random.nextInt(4),
                "on_sale"));
    insert(
        "course_topic (name, description, labor_intensity_hours)",
        count,
        i -> row(text(3), text(12), 1 + random.nextInt(100)));
    insert(
        "course_topic_association (course_id, topic_id, ordinal)",
        2 * count,
        i -> row(1 + (i - 1) / 2, 1 + (i + (i % 2) * count / 2) % count, 1 + i % 2));
    insert("project (topic_id, name, description)", count, i -> row(any(count), text(3), text(12)));
    insert(
        "users (name, surname, birthdate, email, hashed_password, phone_number)",
        2 * count,
        i ->
            row(
                faker.name().firstName(),
                faker.name().lastName(),
                day.minusDays(7_000 + random.nextInt(10_000)),
                "user" + i + "@example.org",
                HASH,
                "+7" + faker.number().digits(10)));
    insert(
        "employee (user_id, role_id, position, hired_on)",
        count + count / 5,
        i -> row(i, i <= count ? 2 : 5, faker.job().title(), day));
    insert(
        "teacher (employee_id, work_place, overall_experience, specialization_experience, about)",
        count,
        i -> row(i, faker.company().name(), 10 + random.nextInt(10), random.nextInt(10), text(8)));
    insert(
        "course_teacher (teacher_id, course_id)",
        count + count / 2,
        i -> row(1 + (i - 1) % count, 1 + (i - 1 + (i - 1) / count) % count));
    insert(
        "course_staff (course_id, employee_id, duty)",
        count / 2,
        i -> row(i, count + 1 + i % (count / 5), "mentor"));
    insert(
        "course_calendar (course_id, start_date, end_sales_date, end_date, capacity,"
            + " remaining_places)",
        count,
        i -> row(i, day, day, day.plusDays(100), 30, 20));
    insert(
        "purchase (user_id, course_id, calendar_id, purchase_date, course_type_id, total_price,"
            + " currency, purchase_status, expires_at, paid_at)",
        2 * count,
        i -> {
          int course = 1 + (i - 1) % count;
          return row(
              i, course, course, time, 1, 1_000_000, "RUB", "paid", time.plusMinutes(30), time);
        });
    insert(
        "certificate (user_id, course_id, purchase_id, issue_date, code, issued_by)",
        count + count / 5,
        i -> row(i, 1 + (i - 1) % count, i, day, code(), any(count)));
    insert(
        "career_center_student (user_id, course_id, cv_url, career_support_start, support_period,"
            + " extended)",
        count,
        i -> row(i, i, "https://cv.example.org/" + i, day, 6, false));
    insert(
        "partner_company (short_name, full_name, requirements, agreement_status)",
        count,
        i -> row(faker.company().name(), faker.company().name() + " " + i, text(30), "active"));
    insert(
        "job_application (student_id, company_id, application_date, status, status_changed_at)",
        count,
        i -> row(i, any(count), day, "applied", time));
    insert(
        "course_review (course_id, user_id, purchase_id, rating, comment, review_date)",
        count,
        i -> row(i, i, i, 1 + random.nextInt(5), text(10), time));
    insert(
        "blog_post (author_id, title, publication_date, topic, reading_time_minutes, content,"
            + " status)",
        count,
        i -> row(any(count), text(4), time, text(1), 3, text(words), "published"));
    insert("post_tag (post_id, tag_id)", count, i -> row(i, 1 + random.nextInt(200)));
  }

  private void insert(String into, int number, Row maker) throws SQLException {
    for (int first = 1; first <= number; first += ROWS_PER_STATEMENT) {
      List<Object[]> batch = new ArrayList<>();
      for (int i = first; i < first + ROWS_PER_STATEMENT && i <= number; i++) {
        batch.add(maker.values(i));
      }
      String marks =
          "(" + String.join(", ", Collections.nCopies(batch.getFirst().length, "?")) + ")";
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO "
                  + into
                  + " VALUES "
                  + String.join(", ", Collections.nCopies(batch.size(), marks)))) {
        int parameter = 1;
        for (Object[] values : batch) {
          for (Object value : values) {
            statement.setObject(parameter++, value);
          }
        }
        rows += statement.executeUpdate();
      }
    }
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private int any(int most) {
    return 1 + random.nextInt(most);
  }

  private String text(int number) {
    return String.join(" ", faker.lorem().words(number));
  }

  /** Crockford's base 32, as certificates want it. */
  private String code() {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      code.append(digits.charAt(faker.number().numberBetween(0, 32)));
    }
    return code.toString();
  }
}

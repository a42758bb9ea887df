package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** Each CHECK accepts what requirements 2 and 5 allow, and refuses by its name what they don't. */
class ConstraintsIT {

  private static final String CHECK_VIOLATION = "23514";

  /** One valid row of every table with checks: what the cases change. */
  private static final String VALID_ROWS =
      """
      INSERT INTO difficulty_level (id, name) VALUES (1, 'from scratch');
      INSERT INTO course_specialization (id, name) VALUES (1, 'Programming');
      INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency,
                          difficulty_level_id, status)
      VALUES (1, 'Java', 'From the first line', 1, 100, 1999000, 'RUB', 1, 'on_sale');
      INSERT INTO course_topic (id, name, labor_intensity_hours) VALUES (1, 'Streams', 10);
      INSERT INTO course_topic_association (course_id, topic_id, ordinal) VALUES (1, 1, 1);
      INSERT INTO project (project_id, topic_id, name) VALUES (1, 1, 'Word count');
      INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
      VALUES (1, 'Anna', 'Ivanova', '1994-05-17', 'anna@example.org', '$argon2id$hash');
      INSERT INTO employee (id, user_id, role_id, position, hired_on) VALUES (1, 1, 2, 'Teacher', '2022-01-10');
      INSERT INTO teacher (employee_id, work_place, overall_experience, specialization_experience)
      VALUES (1, 'Acme', 10, 5);
      INSERT INTO course_staff (course_id, employee_id, duty) VALUES (1, 1, 'mentor');
      INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
      VALUES (1, 1, '2026-03-10', '2026-03-01', '2026-06-10', 20, 19);
      INSERT INTO purchase (purchase_id, user_id, course_id, calendar_id, purchase_date, course_type_id, total_price,
                            currency, purchase_status, expires_at)
      VALUES (1, 1, 1, 1, '2026-02-01', 1, 1999000, 'RUB', 'unpaid', '2026-02-01 00:30');
      INSERT INTO certificate (certificate_id, user_id, course_id, purchase_id, issue_date, code)
      VALUES (1, 1, 1, 1, '2026-06-20', '0123456789ABCDEFGHJKMNPQRS');
      INSERT INTO career_center_student (id, user_id, course_id, career_support_start, support_period, extended)
      VALUES (1, 1, 1, '2026-07-01', 3, false);
      INSERT INTO partner_company (company_id, short_name, full_name, requirements, agreement_status)
      VALUES (1, 'Acme', 'Acme Ltd', 'Java', 'active');
      INSERT INTO job_application (id, student_id, company_id, application_date, status, status_changed_at)
      VALUES (1, 1, 1, '2026-07-02', 'applied', '2026-07-02');
      INSERT INTO blog_post (post_id, author_id, title, topic, reading_time_minutes, content, status)
      VALUES (1, 1, 'Hello', 'News', 1, 'First post', 'draft');
      INSERT INTO tag (tag_id, name) VALUES (1, 'java');
      INSERT INTO course_rating (course_id, reviews_count, rating_sum) VALUES (1, 1, 5);
      INSERT INTO course_review (review_id, course_id, user_id, purchase_id, rating, review_date)
      VALUES (1, 1, 1, 1, 5, '2026-06-20');
      INSERT INTO login_throttle (key, failures) VALUES ('hash', 1);
      INSERT INTO idempotency_key (user_id, route, key, request_hash, expires_at)
      VALUES (1, 'POST /purchases', 'k', '\\x00', '2026-02-02');
      INSERT INTO payment_event (provider_event_id, purchase_id, type, amount, currency, occurred_at, received_at, outcome)
      VALUES ('e1', 1, 'payment.succeeded', 1999000, 'RUB', '2026-02-01', '2026-02-01', 'applied');
      """;

  private static TestServer server;
  private static Connection connection;

  @BeforeAll
  static void insertValidRows() throws SQLException {
    server = TestServer.empty().migrated();
    server.execute(VALID_ROWS);
    connection = server.connectAsOwner();
    connection.setAutoCommit(false);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  /** Assignments of an UPDATE of a table's valid row, and whether a constraint lets them pass. */
  record Case(String constraint, String table, List<String> accepted, List<String> refused) {
    @Override
    public String toString() {
      return constraint;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
            texts(),
            ranges(),
            sets(),
            Stream.of(
                // course: what only it has
                formatted("course", "currency", List.of("'USD'"), List.of("'usd'", "'R1B'", "'R'")),
                formatted(
                    "course_topic",
                    "technologies",
                    List.of("'{}'", "'{Java,Kotlin}'", "array_fill('x'::text, ARRAY[30])"),
                    List.of("'{Java,NULL}'", "'{\"\"}'", "array_fill('x'::text, ARRAY[31])")),
                // accounts: section 5
                formatted(
                    "users",
                    "email",
                    List.of("'ivan@example.org'", "'a@xn--e1afmkfd.xn--p1ai'"),
                    List.of(
                        "'Ivan@example.org'",
                        "'ivan'",
                        "'ivan@org'",
                        "'a b@example.org'",
                        "'a@b@example.org'",
                        "repeat('a', 251) || '@b.c'")),
                formatted(
                    "users",
                    "profile_picture_url",
                    List.of("'https://example.org/a.png'", "'https://' || repeat('x', 2040)"),
                    List.of(
                        "'http://example.org'",
                        "'https://'",
                        "'javascript:x'",
                        "'https://' || repeat('x', 2041)")),
                formatted(
                    "users",
                    "phone_number",
                    List.of("'+79990001122'", "'+1234567'", "'+123456789012345'"),
                    List.of(
                        "'79990001122'",
                        "'+0999000112'",
                        "'+123456'",
                        "'+1234567890123456'",
                        "'+7 999 0001122'")),
                formatted(
                    "users",
                    "snils_number",
                    // the example of section 5, the first that has check digits, sums of 99, 100,
                    // 101
                    List.of(
                        "'11223344595'",
                        "'00100199965'",
                        "'00113858899'",
                        "'00105882800'",
                        "'00104885800'"),
                    List.of(
                        "'11223344596'",
                        "'00100199864'",
                        "'1122334459'",
                        "'112-233-445 95'",
                        "'1122334459x'")),
                new Case(
                    "users_erased_at_ck",
                    "users",
                    List.of(
                        "phone_number = '+79990001122'",
                        "erased_at = now(), name = NULL, surname = NULL, birthdate = NULL, email = NULL, hashed_password = NULL"),
                    List.of(
                        "name = NULL",
                        "surname = NULL",
                        "birthdate = NULL",
                        "email = NULL",
                        "hashed_password = NULL",
                        "erased_at = now()",
                        "erased_at = now(), name = NULL, surname = NULL, birthdate = NULL, email = NULL, hashed_password = NULL, phone_number = '+79990001122'")),
                formatted(
                    "employee",
                    "dismissed_on",
                    List.of("NULL", "'2022-01-10'"),
                    List.of("'2022-01-09'")),
                // runs
                formatted(
                    "course_calendar",
                    "end_sales_date",
                    List.of("'2026-03-10'"),
                    List.of("'2026-03-11'")),
                formatted(
                    "course_calendar",
                    "end_date",
                    List.of("'2026-03-10'"),
                    List.of("'2026-03-09'")),
                formatted(
                    "course_calendar", "remaining_places", List.of("0", "20"), List.of("-1", "21")),
                new Case(
                    "course_type_discount_surcharge_ck",
                    "course_type",
                    List.of("discount = 10, surcharge = 0", "discount = 0, surcharge = 10"),
                    List.of("discount = 10, surcharge = 10")),
                // purchases: invariant I4
                formatted("purchase", "currency", List.of("'USD'"), List.of("'usd'", "'R'")),
                new Case(
                    "purchase_paid_at_ck",
                    "purchase",
                    List.of(
                        "purchase_status = 'paid', paid_at = now()",
                        "purchase_status = 'refunded', paid_at = now(), closed_at = now()"),
                    List.of(
                        "paid_at = now()",
                        "purchase_status = 'paid'",
                        "purchase_status = 'refunded', closed_at = now()",
                        "purchase_status = 'cancelled', paid_at = now(), closed_at = now()")),
                new Case(
                    "purchase_closed_at_ck",
                    "purchase",
                    List.of(
                        "purchase_status = 'cancelled', closed_at = now()",
                        "purchase_status = 'expired', closed_at = now()"),
                    List.of(
                        "closed_at = now()",
                        "purchase_status = 'expired'",
                        "purchase_status = 'cancelled'",
                        "purchase_status = 'refunded', paid_at = now()")),
                new Case(
                    "purchase_refunded_amount_ck",
                    "purchase",
                    List.of(
                        "purchase_status = 'refunded', paid_at = now(), closed_at = now(), refunded_amount = 1999000",
                        "purchase_status = 'refunded', paid_at = now(), closed_at = now(), refunded_amount = 0"),
                    List.of(
                        "refunded_amount = 1",
                        "purchase_status = 'paid', paid_at = now(), refunded_amount = 1",
                        "purchase_status = 'refunded', paid_at = now(), closed_at = now(), refunded_amount = 1999001",
                        "purchase_status = 'refunded', paid_at = now(), closed_at = now(), refunded_amount = -1")),
                formatted("payment_event", "currency", List.of("'USD'"), List.of("'usd'")),
                new Case(
                    "idempotency_key_status_body_ck",
                    "idempotency_key",
                    List.of("status = 201, body = '{}'", "status = NULL, body = NULL"),
                    List.of("status = 201", "body = '{}'")),
                // feedback, career centre, blog
                formatted(
                    "certificate",
                    "code",
                    List.of("'ZYXWVTSRQPNMKJHGFEDCBA9876'"),
                    List.of(
                        "'0123456789ABCDEFGHJKMNPQR'",
                        "'0123456789abcdefghjkmnpqrs'",
                        "'0123456789ABCDEFGHJKMNPQRI'",
                        "'0123456789ABCDEFGHJKMNPQRST'")),
                formatted(
                    "career_center_student",
                    "cv_url",
                    List.of("NULL", "'https://example.org/cv'"),
                    List.of("'http://example.org'", "'https://' || repeat('x', 2041)")),
                formatted(
                    "blog_post",
                    "cover_image_url",
                    List.of("NULL", "'https://example.org/c.png'"),
                    List.of("'data:x'", "'https://' || repeat('x', 2041)")),
                new Case(
                    "blog_post_publication_date_ck",
                    "blog_post",
                    List.of(
                        "status = 'published', publication_date = now()",
                        "status = 'archived', publication_date = now()"),
                    List.of(
                        "publication_date = now()", "status = 'published'", "status = 'archived'")),
                formatted(
                    "tag",
                    "name",
                    List.of("'c++'", "repeat('я', 50)"),
                    List.of("'Java'", "' '", "repeat('x', 51)")),
                atLeast("blog_post", "reading_time_minutes", 1),
                atLeast("partner_company", "hired_graduates_count", 0),
                atLeast("course_rating", "reviews_count", 0),
                atLeast("course_rating", "rating_sum", 0),
                atLeast("login_throttle", "failures", 0)))
        .flatMap(cases -> cases);
  }

  /** text(n): 1 to n characters, counted as code points, not blank. */
  private static Stream<Case> texts() {
    return Stream.of(
        text("difficulty_level", "name", 100),
        text("difficulty_level", "description", 2000),
        text("course_specialization", "name", 100),
        text("course_specialization", "description", 2000),
        text("course", "name", 200),
        text("course", "description", 5000),
        text("course_topic", "name", 200),
        text("course_topic", "description", 5000),
        text("project", "name", 200),
        text("project", "description", 5000),
        text("users", "name", 100),
        text("users", "surname", 100),
        text("users", "hashed_password", 255),
        text("role", "name", 30),
        text("employee", "position", 200),
        text("teacher", "work_place", 200),
        text("teacher", "about", 2000),
        text("course_type", "type_name", 100),
        text("partner_company", "short_name", 100),
        text("partner_company", "full_name", 300),
        text("partner_company", "requirements", 5000),
        text("blog_post", "title", 200),
        text("blog_post", "topic", 100),
        text("blog_post", "content", 100_000),
        text("course_review", "comment", 5000),
        text("idempotency_key", "key", 128),
        text("payment_event", "provider_event_id", 100),
        text("payment_event", "outcome", 50));
  }

  private static Stream<Case> ranges() {
    return Stream.of(
        range("course", "duration", 1, 5000),
        range("course", "price", 0, 100_000_000),
        range("course_topic", "labor_intensity_hours", 1, 2000),
        range("course_topic", "projects_number", 0, 1000),
        range("course_topic_association", "ordinal", 1, 500),
        new Case(
            "teacher_overall_experience_ck",
            "teacher",
            List.of(
                "overall_experience = 0, specialization_experience = 0", "overall_experience = 70"),
            List.of("overall_experience = 71")),
        formatted("teacher", "specialization_experience", List.of("0", "10"), List.of("-1", "11")),
        new Case(
            "course_calendar_capacity_ck",
            "course_calendar",
            List.of("capacity = 1, remaining_places = 1", "capacity = 10000"),
            List.of("capacity = 0, remaining_places = 0", "capacity = 10001")),
        range("course_type", "discount", 0, 100),
        range("course_type", "surcharge", 0, 100),
        // A negative price also breaks the bounds of refunded_amount, whose name comes first.
        formatted("purchase", "total_price", List.of("0", "200000000"), List.of("200000001")),
        range("career_center_student", "support_period", 1, 12),
        range("course_review", "rating", 1, 5));
  }

  private static Stream<Case> sets() {
    return Stream.of(
        oneOf("course", "status", "draft", "on_sale", "archived"),
        oneOf("course_staff", "duty", "mentor", "reviewer"),
        oneOf("course_type", "kind", "basic", "extended_career", "reduced"),
        new Case(
            "purchase_purchase_status_ck",
            "purchase",
            List.of("purchase_status = 'unpaid'"),
            List.of("purchase_status = 'Pending'", "purchase_status = ''")),
        oneOf("partner_company", "agreement_status", "negotiating", "active", "suspended", "ended"),
        oneOf(
            "job_application",
            "status",
            "applied",
            "interviewed",
            "offered",
            "hired",
            "rejected",
            "withdrawn"),
        new Case(
            "blog_post_status_ck",
            "blog_post",
            List.of("status = 'draft'"),
            List.of("status = 'hidden', publication_date = now()")),
        oneOf(
            "payment_event",
            "type",
            "payment.succeeded",
            "payment.failed",
            "refund.requested",
            "refund.succeeded"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void validRowIsAcceptedAndAnotherRefusedByName(Case tested) throws SQLException {
    for (String assignments : tested.accepted()) {
      try {
        assertThat(update(tested.table(), assignments)).as(assignments).isPositive();
      } finally {
        connection.rollback();
      }
    }
    for (String assignments : tested.refused()) {
      PSQLException refusal =
          catchThrowableOfType(PSQLException.class, () -> update(tested.table(), assignments));
      connection.rollback();

      assertThat((Throwable) refusal).as(assignments).isNotNull();
      assertThat(refusal.getSQLState()).as(assignments).isEqualTo(CHECK_VIOLATION);
      assertThat(refusal.getServerErrorMessage().getConstraint())
          .as(assignments)
          .isEqualTo(tested.constraint());
    }
  }

  @Test
  void everyCheckHasACase() {
    assertThat(new TreeSet<>(cases().map(Case::constraint).toList()))
        .isEqualTo(
            new TreeSet<>(
                server.query(
                    """
                    SELECT conname FROM pg_constraint
                     WHERE contype = 'c' AND connamespace = 'public'::regnamespace
                    """)));
  }

  private static int update(String table, String assignments) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          "UPDATE %1$s SET %2$s WHERE ctid = (SELECT min(ctid) FROM %1$s)"
              .formatted(table, assignments));
    }
  }

  private static Case text(String table, String column, int longest) {
    return formatted(
        table,
        column,
        List.of("'x'", "repeat('я', %d)".formatted(longest)),
        List.of("''", "'  '", "E'\\t\\n'", "repeat('x', %d)".formatted(longest + 1)));
  }

  private static Case range(String table, String column, int lowest, int highest) {
    return formatted(
        table,
        column,
        List.of(Integer.toString(lowest), Integer.toString(highest)),
        List.of(Integer.toString(lowest - 1), Integer.toString(highest + 1)));
  }

  private static Case atLeast(String table, String column, int lowest) {
    return formatted(
        table,
        column,
        List.of(Integer.toString(lowest), "1000000"),
        List.of(Integer.toString(lowest - 1)));
  }

  private static Case oneOf(String table, String column, String... values) {
    List<String> quoted = new ArrayList<>();
    for (String value : values) {
      quoted.add("'" + value + "'");
    }
    return formatted(
        table, column, quoted, List.of("''", "'unknown'", "upper(" + quoted.getFirst() + ")"));
  }

  private static Case formatted(
      String table, String column, List<String> accepted, List<String> refused) {
    return new Case(
        "%s_%s_ck".formatted(table, column),
        table,
        accepted.stream().map(value -> column + " = " + value).toList(),
        refused.stream().map(value -> column + " = " + value).toList());
  }
}

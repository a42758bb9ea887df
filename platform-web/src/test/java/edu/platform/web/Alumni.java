package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * People of a course of their own, for tests that write: 601 and 602 have finished it, 603 teaches
 * it, 604 manages careers, 605 is support and 606 an admin. Their rows are made anew each time. The
 * course, 600, is archived, so that no list of the catalogue shows it.
 */
final class Alumni {

  static final int GRADUATE = 601;
  static final int OTHER_GRADUATE = 602;
  static final int TEACHER = 603;
  static final int MANAGER = 604;
  static final int SUPPORT = 605;
  static final int ADMIN = 606;

  private static final JsonMapper JSON = new JsonMapper();

  private Alumni() {}

  /** Takes their rows away, and all that was written in their names. */
  static void delete() {
    TestPlatform.execute(
        """
        DELETE FROM job_application WHERE student_id IN (SELECT id FROM career_center_student WHERE course_id = 600);
        DELETE FROM career_center_student WHERE course_id = 600;
        DELETE FROM partner_company WHERE company_id BETWEEN 7000 AND 7099;
        DELETE FROM course_review WHERE course_id = 600;
        DELETE FROM course_rating WHERE course_id = 600;
        DELETE FROM certificate WHERE course_id = 600;
        DELETE FROM purchase WHERE course_id = 600;
        DELETE FROM course_calendar WHERE course_id = 600;
        DELETE FROM course_teacher WHERE course_id = 600;
        DELETE FROM course WHERE course_id = 600;
        DELETE FROM teacher WHERE employee_id BETWEEN 600 AND 699;
        DELETE FROM employee WHERE id BETWEEN 600 AND 699;
        DELETE FROM users WHERE account_id BETWEEN 600 AND 699;
        """);
  }

  static void reset() {
    delete();
    TestPlatform.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (601, 'Olga', 'Grad', '2000-01-01', 'olga@example.net', '-'),
               (602, 'Oleg', 'Grad', '2000-01-01', 'oleg@example.net', '-'),
               (603, 'Tanya', 'Teach', '1980-01-01', 'tanya@example.net', '-'),
               (604, 'Mila', 'Manager', '1980-01-01', 'mila@example.net', '-'),
               (605, 'Sonya', 'Support', '1980-01-01', 'sonya@example.net', '-'),
               (606, 'Alla', 'Admin', '1980-01-01', 'alla@example.net', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (603, 603, 2, 'Lecturer', '2020-01-01'),
               (604, 604, 8, 'Manager', '2020-01-01'),
               (605, 605, 6, 'Support', '2020-01-01'),
               (606, 606, 1, 'Head', '2020-01-01');
        INSERT INTO teacher (employee_id, work_place, overall_experience, specialization_experience)
        VALUES (603, 'Acme', 10, 5);
        INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency, difficulty_level_id,
                            status)
        VALUES (600, 'Fortran', 'For old machines.', 1, 10, 100, 'RUB', 1, 'archived');
        INSERT INTO course_teacher (teacher_id, course_id) VALUES (603, 600);
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity, remaining_places)
        VALUES (600, 600, '2025-01-10', '2025-01-01', '2025-03-01', 10, 8);
        INSERT INTO purchase (purchase_id, user_id, course_id, calendar_id, purchase_date, course_type_id, total_price,
                              currency, purchase_status, expires_at, paid_at)
        VALUES (601, 601, 600, 600, '2024-12-01T00:00:00Z', 1, 100, 'RUB', 'paid', '2024-12-02T00:00:00Z', '2024-12-01T00:10:00Z'),
               (602, 602, 600, 600, '2024-12-01T00:00:00Z', 1, 100, 'RUB', 'paid', '2024-12-02T00:00:00Z', '2024-12-01T00:10:00Z');
        INSERT INTO certificate (certificate_id, user_id, course_id, purchase_id, issue_date, code, issued_by)
        VALUES (601, 601, 600, 601, '2025-03-02', '00000000000000000000000601', 603);
        ALTER TABLE course_review ALTER COLUMN review_id RESTART WITH 7000;
        ALTER TABLE certificate ALTER COLUMN certificate_id RESTART WITH 7000;
        ALTER TABLE career_center_student ALTER COLUMN id RESTART WITH 7000;
        ALTER TABLE partner_company ALTER COLUMN company_id RESTART WITH 7000;
        ALTER TABLE job_application ALTER COLUMN id RESTART WITH 7000;
        """);
  }

  /** Asks in the name of one of them. */
  static Client as(TestPlatform platform, int account) {
    Role[] roles =
        switch (account) {
          case TEACHER -> new Role[] {Role.TEACHER};
          case MANAGER -> new Role[] {Role.CAREER_MANAGER};
          case SUPPORT -> new Role[] {Role.SUPPORT};
          case ADMIN -> new Role[] {Role.ADMIN};
          default -> new Role[0];
        };
    return platform.client().as(platform.token(account, roles));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** The object as it is, without what only the clock decides. */
  static String withoutTimes(HttpResponse<String> answer) {
    return answer.body().replaceAll("\"[0-9T:.-]+Z\"", "\"...\"");
  }

  static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("code").asString()).isEqualTo(code);
  }
}

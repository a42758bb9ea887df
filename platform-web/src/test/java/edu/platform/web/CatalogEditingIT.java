package edu.platform.web;

import static edu.platform.web.Answers.etag;
import static edu.platform.web.Answers.location;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Staff cares for the catalogue over HTTP; all rows it makes have ids from 7000 on. */
class CatalogEditingIT {

  private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Moscow"));
  private static final String COURSE =
      """
      {"name": " Go ", "description": "Learn\\nGo.", "specialization_id": 1, "level_id": 1,
       "duration_hours": 100, "price": {"amount": 700000, "currency": "RUB"}}
      """;

  private static TestPlatform platform;
  private static Client anyone;
  private static Client student;
  private static Client admin;
  private static Client teacher;
  private static Answers answers;

  @BeforeAll
  static void start() {
    platform = TestPlatform.startOnItsOwnServer(Map.of());
    platform.executeHere(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (7001, 'Ada', 'Byron', '1990-01-01', 'ada7@example.org', '-'),
               (7002, 'Olga', 'Lane', '1990-01-01', 'olga7@example.org', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (7001, 7001, 1, 'Head', '2020-01-01'),
               (7002, 7002, 2, 'Lecturer', '2020-01-01');
        INSERT INTO teacher (employee_id, work_place, overall_experience, specialization_experience)
        VALUES (7002, 'Acme', 3, 2);
        ALTER TABLE difficulty_level ALTER COLUMN id RESTART WITH 7000;
        ALTER TABLE course ALTER COLUMN course_id RESTART WITH 7000;
        ALTER TABLE course_type ALTER COLUMN id RESTART WITH 7000;
        ALTER TABLE course_topic ALTER COLUMN id RESTART WITH 7000;
        ALTER TABLE project ALTER COLUMN project_id RESTART WITH 7000;
        ALTER TABLE course_calendar ALTER COLUMN id RESTART WITH 7000;
        """);
    anyone = platform.client();
    student = anyone.as(platform.token(8));
    admin = anyone.as(platform.token(7001, Role.ADMIN));
    teacher = anyone.as(platform.token(7002, Role.TEACHER));
    answers = new Answers(anyone);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void aCourseIsMadeFilledPublishedAndArchived() {
    HttpResponse<String> created = admin.send("POST", "/v1/courses", COURSE);
    JsonNode draft = answers.check("POST /v1/courses", 201, created);
    String course = location(created);
    assertThat(course).isEqualTo("/v1/courses/" + draft.get("id").asInt());
    assertThat(draft.get("name").asString()).isEqualTo("Go");
    assertThat(draft.get("status").asString()).isEqualTo("draft");
    assertThat(created.headers().firstValue("Cache-Control")).contains("private, no-store");

    answers.check("GET /v1/courses/{id}", 404, anyone.get(course));
    answers.check("GET /v1/courses/{id}", 404, student.get(course));
    answers.check("GET /v1/courses/{id}", 200, teacher.get(course));
    answers.check("GET /v1/courses/{id}/topics", 404, anyone.get(course + "/topics"));
    answers.check("GET /v1/courses/{id}/topics", 200, teacher.get(course + "/topics"));
    assertThat(admin.get("/v1/courses?status=draft").body())
        .contains("\"id\":" + draft.get("id").asInt() + ",");

    answers.refused(
        "POST /v1/courses/{id}/publish",
        409,
        "incomplete_course",
        admin.request("POST", course + "/publish", new byte[0]));
    String topic =
        location(
            teacher.send(
                "POST",
                "/v1/topics",
                "{\"name\": \"Channels\", \"technologies\": [\"Go\"], \"labor_intensity_hours\": 9}"));
    answers.check(
        "PUT /v1/courses/{id}/team/{duty}/{employee_id}",
        204,
        admin.request("PUT", course + "/team/teacher/7002", new byte[0]));
    answers.check(
        "PUT /v1/courses/{id}/topics/{topic_id}",
        204,
        teacher.send("PUT", course + topic.substring("/v1".length()), "{\"ordinal\": 1}"));
    JsonNode onSale =
        answers.check(
            "POST /v1/courses/{id}/publish",
            200,
            admin.request("POST", course + "/publish", new byte[0]));
    assertThat(onSale.get("status").asString()).isEqualTo("on_sale");
    assertThat(onSale.get("topics").get(0).get("name").asString()).isEqualTo("Channels");
    assertThat(onSale.get("teachers").get(0).get("employee_id").asInt()).isEqualTo(7002);

    HttpResponse<String> seen = anyone.get(course);
    answers.check("GET /v1/courses/{id}", 200, seen);
    HttpResponse<String> described =
        teacher.send("PATCH", course, "{\"description\": \"Better.\"}", "If-Match", etag(seen));
    assertThat(answers.check("PATCH /v1/courses/{id}", 200, described).get("version").asInt())
        .isEqualTo(3);
    answers.refused(
        "PATCH /v1/courses/{id}",
        412,
        "stale_etag",
        teacher.send("PATCH", course, "{\"description\": \"Best.\"}", "If-Match", etag(seen)));
    answers.refused(
        "PATCH /v1/courses/{id}",
        403,
        "forbidden",
        teacher.send("PATCH", course, "{\"name\": \"Mine\"}", "If-Match", "*"));
    // What was cached for anyone is forgotten at once.
    assertThat(anyone.get(course).body()).contains("Better.");

    answers.refused(
        "DELETE /v1/courses/{id}/topics/{topic_id}",
        409,
        "last_topic",
        teacher.request("DELETE", course + topic.substring("/v1".length()), new byte[0]));
    answers.refused(
        "DELETE /v1/courses/{id}/team/{duty}/{employee_id}",
        409,
        "last_teacher",
        admin.request("DELETE", course + "/team/teacher/7002", new byte[0]));
    answers.refused(
        "DELETE /v1/courses/{id}",
        409,
        "invalid_state",
        admin.request("DELETE", course, new byte[0], "If-Match", "*"));
    answers.check(
        "POST /v1/courses/{id}/archive",
        200,
        admin.request("POST", course + "/archive", new byte[0]));
    answers.check(
        "DELETE /v1/courses/{id}/topics/{topic_id}",
        204,
        teacher.request("DELETE", course + topic.substring("/v1".length()), new byte[0]));
    answers.check(
        "DELETE /v1/topics/{id}",
        204,
        teacher.request("DELETE", topic, new byte[0], "If-Match", "*"));
  }

  @Test
  void aDraftIsRemoved() {
    String course = location(admin.send("POST", "/v1/courses", COURSE));

    answers.refused(
        "DELETE /v1/courses/{id}",
        428,
        "if_match_required",
        admin.request("DELETE", course, new byte[0]));
    answers.check(
        "DELETE /v1/courses/{id}",
        204,
        admin.request("DELETE", course, new byte[0], "If-Match", etag(admin.get(course))));
    answers.check("GET /v1/courses/{id}", 404, admin.get(course));
  }

  @Test
  void aRunIsPlannedChangedAndRemoved() {
    String course = location(admin.send("POST", "/v1/courses", COURSE));
    HttpResponse<String> created =
        admin.send("POST", course + "/runs", run(today.plusDays(1), today, today.plusDays(9)));
    String run = location(created);
    assertThat(answers.check("POST /v1/courses/{id}/runs", 201, created).get("state").asString())
        .isEqualTo("sales_closed");
    answers.check("GET /v1/runs/{id}", 404, anyone.get(run));
    answers.check("GET /v1/runs/{id}", 200, teacher.get(run));
    answers.check("GET /v1/courses/{id}/runs", 200, teacher.get(course + "/runs"));

    assertThat(
            answers
                .check(
                    "PATCH /v1/runs/{id}",
                    200,
                    admin.send("PATCH", run, "{\"capacity\": 30}", "If-Match", etag(created)))
                .get("remaining_places")
                .asInt())
        .isEqualTo(30);
    answers.refused(
        "POST /v1/courses/{id}/runs",
        422,
        "validation_failed",
        admin.send("POST", course + "/runs", run(today, today, today)));
    answers.check(
        "DELETE /v1/runs/{id}", 204, admin.request("DELETE", run, new byte[0], "If-Match", "*"));
  }

  @Test
  void theTeamSeesWhoTakesPart() {
    JsonNode page =
        answers.check(
            "GET /v1/runs/{id}/participants",
            200,
            anyone.as(platform.token(6, Role.MENTOR)).get("/v1/runs/1/participants?limit=2"));

    assertThat(page.get("items")).hasSize(2);
    assertThat(page.get("next_cursor").isNull()).isFalse();
    answers.refused(
        "GET /v1/runs/{id}/participants", 403, "forbidden", teacher.get("/v1/runs/1/participants"));
    answers.check("GET /v1/runs/{id}/participants", 401, anyone.get("/v1/runs/1/participants"));
  }

  @Test
  void topicsAndProjectsAreChanged() {
    String topic =
        location(
            teacher.send(
                "POST", "/v1/topics", "{\"name\": \"Maps\", \"labor_intensity_hours\": 9}"));
    HttpResponse<String> created =
        teacher.send("POST", topic + "/projects", "{\"name\": \"An atlas\"}");
    answers.check("POST /v1/topics/{id}/projects", 201, created);
    JsonNode changed =
        answers.check(
            "PATCH /v1/topics/{id}",
            200,
            teacher.send(
                "PATCH",
                topic,
                "{\"description\": \"Keys.\", \"technologies\": []}",
                "If-Match",
                etag(teacher.get(topic))));
    assertThat(changed.get("projects_number").asInt()).isEqualTo(1);
    answers.check(
        "PATCH /v1/projects/{id}",
        200,
        teacher.send(
            "PATCH", location(created), "{\"description\": null}", "If-Match", etag(created)));
    answers.check(
        "DELETE /v1/projects/{id}",
        204,
        teacher.request("DELETE", location(created), new byte[0], "If-Match", "*"));
    answers.refused(
        "PATCH /v1/topics/{id}",
        403,
        "forbidden",
        teacher.send("PATCH", "/v1/topics/1", "{\"name\": \"Mine\"}", "If-Match", "*"));
    answers.refused(
        "DELETE /v1/topics/{id}",
        409,
        "in_use",
        admin.request("DELETE", "/v1/topics/1", new byte[0], "If-Match", "*"));
  }

  @Test
  void levelsAndWaysToBuyAreChanged() {
    HttpResponse<String> level =
        admin.send("POST", "/v1/difficulty-levels", "{\"name\": \"Expert\"}");
    answers.check("POST /v1/difficulty-levels", 201, level);
    answers.refused(
        "POST /v1/difficulty-levels",
        409,
        "already_exists",
        admin.send("POST", "/v1/difficulty-levels", "{\"name\": \"Expert\"}"));
    answers.check(
        "PATCH /v1/difficulty-levels/{id}",
        200,
        admin.send(
            "PATCH", location(level), "{\"description\": \"Years.\"}", "If-Match", etag(level)));
    answers.check(
        "DELETE /v1/difficulty-levels/{id}",
        204,
        admin.request("DELETE", location(level), new byte[0], "If-Match", "*"));
    answers.refused(
        "DELETE /v1/specializations/{id}",
        409,
        "in_use",
        admin.request("DELETE", "/v1/specializations/1", new byte[0], "If-Match", "*"));

    HttpResponse<String> type =
        admin.send(
            "POST",
            "/v1/course-types",
            "{\"kind\": \"reduced\", \"name\": \"Early birds\", \"discount\": 15, \"active\": false}");
    answers.check("POST /v1/course-types", 201, type);
    answers.check(
        "PATCH /v1/course-types/{id}",
        200,
        admin.send(
            "PATCH", location(type), "{\"discount\": 0, \"surcharge\": 5}", "If-Match", "*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /v1/courses | {} | 422 | validation_failed | name
          POST | /v1/courses | {"name": 1} | 400 | malformed_request | name
          POST | /v1/courses | {"nam": "x"} | 400 | malformed_request | nam
          PATCH | /v1/courses/{id} | {"duration_hours": 5001} | 422 | validation_failed | duration_hours
          PATCH | /v1/courses/{id} | {"price": {"amount": 1, "currency": "EUR"}} | 422 | validation_failed | price
          PATCH | /v1/courses/{id} | {"price": 1} | 400 | malformed_request | price
          PATCH | /v1/courses/{id} | {"level_id": 99} | 422 | validation_failed | level_id
          PATCH | /v1/courses/{id} | {"name": null} | 422 | validation_failed | name
          PUT | /v1/courses/{id}/topics/{topic_id} | {"ordinal": 501} | 422 | validation_failed | ordinal
          PUT | /v1/courses/{id}/topics/{topic_id} | {"ordinal": "1"} | 400 | malformed_request | ordinal
          POST | /v1/courses/{id}/runs | {"capacity": 0} | 422 | validation_failed | capacity
          PATCH | /v1/runs/{id} | {"end_date": "2026-02-30"} | 422 | validation_failed | end_date
          POST | /v1/topics | {"technologies": ["Java", "JAVA"]} | 422 | validation_failed | technologies
          POST | /v1/topics | {"technologies": [null]} | 400 | malformed_request | technologies
          PATCH | /v1/topics/{id} | {"labor_intensity_hours": 2001} | 422 | validation_failed | labor_intensity_hours
          POST | /v1/topics/{id}/projects | {"name": ""} | 422 | validation_failed | name
          PATCH | /v1/projects/{id} | {"description": ""} | 422 | validation_failed | description
          POST | /v1/difficulty-levels | {"description": "x"} | 422 | validation_failed | name
          POST | /v1/course-types | {"kind": "free", "name": "x"} | 422 | validation_failed | kind
          PATCH | /v1/course-types/{id} | {"discount": 101} | 422 | validation_failed | discount
          PATCH | /v1/course-types/{id} | {"kind": "basic"} | 400 | malformed_request | kind
          """)
  void badInputIsRefusedWithTheMemberAtFault(
      String method, String template, String body, int status, String code, String field) {
    String path = template.replace("{id}", "3").replace("{topic_id}", "1");
    JsonNode problem =
        answers.refused(
            method + " " + template, status, code, admin.send(method, path, body, "If-Match", "*"));

    assertThat(problem.get("errors").valueStream().map(error -> error.get("field").asString()))
        .contains(field);
    assertThat(anyone.get("/v1/courses/3").body()).contains("\"version\":4");
  }

  @Test
  void whoMayNotIsTurnedAway() {
    answers.check("POST /v1/courses", 401, anyone.send("POST", "/v1/courses", COURSE));
    answers.check("POST /v1/courses", 403, student.send("POST", "/v1/courses", COURSE));
    answers.check("POST /v1/courses", 403, teacher.send("POST", "/v1/courses", COURSE));
    answers.check("GET /v1/courses", 401, anyone.get("/v1/courses?status=draft"));
    answers.check("GET /v1/courses", 403, student.get("/v1/courses?status=draft"));
    answers.check(
        "PUT /v1/courses/{id}/team/{duty}/{employee_id}",
        404,
        admin.request("PUT", "/v1/courses/3/team/cook/101", new byte[0]));
    answers.refused(
        "PUT /v1/courses/{id}/team/{duty}/{employee_id}",
        409,
        "role_mismatch",
        admin.request("PUT", "/v1/courses/3/team/mentor/101", new byte[0]));
    answers.refused(
        "POST /v1/courses",
        400,
        "invalid_parameter",
        admin.send("POST", "/v1/courses?draft=true", COURSE));
  }

  private static String run(LocalDate start, LocalDate endSales, LocalDate end) {
    return """
    {"start_date": "%s", "end_sales_date": "%s", "end_date": "%s", "capacity": 20}
    """
        .formatted(start, endSales, end);
  }
}

package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The routes of the old project (design section 6, requirement R9.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldRoutesIT {

  private static final String COURSE = "/v1/course/getcourse";
  private static final String USER = "/v1/user/getuser";
  private static final String REPORT = "/v1/report/get-top-courses-report";
  private static final JsonMapper JSON = new JsonMapper();

  private TestPlatform platform;
  private Client client;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of());
    client = platform.client();
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void aCourseHasTheMembersThatItHadBefore() {
    HttpResponse<String> answer = client.getWithBody(COURSE, "{\"id\": 3}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": 3, "course_id": 3, "name": "Java с нуля",
                 "description": "Учимся программировать на Java.", "specialization_id": 1,
                 "duration": 240, "price": 50001, "difficulty_level_id": 1,
                 "created_at": "2026-01-03T10:00:00.000001Z", "updated_at": "2026-02-03T10:00:00Z"}
                """));
  }

  @ParameterizedTest
  @CsvSource({"3, 50001", "7, 20000", "9, 30000", "11, 1", "14, 0", "15, 1000000"})
  void aPriceIsInWholeUnitsHalfUp(int course, long price) {
    HttpResponse<String> answer = client.getWithBody(COURSE, "{\"id\":" + course + "}");

    assertThat(JSON.readTree(answer.body()).get("price").asLong()).isEqualTo(price);
  }

  @Test
  void aUserHasTheMembersThatHeHadBeforeAndAMaskedAddress() {
    HttpResponse<String> answer = client.getWithBody(USER, "{\"id\":8}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"account_id\":8,\"name\":\"Ivan\",\"surname\":\"Green\",\"email\":\"i***@example.org\"}");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void theReportIsAnArrayWithJoinedWorkPlaces() {
    HttpResponse<String> answer = client.getWithBody(REPORT, "{\"limit_number\":25}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()))
        .isEqualTo(
            JSON.readTree(
                """
                [{"name": "Java с нуля", "difficulty_level": "From scratch", "duration": 240,
                  "average_rating": 4.50, "total_reviews": 4, "teachers_work_places": "Acme, Cobalt"},
                 {"name": "PostgreSQL", "difficulty_level": "Intermediate", "duration": 120,
                  "average_rating": 4.50, "total_reviews": 2, "teachers_work_places": "Acme, Borealis"},
                 {"name": "Статистика", "difficulty_level": "Advanced", "duration": 300,
                  "average_rating": 4.50, "total_reviews": 2, "teachers_work_places": "Dune"}]
                """));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "1000, 3", "1001, 3", "4294967295, 3"})
  void theReportIsCutAtItsLimit(String limit, int rows) {
    for (HttpResponse<String> answer :
        List.of(
            client.getWithBody(REPORT, "{\"limit_number\":" + limit + "}"),
            client.get(REPORT + "?limit_number=" + limit))) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).size()).isEqualTo(rows);
    }
  }

  @Test
  void theNewReportHasTheSameRows() {
    JsonNode items = JSON.readTree(client.get("/v1/reports/top-courses?limit=500").body());

    assertThat(items.get("items").valueStream().map(row -> row.get("course_id").asInt()))
        .containsExactly(3, 7, 9);
    assertThat(items.at("/items/1/teachers_work_places").valueStream().map(JsonNode::asString))
        .containsExactly("Acme", "Borealis");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", ""})
  void theTypeOfTheBodyDoesNotMatter(String type) {
    byte[] body = " \t\r\n{ \"id\" : 3 }\n".getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> answer =
        type.isEmpty()
            ? client.request("GET", COURSE, body)
            : client.request("GET", COURSE, body, "Content-Type", type);

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void theParameterMayBeInTheQuery() {
    assertThat(client.get(COURSE + "?id=3").body())
        .isEqualTo(client.getWithBody(COURSE, "{\"id\":3}").body());
    assertThat(client.get(USER + "?id=8").body())
        .isEqualTo(client.getWithBody(USER, "{\"id\":8}").body());
  }

  @Test
  void archivedCoursesAnswerAndDraftsDoNot() {
    assertThat(client.getWithBody(COURSE, "{\"id\":21}").statusCode()).isEqualTo(200);
    assertRefused(client.getWithBody(COURSE, "{\"id\":20}"), 404, "not_found");
    assertRefused(client.getWithBody(COURSE, "{\"id\":2147483647}"), 404, "not_found");
  }

  @Test
  void erasedAndUnknownUsersDoNotExist() {
    assertRefused(client.getWithBody(USER, "{\"id\":13}"), 404, "not_found");
    assertRefused(client.getWithBody(USER, "{\"id\":2147483647}"), 404, "not_found");
  }

  static Stream<String> badBodies() {
    return Stream.of(
        "",
        " ",
        "null",
        "7",
        "[]",
        "[3]",
        "{}",
        "{",
        "not JSON",
        "{'id':3}",
        "{id:3}",
        "{\"id\":}",
        "{\"id\":null}",
        "{\"id\":\"3\"}",
        "{\"id\":true}",
        "{\"id\":3.0}",
        "{\"id\":3e0}",
        "{\"id\":[3]}",
        "{\"id\":{}}",
        "{\"id\":03}",
        "{\"id\":+3}",
        "{\"id\":0}",
        "{\"id\":-3}",
        "{\"id\":2147483648}",
        "{\"id\":99999999999999999999}",
        "{\"id\":3,}",
        "{\"id\":3,\"id\":3}",
        "{\"id\":3,\"name\":\"x\"}",
        "{\"course_id\":3}",
        "{\"ID\":3}",
        "{\"id\":3} {\"id\":3}",
        "{\"id\":3}x",
        "\uFEFF{\"id\":3}",
        "{\"id\":٣}",
        "{\"id\":3; DROP TABLE course}",
        "[".repeat(500_000));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void allBadBodiesAreBadRequests(String body) {
    assertThat(client.getWithBody(COURSE, body).statusCode()).isEqualTo(400);
    HttpResponse<String> answer = client.getWithBody(USER, body);

    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("code").asString()).isIn("malformed_request", "invalid_parameter");
    assertRefused(answer, 400, problem.get("code").asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"limit_number\":0}",
        "{\"limit_number\":4294967296}",
        "{\"limit_number\":1.5}",
        "{\"limit\":10}",
        "{\"id\":10}"
      })
  void allBadLimitsAreBadRequests(String body) {
    assertThat(client.getWithBody(REPORT, body).statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsNotUtf8IsABadRequest() {
    byte[] body = {'{', '"', 'i', 'd', '"', ':', (byte) 0xff, '3', '}'};

    assertRefused(client.request("GET", COURSE, body), 400, "malformed_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id=", "id=x", "id=-3", "id=0", "id=2147483648", "id=3&id=3", "x=3"})
  void allBadQueriesAreBadRequests(String query) {
    assertRefused(client.get(COURSE + "?" + query), 400, "invalid_parameter");
    // The query counts, whatever the body says.
    assertThat(
            client
                .request("GET", COURSE + "?" + query, "{\"id\":3}".getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theUserRouteIsClosedUnlessItIsOpened() {
    try (TestPlatform closed = TestPlatform.start(Map.of("legacy.user.route.enabled", "false"))) {
      HttpResponse<String> answer = closed.client().getWithBody(USER, "{\"id\":8}");

      assertRefused(answer, 401, "unauthenticated");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(answer.body()).doesNotContain("Ivan");
      assertThat(closed.client().getWithBody(COURSE, "{\"id\":3}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theClosedUserRouteAnswersTheOwnerAndSupport() {
    TestPlatform.execute(
        "INSERT INTO employee (id, user_id, role_id, position, hired_on) VALUES"
            + " (950, 9, 6, 'Support', '2020-01-01') ON CONFLICT DO NOTHING");
    try (TestPlatform closed = TestPlatform.start(Map.of("legacy.user.route.enabled", "false"))) {
      Client owner = closed.client().as(closed.token(8));
      Client support = closed.client().as(closed.token(9, Role.SUPPORT));
      Client other = closed.client().as(closed.token(10));
      Client teacher = closed.client().as(closed.token(1, Role.TEACHER));

      assertThat(owner.getWithBody(USER, "{\"id\":8}").body()).contains("Ivan");
      assertThat(support.getWithBody(USER, "{\"id\":8}").body()).contains("Ivan");
      assertRefused(other.getWithBody(USER, "{\"id\":8}"), 403, "forbidden");
      assertRefused(teacher.getWithBody(USER, "{\"id\":8}"), 403, "forbidden");
      assertRefused(support.getWithBody(USER, "{\"id\":13}"), 404, "not_found");
    } finally {
      TestPlatform.execute("DELETE FROM employee WHERE id = 950");
    }
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("code").asString()).isEqualTo(code);
    // Where clients of the old project look.
    assertThat(problem.get("error")).isEqualTo(problem.get("detail"));
    assertThat(problem.get("request_id").asString())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }
}

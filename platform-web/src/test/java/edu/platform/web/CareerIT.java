package edu.platform.web;

import static edu.platform.web.Alumni.ADMIN;
import static edu.platform.web.Alumni.GRADUATE;
import static edu.platform.web.Alumni.MANAGER;
import static edu.platform.web.Alumni.OTHER_GRADUATE;
import static edu.platform.web.Alumni.SUPPORT;
import static edu.platform.web.Alumni.assertProblem;
import static edu.platform.web.Alumni.json;
import static edu.platform.web.Alumni.withoutTimes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The career centre and the audit log over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CareerIT {

  private static final String DUNE =
      "{\"short_name\": \"Dune\", \"full_name\": \"Dune Limited\", \"requirements\": \"Go\"}";

  private TestPlatform platform;
  private Answers answers;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of());
    answers = new Answers(platform.client());
  }

  @AfterAll
  void stop() {
    Alumni.delete();
    platform.close();
  }

  @BeforeEach
  void reset() {
    Alumni.reset();
  }

  @Test
  void aGraduateComesIntoCareAndIsHired() {
    Client graduate = Alumni.as(platform, GRADUATE);
    Client manager = Alumni.as(platform, MANAGER);

    HttpResponse<String> care =
        graduate.send("POST", "/v1/career-students", "{\"course_id\": 600}");
    answers.check("POST /v1/career-students", 201, care);
    assertThat(care.headers().firstValue("Location")).contains("/v1/career-students/7000");
    assertThat(json(care).get("support_period").asInt()).isEqualTo(3);
    assertThat(json(care).get("name").asString()).isEqualTo("Olga");

    HttpResponse<String> company = manager.send("POST", "/v1/companies", DUNE);
    answers.check("POST /v1/companies", 201, company);
    assertThat(company.headers().firstValue("Location")).contains("/v1/companies/7000");
    assertThat(withoutTimes(company))
        .isEqualTo(
            "{\"id\":7000,\"short_name\":\"Dune\",\"full_name\":\"Dune Limited\","
                + "\"hired_graduates_count\":0,\"requirements\":\"Go\","
                + "\"agreement_status\":\"negotiating\",\"created_at\":\"...\","
                + "\"updated_at\":\"...\",\"version\":1}");

    String application = "{\"student_id\": 7000, \"company_id\": 7000}";
    assertProblem(graduate.send("POST", "/v1/job-applications", application), 409, "cv_required");
    HttpResponse<String> withCv =
        graduate.send(
            "PATCH",
            "/v1/career-students/7000",
            "{\"cv_url\": \"https://cv.example.org/olga\"}",
            "If-Match",
            care.headers().firstValue("ETag").orElseThrow());
    answers.check("PATCH /v1/career-students/{id}", 200, withCv);
    assertThat(json(withCv).get("cv_url").asString()).isEqualTo("https://cv.example.org/olga");
    assertProblem(
        graduate.send("POST", "/v1/job-applications", application), 409, "agreement_inactive");
    HttpResponse<String> active =
        manager.send("POST", "/v1/companies/7000/agreement", "{\"status\": \"active\"}");
    answers.check("POST /v1/companies/{id}/agreement", 200, active);
    assertThat(json(active).get("agreement_status").asString()).isEqualTo("active");

    HttpResponse<String> applied = graduate.send("POST", "/v1/job-applications", application);
    answers.check("POST /v1/job-applications", 201, applied);
    assertThat(applied.headers().firstValue("Location")).contains("/v1/job-applications/7000");
    assertProblem(
        graduate.send("POST", "/v1/job-applications", application), 409, "already_applied");
    assertProblem(move(graduate, "interviewed"), 403, "forbidden");
    assertProblem(move(manager, "hired"), 409, "invalid_state");
    answers.check("POST /v1/job-applications/{id}/status", 200, move(manager, "interviewed"));
    assertThat(move(manager, "offered").statusCode()).isEqualTo(200);
    assertThat(json(move(manager, "hired")).get("status").asString()).isEqualTo("hired");

    assertProblem(graduate.send("POST", "/v1/job-applications", application), 409, "already_hired");
    assertThat(json(graduate.get("/v1/companies/7000")).get("hired_graduates_count").asInt())
        .isEqualTo(1);
    HttpResponse<String> hired = graduate.get("/v1/job-applications?status=hired");
    assertThat(answers.check("GET /v1/job-applications", 200, hired).get("items")).hasSize(1);
    assertThat(json(platform.client().get("/v1/courses/600/statistics")).get("hired_count").asInt())
        .isEqualTo(1);
    assertProblem(move(manager, "offered"), 403, "forbidden");
    assertThat(move(Alumni.as(platform, ADMIN), "offered").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> move(Client client, String status) {
    return client.send(
        "POST", "/v1/job-applications/7000/status", "{\"status\": \"" + status + "\"}");
  }

  @Test
  void careTakesACertificate() {
    Client other = Alumni.as(platform, OTHER_GRADUATE);
    assertProblem(
        other.send("POST", "/v1/career-students", "{\"course_id\": 600}"),
        409,
        "certificate_required");
    assertProblem(
        other.send("POST", "/v1/career-students", "{\"course_id\": 7}"),
        409,
        "certificate_required");
    assertProblem(
        other.send("POST", "/v1/career-students", "{\"course_id\": 20}"), 422, "validation_failed");
    Client graduate = Alumni.as(platform, GRADUATE);
    graduate.send("POST", "/v1/career-students", "{\"course_id\": 600}");
    assertProblem(
        graduate.send("POST", "/v1/career-students", "{\"course_id\": 600}"),
        409,
        "already_exists");
  }

  @Test
  void aCvIsForItsOwnerAndManagers() {
    Alumni.as(platform, GRADUATE).send("POST", "/v1/career-students", "{\"course_id\": 600}");
    String path = "/v1/career-students/7000";

    for (int other : new int[] {OTHER_GRADUATE, SUPPORT}) {
      Client stranger = Alumni.as(platform, other);
      assertProblem(stranger.get(path), 404, "not_found");
      assertThat(json(stranger.get("/v1/career-students")).get("items")).isEmpty();
    }
    assertProblem(platform.client().get(path), 401, "unauthenticated");
    Client manager = Alumni.as(platform, MANAGER);
    answers.check("GET /v1/career-students/{id}", 200, manager.get(path));
    assertThat(json(manager.get("/v1/career-students?course_id=600&active=true")).get("items"))
        .hasSize(1);
    assertProblem(
        manager.send("PATCH", path, "{\"cv_url\": null}", "If-Match", "*"), 403, "forbidden");
    assertThat(
            json(manager.send("PATCH", path, "{\"support_period\": 12}", "If-Match", "*"))
                .get("support_period")
                .asInt())
        .isEqualTo(12);
    assertProblem(
        manager.send("PATCH", path, "{\"support_period\": 11}", "If-Match", "*"),
        422,
        "validation_failed");
    assertProblem(manager.send("PATCH", path, "{}"), 428, "if_match_required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"cv_url\": \"http://cv.example.org\"}|422|cv_url",
        "{\"cv_url\": \"https://me@cv.example.org\"}|422|cv_url",
        "{\"cv_url\": \"\"}|422|cv_url",
        "{\"cv_url\": 7}|400|cv_url",
        "{\"support_period\": 0}|422|support_period",
        "{\"support_period\": 13}|422|support_period",
        "{\"support_period\": null}|422|support_period",
        "{\"extended\": true}|400|extended",
      })
  void aBadChangeOfCareIsRefusedWithTheMemberNamed(String body, int status, String field) {
    Client graduate = Alumni.as(platform, GRADUATE);
    graduate.send("POST", "/v1/career-students", "{\"course_id\": 600}");

    HttpResponse<String> answer =
        graduate.send("PATCH", "/v1/career-students/7000", body, "If-Match", "*");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void companiesAreForManagersToWrite() {
    for (int other : new int[] {GRADUATE, SUPPORT}) {
      assertProblem(
          Alumni.as(platform, other).send("POST", "/v1/companies", DUNE), 403, "forbidden");
    }
    Client manager = Alumni.as(platform, MANAGER);
    HttpResponse<String> added = manager.send("POST", "/v1/companies", DUNE);
    String etag = added.headers().firstValue("ETag").orElseThrow();
    assertProblem(manager.send("POST", "/v1/companies", DUNE), 409, "already_exists");
    assertThat(
            json(manager.send(
                    "PATCH",
                    "/v1/companies/7000",
                    "{\"short_name\": \"Dune & Co\"}",
                    "If-Match",
                    etag))
                .get("short_name")
                .asString())
        .isEqualTo("Dune & Co");
    assertProblem(
        manager.request("DELETE", "/v1/companies/7000", new byte[0], "If-Match", etag),
        412,
        "stale_etag");
    assertProblem(
        manager.request("DELETE", "/v1/companies/1", new byte[0], "If-Match", "*"), 409, "in_use");
    HttpResponse<String> found = manager.get("/v1/companies?q=dune");
    assertThat(answers.check("GET /v1/companies", 200, found).get("items")).hasSize(1);
    assertThat(
            manager
                .request("DELETE", "/v1/companies/7000", new byte[0], "If-Match", "*")
                .statusCode())
        .isEqualTo(204);
    assertProblem(manager.get("/v1/companies/7000"), 404, "not_found");
    assertProblem(platform.client().get("/v1/companies"), 401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "POST|/v1/companies|{}|422|short_name",
        "POST|/v1/companies|{\"short_name\": 1, \"full_name\": \"A\", \"requirements\": \"B\"}|400|short_name",
        "POST|/v1/companies|{\"short_name\": \"A\\nB\", \"full_name\": \"A\", \"requirements\": \"B\"}|422|short_name",
        "POST|/v1/companies|{\"short_name\": \"A\", \"full_name\": \"A\", \"requirements\": \" \"}|422|requirements",
        "POST|/v1/companies|{\"short_name\": \"A\", \"full_name\": \"A\", \"requirements\": \"B\", \"agreement_status\": \"active\"}|400|agreement_status",
        "PATCH|/v1/companies/7000|{\"full_name\": null}|422|full_name",
        "POST|/v1/companies/7000/agreement|{\"status\": \"broken\"}|422|status",
        "POST|/v1/companies/7000/agreement|{}|422|status",
        "POST|/v1/career-students|{\"course_id\": \"600\"}|400|course_id",
        "POST|/v1/job-applications|{\"student_id\": 1}|422|company_id",
        "POST|/v1/job-applications|{\"student_id\": 1, \"company_id\": 1}|422|student_id",
        "POST|/v1/job-applications/1/status|{\"status\": \"HIRED\"}|422|status",
        "POST|/v1/job-applications/1/status|{\"state\": \"hired\"}|400|state",
      })
  void aBadBodyIsRefusedWithTheMemberNamed(
      String method, String path, String body, int status, String field) {
    Client manager = Alumni.as(platform, MANAGER);
    manager.send("POST", "/v1/companies", DUNE);

    HttpResponse<String> answer = manager.send(method, path, body, "If-Match", "*");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/companies?agreement_status=none",
    "/v1/job-applications?status=none",
    "/v1/job-applications?student_id=0",
    "/v1/career-students?active=1",
    "/v1/career-students?sort=id",
    "/v1/certificates?user_id=me"
  })
  void aQueryIsOfKnownParametersWithinTheirRanges(String path) {
    assertProblem(Alumni.as(platform, MANAGER).get(path), 400, "invalid_parameter");
  }

  @Test
  void theAuditLogIsForAdmins() {
    HttpResponse<String> added =
        Alumni.as(platform, MANAGER)
            .send("POST", "/v1/companies", DUNE, "X-Request-Id", "audited-1");
    assertThat(added.statusCode()).isEqualTo(201);
    String path =
        "/v1/audit-log?entity=partner_company&entity_id=7000&actor_user_id=604&action=company.added&limit=1";

    Client admin = Alumni.as(platform, ADMIN);
    HttpResponse<String> log = admin.get(path);
    answers.check("GET /v1/audit-log", 200, log);
    assertThat(withoutTimes(log).replaceFirst("\"id\":[0-9]+", "\"id\":0"))
        .startsWith(
            "{\"items\":[{\"id\":0,\"at\":\"...\",\"actor_user_id\":604,"
                + "\"actor_role\":\"career_manager\",\"action\":\"company.added\","
                + "\"entity\":\"partner_company\",\"entity_id\":7000,\"members\":["
                + "{\"name\":\"agreement_status\",\"before\":null,\"after\":\"negotiating\"},"
                + "{\"name\":\"full_name\",\"before\":null,\"after\":\"Dune Limited\"},"
                + "{\"name\":\"requirements\",\"before\":null,\"after\":\"Go\"},"
                + "{\"name\":\"short_name\",\"before\":null,\"after\":\"Dune\"}],"
                + "\"request_id\":\"audited-1\"}]");
    assertProblem(Alumni.as(platform, MANAGER).get(path), 403, "forbidden");
    assertProblem(platform.client().get(path), 401, "unauthenticated");
    assertProblem(admin.get("/v1/audit-log?from=yesterday"), 400, "invalid_parameter");
    assertThat(json(admin.get("/v1/audit-log?to=2000-01-01")).get("items")).isEmpty();
  }
}

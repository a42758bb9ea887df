package edu.platform.web;

import static edu.platform.web.Alumni.ADMIN;
import static edu.platform.web.Alumni.GRADUATE;
import static edu.platform.web.Alumni.MANAGER;
import static edu.platform.web.Alumni.OTHER_GRADUATE;
import static edu.platform.web.Alumni.SUPPORT;
import static edu.platform.web.Alumni.assertProblem;
import static edu.platform.web.Alumni.json;
import static edu.platform.web.Alumni.send;
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

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of());
  }

  @AfterAll
  void stop() {
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
        send(graduate, "POST", "/v1/career-students", "{\"course_id\": 700}");
    assertThat(care.statusCode()).as(care.body()).isEqualTo(201);
    assertThat(care.headers().firstValue("Location")).contains("/v1/career-students/7000");
    assertThat(json(care).get("support_period").asInt()).isEqualTo(3);
    assertThat(json(care).get("name").asString()).isEqualTo("Olga");

    HttpResponse<String> company = send(manager, "POST", "/v1/companies", DUNE);
    assertThat(company.headers().firstValue("Location")).contains("/v1/companies/7000");
    assertThat(withoutTimes(company))
        .isEqualTo(
            "{\"id\":7000,\"short_name\":\"Dune\",\"full_name\":\"Dune Limited\","
                + "\"hired_graduates_count\":0,\"requirements\":\"Go\","
                + "\"agreement_status\":\"negotiating\",\"created_at\":\"...\","
                + "\"updated_at\":\"...\",\"version\":1}");

    String application = "{\"student_id\": 7000, \"company_id\": 7000}";
    assertProblem(send(graduate, "POST", "/v1/job-applications", application), 409, "cv_required");
    HttpResponse<String> withCv =
        send(
            graduate,
            "PATCH",
            "/v1/career-students/7000",
            "{\"cv_url\": \"https://cv.example.org/olga\"}",
            "If-Match",
            care.headers().firstValue("ETag").orElseThrow());
    assertThat(json(withCv).get("cv_url").asString()).isEqualTo("https://cv.example.org/olga");
    assertProblem(
        send(graduate, "POST", "/v1/job-applications", application), 409, "agreement_inactive");
    HttpResponse<String> active =
        send(manager, "POST", "/v1/companies/7000/agreement", "{\"status\": \"active\"}");
    assertThat(json(active).get("agreement_status").asString()).isEqualTo("active");

    HttpResponse<String> applied = send(graduate, "POST", "/v1/job-applications", application);
    assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
    assertThat(applied.headers().firstValue("Location")).contains("/v1/job-applications/7000");
    assertProblem(
        send(graduate, "POST", "/v1/job-applications", application), 409, "already_applied");
    assertProblem(move(graduate, "interviewed"), 403, "forbidden");
    assertProblem(move(manager, "hired"), 409, "invalid_state");
    assertThat(move(manager, "interviewed").statusCode()).isEqualTo(200);
    assertThat(move(manager, "offered").statusCode()).isEqualTo(200);
    assertThat(json(move(manager, "hired")).get("status").asString()).isEqualTo("hired");

    assertProblem(
        send(graduate, "POST", "/v1/job-applications", application), 409, "already_hired");
    assertThat(json(graduate.get("/v1/companies/7000")).get("hired_graduates_count").asInt())
        .isEqualTo(1);
    assertThat(json(graduate.get("/v1/job-applications?status=hired")).get("items")).hasSize(1);
    assertThat(json(platform.client().get("/v1/courses/700/statistics")).get("hired_count").asInt())
        .isEqualTo(1);
    assertProblem(move(manager, "offered"), 403, "forbidden");
    assertThat(move(Alumni.as(platform, ADMIN), "offered").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> move(Client client, String status) {
    return send(
        client, "POST", "/v1/job-applications/7000/status", "{\"status\": \"" + status + "\"}");
  }

  @Test
  void careTakesACertificate() {
    Client other = Alumni.as(platform, OTHER_GRADUATE);
    assertProblem(
        send(other, "POST", "/v1/career-students", "{\"course_id\": 700}"),
        409,
        "certificate_required");
    assertProblem(
        send(other, "POST", "/v1/career-students", "{\"course_id\": 7}"),
        409,
        "certificate_required");
    assertProblem(
        send(other, "POST", "/v1/career-students", "{\"course_id\": 20}"),
        422,
        "validation_failed");
    Client graduate = Alumni.as(platform, GRADUATE);
    send(graduate, "POST", "/v1/career-students", "{\"course_id\": 700}");
    assertProblem(
        send(graduate, "POST", "/v1/career-students", "{\"course_id\": 700}"),
        409,
        "already_exists");
  }

  @Test
  void aCvIsForItsOwnerAndManagers() {
    send(Alumni.as(platform, GRADUATE), "POST", "/v1/career-students", "{\"course_id\": 700}");
    String path = "/v1/career-students/7000";

    for (int other : new int[] {OTHER_GRADUATE, SUPPORT}) {
      Client stranger = Alumni.as(platform, other);
      assertProblem(stranger.get(path), 404, "not_found");
      assertThat(json(stranger.get("/v1/career-students")).get("items")).isEmpty();
    }
    assertProblem(platform.client().get(path), 401, "unauthenticated");
    Client manager = Alumni.as(platform, MANAGER);
    assertThat(manager.get(path).statusCode()).isEqualTo(200);
    assertThat(json(manager.get("/v1/career-students?course_id=700&active=true")).get("items"))
        .hasSize(1);
    assertProblem(
        send(manager, "PATCH", path, "{\"cv_url\": null}", "If-Match", "*"), 403, "forbidden");
    assertThat(
            json(send(manager, "PATCH", path, "{\"support_period\": 12}", "If-Match", "*"))
                .get("support_period")
                .asInt())
        .isEqualTo(12);
    assertProblem(
        send(manager, "PATCH", path, "{\"support_period\": 11}", "If-Match", "*"),
        422,
        "validation_failed");
    assertProblem(send(manager, "PATCH", path, "{}"), 428, "if_match_required");
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
    send(graduate, "POST", "/v1/career-students", "{\"course_id\": 700}");

    HttpResponse<String> answer =
        send(graduate, "PATCH", "/v1/career-students/7000", body, "If-Match", "*");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void companiesAreForManagersToWrite() {
    for (int other : new int[] {GRADUATE, SUPPORT}) {
      assertProblem(
          send(Alumni.as(platform, other), "POST", "/v1/companies", DUNE), 403, "forbidden");
    }
    Client manager = Alumni.as(platform, MANAGER);
    HttpResponse<String> added = send(manager, "POST", "/v1/companies", DUNE);
    String etag = added.headers().firstValue("ETag").orElseThrow();
    assertProblem(send(manager, "POST", "/v1/companies", DUNE), 409, "already_exists");
    assertThat(
            json(send(
                    manager,
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
    assertThat(json(manager.get("/v1/companies?q=dune")).get("items")).hasSize(1);
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
        "POST|/v1/companies|{}|422|full_name",
        "POST|/v1/companies|{\"short_name\": 1, \"full_name\": \"A\", \"requirements\": \"B\"}|400|short_name",
        "POST|/v1/companies|{\"short_name\": \"A\\nB\", \"full_name\": \"A\", \"requirements\": \"B\"}|422|short_name",
        "POST|/v1/companies|{\"short_name\": \"A\", \"full_name\": \"A\", \"requirements\": \" \"}|422|requirements",
        "POST|/v1/companies|{\"short_name\": \"A\", \"full_name\": \"A\", \"requirements\": \"B\", \"agreement_status\": \"active\"}|400|agreement_status",
        "PATCH|/v1/companies/7000|{\"full_name\": null}|422|full_name",
        "POST|/v1/companies/7000/agreement|{\"status\": \"broken\"}|422|status",
        "POST|/v1/companies/7000/agreement|{}|422|status",
        "POST|/v1/career-students|{\"course_id\": \"700\"}|400|course_id",
        "POST|/v1/job-applications|{\"student_id\": 1}|422|company_id",
        "POST|/v1/job-applications|{\"student_id\": 1, \"company_id\": 1}|422|student_id",
        "POST|/v1/job-applications/1/status|{\"status\": \"HIRED\"}|422|status",
        "POST|/v1/job-applications/1/status|{\"state\": \"hired\"}|400|state",
      })
  void aBadBodyIsRefusedWithTheMemberNamed(
      String method, String path, String body, int status, String field) {
    Client manager = Alumni.as(platform, MANAGER);
    send(manager, "POST", "/v1/companies", DUNE);

    HttpResponse<String> answer = send(manager, method, path, body, "If-Match", "*");

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
        send(
            Alumni.as(platform, MANAGER),
            "POST",
            "/v1/companies",
            DUNE,
            "X-Request-Id",
            "audited-1");
    assertThat(added.statusCode()).isEqualTo(201);
    String path =
        "/v1/audit-log?entity=partner_company&entity_id=7000&actor_user_id=704&action=company.added&limit=1";

    Client admin = Alumni.as(platform, ADMIN);
    HttpResponse<String> log = admin.get(path);
    assertThat(log.statusCode()).as(log.body()).isEqualTo(200);
    assertThat(withoutTimes(log).replaceFirst("\"id\":[0-9]+", "\"id\":0"))
        .startsWith(
            "{\"items\":[{\"id\":0,\"at\":\"...\",\"actor_user_id\":704,"
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

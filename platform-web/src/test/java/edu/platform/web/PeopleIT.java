package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts, benefits, staff and teachers over HTTP: statuses, headers, bodies and bad input. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {

  private static final String REMOVE =
      """
      DELETE FROM user_benefit WHERE user_id BETWEEN 7001 AND 7099;
      DELETE FROM teacher WHERE employee_id IN (SELECT id FROM employee WHERE user_id BETWEEN 7001 AND 7099);
      DELETE FROM employee WHERE user_id BETWEEN 7001 AND 7099;
      DELETE FROM users WHERE account_id BETWEEN 7001 AND 7099;
      """;

  private TestPlatform platform;
  private Client anyone;
  private Client admin;
  private Client support;
  private Client customer;
  private Client stranger;
  private Client teacher;

  @BeforeAll
  void start() {
    platform = TestPlatform.start(Map.of());
    anyone = platform.client();
    admin = anyone.as(platform.token(7001, Role.ADMIN));
    support = anyone.as(platform.token(7002, Role.SUPPORT));
    customer = anyone.as(platform.token(7003));
    stranger = anyone.as(platform.token(7004));
    teacher = anyone.as(platform.token(7005, Role.TEACHER));
  }

  @AfterAll
  void stop() {
    TestPlatform.execute(REMOVE);
    platform.close();
  }

  @BeforeEach
  void insert() {
    TestPlatform.execute(
        REMOVE
            + """
            INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password, phone_number,
                               snils_number)
            VALUES (7001, 'Ada', 'Adminova', '1980-01-01', 'p.ada@example.org', '-', NULL, NULL),
                   (7002, 'Sam', 'Supportov', '1981-01-01', 'p.sam@example.org', '-', NULL, NULL),
                   (7003, 'Карл', 'Покупателев', '1994-05-17', 'p.carl@example.org', '-', '+79990001122',
                    '11223344595'),
                   (7004, 'Stan', 'Strangerov', '1995-01-01', 'p.stan@example.org', '-', NULL, NULL),
                   (7005, 'Tina', 'Teacherova', '1985-01-01', 'p.tina@example.org', '-', NULL, NULL);
            INSERT INTO employee (id, user_id, role_id, position, hired_on)
            VALUES (7101, 7001, 1, 'Head', '2020-01-01'),
                   (7102, 7002, 6, 'Help desk', '2020-01-01'),
                   (7105, 7005, 2, 'Lecturer', '2020-01-01');
            """);
  }

  @Test
  void theOwnerIsMe() {
    HttpResponse<String> me = customer.get("/v1/users/me");

    assertThat(me.statusCode()).isEqualTo(200);
    assertThat(me.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(me.body()).isEqualTo(customer.get("/v1/users/7003").body());
    JsonNode user = json(me);
    assertThat(user.get("id").asInt()).isEqualTo(7003);
    assertThat(user.get("birth_date").asString()).isEqualTo("1994-05-17");
    assertThat(user.get("snils_number").asString()).isEqualTo("11223344595");
    assertThat(customer.get("/v1/users/me", "If-None-Match", etag(me)).statusCode()).isEqualTo(304);
  }

  @Test
  void supportSeesItMasked() {
    JsonNode user = json(support.get("/v1/users/7003"));

    assertThat(user.get("birth_date").isNull()).isTrue();
    assertThat(user.get("birth_year").asInt()).isEqualTo(1994);
    assertThat(user.get("email").asString()).isEqualTo("p***@example.org");
    assertThat(user.get("phone_number").asString()).isEqualTo("+7***22");
    assertThat(user.get("snils_number").asString()).isEqualTo("***-***-*** 95");
    assertThat(json(admin.get("/v1/users/7003")).get("email").asString())
        .isEqualTo("p.carl@example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/users/7003",
    "GET, /v1/users/7003/benefits",
    "GET, /v1/users/7003/export",
    "DELETE, /v1/users/7003",
    "PATCH, /v1/users/7003",
    "PUT, /v1/teachers/7105",
  })
  void whatBelongsToSomebodyDoesNotExistForStrangers(String method, String path) {
    String body =
        path.contains("teachers")
            ? "{\"work_place\":\"A\",\"overall_experience\":1,\"specialization_experience\":1}"
            : "{}";

    assertProblem(send(stranger, method, path, body), 404, "not_found");
    assertProblem(send(anyone, method, path, body), 401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/users",
    "GET, /v1/employees",
    "GET, /v1/employees/7101",
    "GET, /v1/roles",
    "POST, /v1/employees",
    "PATCH, /v1/employees/7101",
    "POST, /v1/employees/7101/dismiss",
    "POST, /v1/users/7003/block",
    "POST, /v1/users/7003/unblock",
    "PUT, /v1/users/7003/benefits/4",
    "DELETE, /v1/users/7003/benefits/4",
  })
  void whatIsForStaffIsForbiddenToOthers(String method, String path) {
    assertProblem(send(stranger, method, path, "{}"), 403, "forbidden");
    assertProblem(send(anyone, method, path, "{}"), 401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/employees",
    "PATCH, /v1/employees/7101",
    "POST, /v1/employees/7101/dismiss",
    "POST, /v1/users/7003/block",
    "POST, /v1/users/7003/unblock",
  })
  void whatIsForAdminsIsForbiddenToSupport(String method, String path) {
    assertProblem(send(support, method, path, "{}"), 403, "forbidden");
  }

  @Test
  void aTokenOfARoleThatIsGoneIsForbidden() {
    TestPlatform.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 7102");

    assertProblem(support.get("/v1/users"), 403, "forbidden");
  }

  @Test
  void theOwnerChangesTheAccountWithTheVersionThatWasRead() {
    HttpResponse<String> read = customer.get("/v1/users/me");
    String edit =
        """
        {"name": "  Карл   Ivan ", "email": "P.New@Example.ORG", "phone_number": "+7 (999) 000-11-33",
         "snils_number": null}
        """;

    HttpResponse<String> changed =
        customer.send("PATCH", "/v1/users/me", edit, "If-Match", etag(read));

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).get("name").asString()).isEqualTo("Карл Ivan");
    assertThat(json(changed).get("email").asString()).isEqualTo("p.new@example.org");
    assertThat(json(changed).get("phone_number").asString()).isEqualTo("+79990001133");
    assertThat(json(changed).get("snils_number").isNull()).isTrue();
    assertThat(etag(changed)).startsWith("\"2-").isEqualTo(etag(customer.get("/v1/users/me")));
    assertProblem(
        customer.send("PATCH", "/v1/users/me", edit, "If-Match", etag(read)), 412, "stale_etag");
    assertProblem(customer.send("PATCH", "/v1/users/me", edit), 428, "if_match_required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"\"}|422|name",
        "{\"name\": null}|422|name",
        "{\"name\": \"R2D2\"}|422|name",
        "{\"surname\": \"<b>\"}|422|surname",
        "{\"birth_date\": \"2020-01-01\"}|422|birth_date",
        "{\"birth_date\": \"1899-12-31\"}|422|birth_date",
        "{\"birth_date\": null}|422|birth_date",
        "{\"email\": \"nobody\"}|422|email",
        "{\"phone_number\": \"89990001122\"}|422|phone_number",
        "{\"snils_number\": \"112-233-445 96\"}|422|snils_number",
        "{\"snils_number\": \"001-001-998 00\"}|422|snils_number",
        "{\"profile_picture_url\": \"http://example.org/a.png\"}|422|profile_picture_url",
        "{\"profile_picture_url\": \"javascript:alert(1)\"}|422|profile_picture_url",
        "{\"name\": 1}|400|name",
        "{\"phone_number\": 79990001122}|400|phone_number",
        "{\"blocked_at\": null}|400|blocked_at",
        "{\"id\": 1}|400|id",
      })
  void badInputIsRefusedByFieldAndNothingIsWritten(String edit, int status, String field) {
    HttpResponse<String> refused = customer.send("PATCH", "/v1/users/me", edit, "If-Match", "*");

    assertProblem(refused, status, status == 422 ? "validation_failed" : "malformed_request");
    assertThat(json(refused).at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(json(customer.get("/v1/users/me")).get("version").asInt()).isEqualTo(1);
  }

  @Test
  void whatOthersHaveIsTaken() {
    assertProblem(
        customer.send(
            "PATCH", "/v1/users/me", "{\"email\": \"P.Stan@example.org\"}", "If-Match", "*"),
        409,
        "email_taken");
    assertProblem(
        stranger.send(
            "PATCH", "/v1/users/me", "{\"snils_number\": \"11223344595\"}", "If-Match", "*"),
        409,
        "snils_taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "ME", "2147483648", "01"})
  void otherTextsAreNoAccount(String id) {
    assertProblem(customer.get("/v1/users/" + id), 400, "invalid_id");
  }

  @Test
  void operationsWithoutParametersRefuseThem() {
    assertProblem(customer.get("/v1/users/me?x=1"), 400, "invalid_parameter");
    assertProblem(customer.get("/v1/users/me/export?x=1"), 400, "invalid_parameter");
    assertProblem(support.get("/v1/roles?x=1"), 400, "invalid_parameter");
    assertProblem(support.get("/v1/users?q=1"), 400, "invalid_parameter");
  }

  @Test
  void theSearchIsPagedAndMasked() {
    HttpResponse<String> first = support.get("/v1/users?email=p.&limit=2");
    String next = json(first).get("next_cursor").asString();
    HttpResponse<String> second = support.get("/v1/users?email=p.&limit=2&cursor=" + next);

    assertThat(first.headers().firstValue("Link").orElseThrow())
        .contains("email=p.")
        .contains(next);
    assertThat(json(first).at("/items/0/id").asInt()).isEqualTo(7001);
    assertThat(json(first).at("/items/0/email").asString()).isEqualTo("p***@example.org");
    assertThat(json(first).at("/items/1/email").asString())
        .as("one's own")
        .isEqualTo("p.sam@example.org");
    assertThat(json(second).at("/items/0/id").asInt()).isEqualTo(7003);
    assertThat(
            json(support.get("/v1/users?surname_prefix=%D0%BF%D0%BE%D0%BA"))
                .at("/items/0/id")
                .asInt())
        .isEqualTo(7003);
  }

  @Test
  void anExportIsOneDocument() {
    HttpResponse<String> export = customer.get("/v1/users/me/export");

    assertThat(export.statusCode()).isEqualTo(200);
    assertThat(export.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(export.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(json(export).at("/records/users/0/snils_number").asString())
        .isEqualTo("11223344595");
    assertThat(json(export).get("records").propertyNames())
        .contains("users", "employee", "purchase", "course_review", "job_application")
        .contains("blog_post", "audit_log")
        .hasSize(17);
    assertThat(admin.get("/v1/users/7003/export").statusCode()).isEqualTo(200);
    assertProblem(support.get("/v1/users/7003/export"), 404, "not_found");
  }

  @Test
  void anErasedAccountIsGoneWithItsToken() {
    assertProblem(send(customer, "DELETE", "/v1/users/me", ""), 428, "if_match_required");
    assertProblem(
        customer.request("DELETE", "/v1/users/me", new byte[0], "If-Match", "\"9-x\""),
        412,
        "stale_etag");
    assertProblem(
        admin.request("DELETE", "/v1/users/7002", new byte[0], "If-Match", "*"),
        409,
        "staff_account");

    HttpResponse<String> erased =
        customer.request("DELETE", "/v1/users/me", new byte[0], "If-Match", "*");

    assertThat(erased.statusCode()).isEqualTo(204);
    assertThat(erased.body()).isEmpty();
    assertProblem(customer.get("/v1/users/me"), 401, "unauthenticated");
    assertProblem(admin.get("/v1/users/7003"), 404, "not_found");
  }

  @Test
  void aBlockedAccountIsLockedOutAtOnce() {
    HttpResponse<String> blocked = send(admin, "POST", "/v1/users/7003/block", "");

    assertThat(blocked.statusCode()).isEqualTo(200);
    assertThat(json(blocked).get("blocked_at").isNull()).isFalse();
    assertThat(etag(blocked)).startsWith("\"2-");
    assertProblem(customer.get("/v1/users/me"), 401, "unauthenticated");
    assertThat(send(admin, "POST", "/v1/users/7003/unblock", "").statusCode()).isEqualTo(200);
    assertThat(customer.get("/v1/users/me").statusCode()).isEqualTo(200);
    assertProblem(send(admin, "POST", "/v1/users/me/block", ""), 409, "last_admin");
  }

  @Test
  void supportConfirmsBenefits() {
    String day = "{\"valid_until\": \"2099-12-31\"}";

    assertThat(support.send("PUT", "/v1/users/7003/benefits/4", day).statusCode()).isEqualTo(204);

    JsonNode benefit = json(customer.get("/v1/users/me/benefits")).at("/items/0");
    assertThat(benefit.get("course_type_id").asInt()).isEqualTo(4);
    assertThat(benefit.get("valid_until").asString()).isEqualTo("2099-12-31");
    assertThat(benefit.get("confirmed_by").asInt()).isEqualTo(7102);
    HttpResponse<String> standard = support.send("PUT", "/v1/users/7003/benefits/1", day);
    assertProblem(standard, 422, "not_reduced");
    assertThat(json(standard).at("/errors/0/field").asString()).isEqualTo("course_type_id");
    assertProblem(
        support.send("PUT", "/v1/users/7003/benefits/4", "{\"valid_until\": \"2026-01-01\"}"),
        422,
        "validation_failed");
    assertProblem(support.send("PUT", "/v1/users/7003/benefits/4", "{}"), 422, "validation_failed");
    assertProblem(support.send("PUT", "/v1/users/7003/benefits/0", day), 400, "invalid_id");
    assertProblem(support.send("PUT", "/v1/users/7003/benefits/99", day), 404, "not_found");
    assertThat(send(support, "DELETE", "/v1/users/7003/benefits/4", "").statusCode())
        .isEqualTo(204);
    assertProblem(send(support, "DELETE", "/v1/users/7003/benefits/4", ""), 404, "not_found");
  }

  @Test
  void anAdminHiresChangesAndDismisses() {
    String editor = "{\"user_id\": 7003, \"role_id\": 4, \"position\": \"Editor\"}";

    HttpResponse<String> hired = admin.send("POST", "/v1/employees", editor);

    assertThat(hired.statusCode()).isEqualTo(201);
    String location = hired.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> read = support.get(location);
    assertThat(read.body()).isEqualTo(hired.body());
    assertThat(json(read).get("role").asString()).isEqualTo("smm_manager");
    assertThat(json(read).has("birth_date")).isFalse();
    assertProblem(admin.send("POST", "/v1/employees", editor), 409, "already_exists");
    HttpResponse<String> changed =
        admin.send("PATCH", location, "{\"position\": \"Chief editor\"}", "If-Match", etag(read));
    assertThat(json(changed).get("position").asString()).isEqualTo("Chief editor");
    HttpResponse<String> dismissed = send(admin, "POST", location + "/dismiss", "");
    assertThat(dismissed.statusCode()).isEqualTo(200);
    assertThat(json(dismissed).get("dismissed_on").isNull()).isFalse();
    assertProblem(send(admin, "POST", location + "/dismiss", ""), 409, "invalid_state");
    assertProblem(send(admin, "POST", "/v1/employees/7101/dismiss", ""), 409, "last_admin");
    assertProblem(send(admin, "POST", "/v1/employees/105/dismiss", ""), 409, "last_teacher");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user_id\": 999999, \"role_id\": 4, \"position\": \"A\"}|422|user_id",
        "{\"user_id\": 7003, \"role_id\": 3, \"position\": \"A\"}|422|role_id",
        "{\"user_id\": 7003, \"role_id\": 4}|422|position",
        "{\"user_id\": 7003, \"role_id\": 4, \"position\": \" \"}|422|position",
        "{\"user_id\": 7003, \"role_id\": 4, \"position\": \"A\", \"hired_on\": \"2099-01-01\"}|422|hired_on",
        "{\"user_id\": \"7003\", \"role_id\": 4, \"position\": \"A\"}|400|user_id",
      })
  void whoCannotBeHiredIsNamed(String body, int status, String field) {
    HttpResponse<String> refused = admin.send("POST", "/v1/employees", body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(json(refused).at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void staffIsSearchedAndRolesAreListed() {
    assertThat(
            json(support.get("/v1/employees?role_id=6&active=true&q=SUPP"))
                .at("/items/0/id")
                .asInt())
        .isEqualTo(7102);
    assertThat(json(support.get("/v1/roles")).at("/items/0/code").asString()).isEqualTo("admin");
    assertProblem(support.get("/v1/employees?active=yes"), 400, "invalid_parameter");
    assertProblem(support.get("/v1/employees/999999"), 404, "not_found");
  }

  @Test
  void aTeacherWritesTheCardAndAnyoneReadsIt() {
    String card =
        """
        {"work_place": "Acme", "overall_experience": 20, "specialization_experience": 10,
         "about": "Line one.\\nLine two."}
        """;
    assertProblem(anyone.get("/v1/teachers/7105"), 404, "not_found");

    assertThat(teacher.send("PUT", "/v1/teachers/7105", card).statusCode()).isEqualTo(204);

    HttpResponse<String> read = anyone.get("/v1/teachers/7105");
    assertThat(json(read).get("surname").asString()).isEqualTo("Teacherova");
    assertThat(json(read).get("about").asString()).isEqualTo("Line one.\nLine two.");
    assertThat(read.headers().firstValue("Cache-Control")).isEmpty();
    assertProblem(teacher.send("PUT", "/v1/teachers/7105", card), 428, "if_match_required");
    assertProblem(
        teacher.send("PUT", "/v1/teachers/7105", card, "If-Match", "\"2-x\""), 412, "stale_etag");
    assertThat(admin.send("PUT", "/v1/teachers/7105", card, "If-Match", etag(read)).statusCode())
        .isEqualTo(204);
    HttpResponse<String> impossible =
        teacher.send("PUT", "/v1/teachers/7105", card.replace("10", "21"), "If-Match", "*");
    assertProblem(impossible, 422, "validation_failed");
    assertThat(json(impossible).at("/errors/0/field").asString())
        .isEqualTo("specialization_experience");
    assertProblem(admin.send("PUT", "/v1/teachers/7102", card), 409, "role_mismatch");
    assertThat(json(anyone.get("/v1/teachers?q=teacherova")).at("/items/0/employee_id").asInt())
        .isEqualTo(7105);
    assertThat(json(anyone.get("/v1/teachers/101/courses")).at("/items/0/id").asInt()).isEqualTo(3);
    assertProblem(anyone.get("/v1/teachers/7102/courses"), 404, "not_found");
  }

  /** With a body and without a version, unless it is a read. */
  private static HttpResponse<String> send(Client client, String method, String path, String body) {
    if (method.equals("GET") || body.isEmpty()) {
      return client.request(method, path, new byte[0]);
    }
    return method.equals("PATCH") || method.equals("DELETE")
        ? client.send(method, path, body, "If-Match", "*")
        : client.send(method, path, body);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("code").asString()).isEqualTo(code);
  }

  private static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }
}

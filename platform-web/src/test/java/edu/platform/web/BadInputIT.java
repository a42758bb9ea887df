package edu.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever comes in, the answer is a problem document with the id of the request, and the request
 * is counted and logged once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern RAW_ANSWER =
      Pattern.compile(
          "HTTP/1\\.1 (\\d+) .*?\r\nX-Request-Id: ([^\r]+)\r\n(?:.*?\r\n)?\r\n(.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "-1",
        "0",
        "00",
        "01",
        "+1",
        "1.0",
        "2147483648",
        "99999999999999999999",
        "1;drop%20table%20course",
        "1%20",
        "%00",
        "%D9%A3",
        "%2e%2e",
        "null"
      })
  void anIdIsDigitsWithinTheRange(String id) {
    for (String path : List.of("courses/%s", "courses/%s/runs", "topics/%s", "runs/%s")) {
      HttpResponse<String> answer = client.get("/v1/" + path.formatted(id));

      assertProblem(answer, 400, "invalid_id");
      assertThat(problem(answer).at("/errors/0/field").asString()).isEqualTo("id");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, invalid_parameter",
    "limit=101, invalid_parameter",
    "limit=x, invalid_parameter",
    "limit=, invalid_parameter",
    "limit, invalid_parameter",
    "limit=5&limit=5, invalid_parameter",
    "limit=99999999999999999999, invalid_parameter",
    "Limit=5, invalid_parameter",
    "offset=5, invalid_parameter",
    "=, invalid_parameter",
    "q=%20, invalid_parameter",
    "q=%00, invalid_parameter",
    "q=a%0Ab, invalid_parameter",
    "q=%ff, invalid_parameter",
    "q=%C0%AF, invalid_parameter",
    "q=%ED%A0%80, invalid_parameter",
    "min_price=-1, invalid_parameter",
    "sort=created_at, invalid_parameter",
    "sort=start_date, invalid_parameter",
    "sort=name&start_from=2026-01-01, invalid_parameter",
    "start_from=2026-02-30, invalid_parameter",
    "start_from=1999-12-31, invalid_parameter",
    "status=none, invalid_parameter",
    "cursor=, invalid_cursor",
    "cursor=x, invalid_cursor",
    "cursor=%2B%2F, invalid_cursor",
    "cursor=AAAA, invalid_cursor",
  })
  void aQueryIsOfKnownParametersWithinTheirRanges(String query, String code) {
    assertProblem(client.get("/v1/courses?" + query), 400, code);
  }

  @Test
  void aCursorIsOfOneListAlone() {
    String cursor = nextCursor("/v1/topics?limit=1");

    assertThat(client.get("/v1/topics?limit=2&cursor=" + cursor).statusCode()).isEqualTo(200);
    for (String other :
        List.of(
            "/v1/topics?q=s&cursor=",
            "/v1/course-types?cursor=",
            "/v1/courses?cursor=",
            "/v1/courses?sort=price&cursor=",
            "/v1/topics/1/projects?cursor=",
            "/v1/runs?cursor=")) {
      assertProblem(client.get(other + cursor), 400, "invalid_cursor");
    }
    assertProblem(
        client.get("/v1/courses/9/runs?cursor=" + nextCursor("/v1/courses/3/runs?limit=1")),
        400,
        "invalid_cursor");
  }

  @Test
  void aCursorThatWasTamperedWithNeverFailsTheServer() {
    for (String list :
        List.of("/v1/courses?limit=1", "/v1/courses?sort=name&limit=1", "/v1/runs?limit=1")) {
      String cursor = nextCursor(list);
      for (int i = 0; i < cursor.length(); i++) {
        char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
        String tampered = cursor.substring(0, i) + other + cursor.substring(i + 1);

        HttpResponse<String> answer = client.get(list + "&cursor=" + tampered);

        assertThat(answer.statusCode()).as("%s at %s", list, i).isIn(200, 400);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/v2/courses",
        "/v1/courses/",
        "/v1//courses",
        "//v1/courses",
        "/V1/courses",
        "/v1/courses/3/",
        "/v1/courses/3/nothing",
        "/v1/courses/%2e%2e/%2e%2e/etc/passwd",
        "/docs/..%2f..%2fetc%2fpasswd",
        "/docs/%ff",
        "/docs/swagger-ui.js.map",
        "/openapi/",
        "/health",
        "/metrics/x"
      })
  void thereIsNothingAtOtherPaths(String path) {
    assertProblem(client.get(path), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X"})
  void otherMethodsAreRefusedWithThoseThereAre(String method) {
    for (String path :
        List.of(
            "/v1/reports/top-courses", "/v1/courses/3/offers", "/healthz", "/docs/index.html")) {
      HttpResponse<String> answer = client.request(method, path, "{}".getBytes(UTF_8));

      assertProblem(answer, 405, "method_not_allowed");
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html",
        "application/xml, text/*;q=0.5",
        "application/json;q=0",
        "application/json; q=0.0",
        "application/problem+json",
        "''"
      })
  void whoDoesNotTakeJsonGetsNone(String accept) {
    HttpResponse<String> answer = client.get("/v1/courses/3", "Accept", accept);

    assertProblem(answer, 406, "not_acceptable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*",
        "application/*",
        "APPLICATION/JSON",
        "text/html, application/xhtml+xml, */*;q=0.8",
        "application/json;charset=utf-8",
        "text/html;q=0, application/json;q=0.001"
      })
  void whoTakesJsonGetsIt(String accept) {
    assertThat(client.get("/v1/courses/3", "Accept", accept).statusCode()).isEqualTo(200);
  }

  private static Stream<Arguments> malformedRequests() {
    String close = "Connection: close\r\nHost: x\r\n";
    String mebibyte = "a".repeat(1 << 20);
    return Stream.of(
        Arguments.of(400, "GET /v1/courses/1;drop table course HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses/%zz HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /docs/%zz HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses?q=%zz HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses?q=% HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses?%ff=1 HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses?q=\u00ff HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses?q={a} HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(400, "GET /v1/courses/3 HTTP/1.1\r\n" + close + "No colon\r\n\r\n"),
        Arguments.of(400, "GET /v1/courses/3 HTTP/1.1\r\n" + close + "Bad name: x\r\n\r\n"),
        Arguments.of(
            400, "GET /v1/course/getcourse HTTP/1.1\r\n" + close + "Content-Length: x\r\n\r\n"),
        Arguments.of(
            400,
            "GET /v1/course/getcourse HTTP/1.1\r\n"
                + close
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        Arguments.of(
            400,
            "GET /v1/courses/3 HTTP/1.1\r\n" + close + "X: " + "a".repeat(20_000) + "\r\n\r\n"),
        Arguments.of(
            414, "GET /v1/courses?q=" + "a".repeat(10_000) + " HTTP/1.1\r\n" + close + "\r\n"),
        Arguments.of(
            413,
            "GET /v1/course/getcourse HTTP/1.1\r\n" + close + "Content-Length: 1048577\r\n\r\n"),
        Arguments.of(
            413,
            "GET /v1/course/getcourse HTTP/1.1\r\n"
                + close
                + "Transfer-Encoding: chunked\r\n\r\n100000\r\n"
                + mebibyte
                + "\r\n1\r\nb\r\n0\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("malformedRequests")
  void whatIsNotHttpIsAProblemToo(int status, String request) {
    Matcher answer = RAW_ANSWER.matcher(client.raw(request));

    assertThat(answer.matches()).isTrue();
    JsonNode problem = JSON.readTree(answer.group(3));
    assertThat(problem.get("status").asInt()).as(answer.group()).isEqualTo(status);
    assertThat(answer.group(1)).isEqualTo(Integer.toString(status));
    assertThat(problem.get("request_id").asString()).isEqualTo(answer.group(2));
    assertThat(answer.group()).contains("Content-Type: application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
        "GET /v1/courses/3\r\n\r\n",
        "GET /v1/courses/3 HTTP/9.9\r\nHost: x\r\n\r\n"
      })
  void whatIsAnotherProtocolGetsNoAnswer(String request) {
    assertThat(client.raw(request)).isEmpty();
    assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusedBodyIsNotTakenForTheNextRequest() {
    String smuggled = "GET /v1/courses/3 HTTP/1.1\r\nHost: x\r\n\r\n";

    String answers =
        client.raw(
            "GET /v1/course/getcourse HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                + smuggled);

    assertThat(answers).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void aBodyThatNobodyAskedForIsSkipped() {
    String request = "GET /v1/courses/3 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n";

    String answers = client.raw(request + "\r\nhello" + request + "Connection: close\r\n\r\nhello");

    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
  }

  @Test
  void everyRequestIsCountedAndLoggedOnce() {
    Map<String, Integer> statuses = new HashMap<>();
    Metrics before = Metrics.of(client);
    List<String> log;
    try (TestPlatform own = TestPlatform.start(Map.of())) {
      Client ours = own.client();
      List<HttpResponse<String>> answers = new ArrayList<>();
      answers.add(ours.get("/v1/courses/3"));
      answers.add(ours.get("/v1/courses/3?x=%22%5C%0A"));
      answers.add(ours.get("/v1/courses/%22%5C%0A"));
      answers.add(ours.get("/v1/nothing"));
      answers.add(ours.request("POST", "/v1/courses", new byte[0]));
      answers.add(ours.request("PROPFIND", "/v1/courses", new byte[0]));
      answers.add(ours.request("HEAD", "/v1/courses/3", new byte[0]));
      answers.add(ours.request("OPTIONS", "/v1/courses/3", new byte[0]));
      answers.add(ours.get("/v1/courses/3", "Accept", "text/html"));
      answers.add(ours.getWithBody("/v1/course/getcourse", "{"));
      answers.forEach(
          answer ->
              statuses.put(
                  answer.headers().firstValue("X-Request-Id").orElseThrow(), answer.statusCode()));
      malformedRequests()
          .forEach(
              request -> {
                Matcher answer = RAW_ANSWER.matcher(ours.raw((String) request.get()[1]));
                assertThat(answer.matches()).isTrue();
                statuses.put(answer.group(2), Integer.valueOf(answer.group(1)));
              });
      log = own.closeAndReadLog();
    }

    Map<String, Integer> logged = new HashMap<>();
    for (String line : log) {
      JsonNode entry = JSON.readTree(line);
      logged.put(entry.get("request_id").asString(), entry.get("status").asInt());
    }
    assertThat(logged).isEqualTo(statuses);
    assertThat(log).hasSameSizeAs(statuses.keySet());
    // The scrape before is counted after it was written.
    Metrics after = Metrics.of(client);
    assertThat(after.requests() - before.requests()).isEqualTo(statuses.size() + 1);
    assertThat(after.durations() - before.durations()).isEqualTo(statuses.size() + 1);
  }

  @Test
  void aClientThatGoesAwayIsCountedAndLoggedOnceToo() {
    Metrics before = Metrics.of(client);
    List<String> log;
    try (TestPlatform own = TestPlatform.start(Map.of())) {
      String head = " HTTP/1.1\r\nHost: x\r\n";
      // More than the connection holds, so that it is reset while the answer is sent.
      own.client().abort("GET /docs/swagger-ui-bundle.js" + head + "\r\n");
      // The body never comes.
      own.client().raw("GET /v1/course/getcourse" + head + "Content-Length: 9\r\n\r\n{");
      log = own.closeAndReadLog();
    }

    assertThat(log).hasSize(2);
    assertThat(log).anyMatch(line -> line.contains("/docs/{file}") && line.contains(":200,"));
    assertThat(log).anyMatch(line -> line.contains("getcourse") && line.contains(":400,"));
    assertThat(Metrics.of(client).requests() - before.requests()).isEqualTo(2 + 1);
  }

  private String nextCursor(String list) {
    return JSON.readTree(client.get(list).body()).get("next_cursor").asString();
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.toString() + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = problem(answer);
    assertThat(problem.get("code").asString()).as(answer.body()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("request_id").asString())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }
}

package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The conventions of the API (design section 5) and its operational routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

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
      strings = {"/v1/courses/3", "/v1/courses?limit=2", "/v1/courses/999", "/healthz", "/openapi"})
  void headIsGetWithoutTheBody(String path) {
    HttpResponse<String> get = client.get(path);
    String head = "HEAD " + path + " HTTP/1.1\r\nHost: x\r\n";

    // Were there a body, it would be taken for the second answer.
    String answers = client.raw(head + "\r\n" + head + "Connection: close\r\n\r\n");

    List<String> parts = List.of(answers.split("\r\n\r\n", -1));
    assertThat(parts).hasSize(3).last().isEqualTo("");
    for (String answer : parts.subList(0, 2)) {
      assertThat(answer).startsWith("HTTP/1.1 " + get.statusCode() + " ");
      for (String name : List.of("content-length", "content-type", "etag", "link")) {
        get.headers()
            .firstValue(name)
            .filter(_ -> get.statusCode() == 200 || !name.equals("content-length"))
            .ifPresent(value -> assertThat(answer).containsIgnoringCase(name + ": " + value));
      }
    }
  }

  @Test
  void optionsTellTheMethods() {
    HttpResponse<String> answer = client.request("OPTIONS", "/v1/courses/3/offers", new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(answer.body()).isEmpty();
    assertThat(client.request("OPTIONS", "/v1/none", new byte[0]).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%s | 304",
        "W/%s | 304",
        "\"other\", %s | 304",
        "* | 304",
        "\"other\" | 200",
        "\"4\" | 200", // the version alone
        "4 | 200",
        "'' | 200",
      })
  void anAnswerThatIsKnownIsNotSentAgain(String known, int status) {
    String etag = client.get("/v1/courses/3").headers().firstValue("ETag").orElseThrow();
    assertThat(etag).startsWith("\"4-");

    HttpResponse<String> answer =
        client.get("/v1/courses/3", "If-None-Match", known.formatted(etag));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("ETag")).contains(etag);
    assertThat(answer.body().isEmpty()).isEqualTo(status == 304);
  }

  @Test
  void everyLimitOfAListAndOfTheReportHasItsOwnEtag() {
    Set<String> etags = new HashSet<>();
    List<String> paths =
        List.of(
            "/v1/courses?limit=1",
            "/v1/courses?limit=2",
            "/v1/reports/top-courses?limit=1",
            "/v1/reports/top-courses?limit=2",
            "/v1/reports/top-courses",
            "/v1/report/get-top-courses-report?limit_number=1",
            "/v1/report/get-top-courses-report?limit_number=2");
    for (String path : paths) {
      String etag = client.get(path).headers().firstValue("ETag").orElseThrow();
      assertThat(client.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
      etags.add(etag);
    }

    assertThat(etags).hasSize(paths.size());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/courses?limit=2, 9",
    "/v1/courses?sort=name&limit=1, 9",
    "/v1/courses?q=equal&sort=-price&limit=4, 6",
    "/v1/courses?start_from=2000-01-01&limit=1, 3",
    "/v1/courses/3/runs?limit=3, 8",
    "/v1/runs?limit=5, 12",
    "/v1/topics?limit=2, 3",
    "/v1/topics/1/projects?limit=1, 2",
    "/v1/course-types?limit=2, 5",
  })
  void theLinksLeadThroughTheWholeList(String first, int rows) {
    List<String> walked = new ArrayList<>();
    String next = first;
    while (next != null) {
      HttpResponse<String> page = client.get(next);
      JsonNode body = JSON.readTree(page.body());
      body.get("items").forEach(item -> walked.add(item.toString()));
      Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElse(""));
      boolean more = link.matches();
      assertThat(body.get("next_cursor").isNull()).isEqualTo(!more);
      if (more) {
        assertThat(link.group(1)).contains("cursor=" + body.get("next_cursor").asString());
      }
      next = more ? link.group(1) : null;
      assertThat(walked).hasSizeLessThanOrEqualTo(rows);
    }

    List<String> atOnce = new ArrayList<>();
    JSON.readTree(client.get(first.replaceFirst("limit=\\d+", "limit=100")).body())
        .get("items")
        .forEach(item -> atOnce.add(item.toString()));
    assertThat(walked).hasSize(rows).isEqualTo(atOnce);
  }

  @Test
  void aSearchWithSpecialCharactersPagesOn() {
    String list = "/v1/courses?limit=1&q=%22equal%22%20or%20%2Bjava%26x%3D1";
    HttpResponse<String> page = client.get(list);
    Matcher link = NEXT.matcher(page.headers().firstValue("Link").orElseThrow());

    assertThat(link.matches()).isTrue();
    assertThat(client.get(link.group(1)).statusCode()).isEqualTo(200);
  }

  @Test
  void aValueIsNotTakenForAnotherParameter() {
    String byName = client.get("/v1/courses?q=equal&sort=name").body();

    // The cache's key of one must not be that of the other.
    String searched = client.get("/v1/courses?q=equal%26sort%3Dname").body();
    String listed = client.get("/v1/courses?q=equal%2C%20sort%3Dname").body();

    assertThat(searched).isNotEqualTo(byName);
    assertThat(listed).isNotEqualTo(byName);
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "A-z_0.9, true",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, true", // 64
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false", // 65
    "a b, false",
    "<script>, false",
    "'', false",
  })
  void anAcceptableRequestIdIsKept(String id, boolean kept) {
    String answered =
        client.get("/healthz", "X-Request-Id", id).headers().firstValue("X-Request-Id").orElse("");

    assertThat(answered).matches("[A-Za-z0-9._-]{1,64}");
    assertThat(answered.equals(id)).isEqualTo(kept);
  }

  @Test
  void whoSaysWhoHeIsReadsPastTheCache() {
    String cached = client.get("/v1/courses/13").body();
    TestPlatform.execute("UPDATE course SET description = 'Changed.' WHERE course_id = 13");
    try {
      assertThat(client.get("/v1/courses/13").body()).isEqualTo(cached);
      assertThat(client.as(platform.token(8)).get("/v1/courses/13").body()).contains("Changed.");
    } finally {
      TestPlatform.execute("UPDATE course SET description = 'Equal.' WHERE course_id = 13");
    }
  }

  @Test
  void theMetricsHaveTheNamesAndLabelsOfTheOldProject() {
    client.get("/v1/courses/3");
    client.get("/v1/courses/none");
    client.request("POST", "/v1/courses/3", new byte[0]);
    Metrics metrics = Metrics.of(client);

    for (String name : List.of("http_requests_total", "http_request_duration_seconds_count")) {
      assertThat(metrics.named(name))
          .extracting(Metrics.Sample::labels)
          .contains(
              Map.of("method", "GET", "endpoint", "/v1/courses/{id}", "status_code", "200"),
              Map.of("method", "GET", "endpoint", "/v1/courses/{id}", "status_code", "400"),
              Map.of("method", "POST", "endpoint", "/v1/courses/{id}", "status_code", "405"));
    }
    assertThat(metrics.named("http_requests_in_flight")).hasSize(1);
    assertThat(metrics.named("http_request_duration_seconds_bucket"))
        .filteredOn(sample -> sample.labels().get("status_code").equals("405"))
        .extracting(sample -> sample.labels().get("le"))
        .contains("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0")
        .contains("10.0", "+Inf");
    assertThat(client.get("/metrics").body()).doesNotContain("quantile=", "_total_total");
  }

  @Test
  void hostilePathsAndMethodsMakeNoSeries() {
    client.get("/v1/courses/3");
    for (int i = 0; i < 20; i++) {
      client.get("/v1/nothing/" + i);
      client.get("/v1/courses/x" + i);
      client.request("METHOD" + i, "/v1/courses/" + i, new byte[0]);
      client.raw("GET /%zz" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    Set<String> endpoints = new HashSet<>(List.of("other"));
    platform.api().operations().forEach(o -> endpoints.add(o.substring(o.indexOf(' ') + 1)));
    List<Metrics.Sample> counted = Metrics.of(client).named("http_requests_total");
    assertThat(counted).extracting(s -> s.labels().get("endpoint")).isSubsetOf(endpoints);
    assertThat(counted)
        .extracting(s -> s.labels().get("method"))
        .isSubsetOf(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "other")
        .contains("other");
  }

  @Test
  void theDocumentationComesFromThisServerAlone() {
    HttpResponse<String> page = client.get("/docs/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");

    Matcher reference = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    int files = 0;
    while (reference.find()) {
      String file = reference.group(1);
      assertThat(file).doesNotContain("//");
      assertThat(client.get("/docs/" + file.replaceFirst("^\\./", "")).statusCode())
          .as(file)
          .isEqualTo(200);
      files++;
    }
    assertThat(files).isGreaterThanOrEqualTo(5);
    assertThat(client.get("/docs/swagger-initializer.js").body())
        .contains("url: \"/openapi\"")
        .doesNotContain("http://", "https://");
    for (String old : List.of("/docs", "/swagger", "/swagger/", "/swagger/index.html")) {
      assertThat(client.get(old).statusCode()).as(old).isEqualTo(301);
      assertThat(client.get(old).headers().firstValue("Location")).contains("/docs/");
    }
  }

  @Test
  void whatIsSwitchedOffIsNotThere() {
    try (TestPlatform bare =
        TestPlatform.start(
            Map.of(
                "swagger.enabled", "false",
                "metrics.enabled", "false",
                "legacy.api.enabled", "false"))) {
      for (String path :
          List.of(
              "/openapi",
              "/docs/",
              "/swagger",
              "/metrics",
              "/v1/course/getcourse?id=3",
              "/v1/user/getuser?id=8",
              "/v1/report/get-top-courses-report?limit_number=1")) {
        assertThat(bare.client().get(path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(bare.client().get("/v1/courses/3").statusCode()).isEqualTo(200);
    }
  }
}

package edu.platform.web;

import static edu.platform.web.Answers.etag;
import static edu.platform.web.Answers.location;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The blog over HTTP; all rows it makes have ids from 7100 on. */
class BlogIT {

  private static final String POST =
      """
      {"title": "How indexes work", "topic": "Databases", "content": "An `<index>` is **sorted**."}
      """;

  private static TestPlatform platform;
  private static Client anyone;
  private static Client author;
  private static Client other;
  private static Client student;
  private static Answers answers;

  @BeforeAll
  static void start() {
    platform = TestPlatform.startOnItsOwnServer(Map.of());
    platform.executeHere(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        VALUES (7101, 'Olga', 'Lane', '1990-01-01', 'olga71@example.org', '-'),
               (7102, 'Pavel', 'Moss', '1990-01-01', 'pavel71@example.org', '-');
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (7101, 7101, 4, 'Editor', '2020-01-01'),
               (7102, 7102, 4, 'Editor', '2020-01-01');
        ALTER TABLE blog_post ALTER COLUMN post_id RESTART WITH 7100;
        ALTER TABLE tag ALTER COLUMN tag_id RESTART WITH 7100;
        """);
    anyone = platform.client();
    author = anyone.as(platform.token(7101, Role.SMM_MANAGER));
    other = anyone.as(platform.token(7102, Role.SMM_MANAGER));
    student = anyone.as(platform.token(8));
    answers = new Answers(anyone);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void aPostIsWrittenTaggedPublishedAndTakenBack() {
    HttpResponse<String> created = author.send("POST", "/v1/blog/posts", POST);
    JsonNode draft = answers.check("POST /v1/blog/posts", 201, created);
    String post = location(created);
    assertThat(draft.get("reading_time_minutes").asInt()).isEqualTo(1);
    assertThat(draft.get("publication_date").isNull()).isTrue();
    assertThat(draft.get("author").get("employee_id").asInt()).isEqualTo(7101);
    answers.check("GET /v1/blog/posts/{id}", 404, anyone.get(post));
    answers.check("GET /v1/blog/posts/{id}", 404, other.get(post));
    answers.check("GET /v1/blog/posts/{id}", 200, author.get(post));

    HttpResponse<String> tag = author.send("POST", "/v1/blog/tags", "{\"name\": \"C++ 23\"}");
    assertThat(answers.check("POST /v1/blog/tags", 201, tag).get("name").asString())
        .isEqualTo("c++ 23");
    answers.check("GET /v1/blog/tags/{id}", 200, anyone.get(location(tag)));
    answers.check(
        "PUT /v1/blog/posts/{id}/tags",
        204,
        author.send("PUT", post + "/tags", "{\"tags\": [\"C++ 23\", \"c++ 23\"]}"));
    answers.check(
        "PATCH /v1/blog/posts/{id}",
        200,
        author.send("PATCH", post, "{\"topic\": \"SQL\"}", "If-Match", etag(created)));
    answers.refused(
        "PATCH /v1/blog/posts/{id}",
        404,
        "not_found",
        other.send("PATCH", post, "{\"topic\": \"SQL\"}", "If-Match", "*"));

    String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();
    answers.check(
        "POST /v1/blog/posts/{id}/publish",
        200,
        author.send("POST", post + "/publish", "{\"publication_date\": \"" + tomorrow + "\"}"));
    answers.check("GET /v1/blog/posts/{id}", 404, anyone.get(post));
    answers.check(
        "POST /v1/blog/posts/{id}/unpublish",
        200,
        author.request("POST", post + "/unpublish", new byte[0]));
    answers.check(
        "POST /v1/blog/posts/{id}/publish", 200, author.send("POST", post + "/publish", "{}"));
    answers.check("GET /v1/blog/posts/{id}", 200, anyone.get(post));
    JsonNode found =
        answers.check(
            "GET /v1/blog/posts", 200, anyone.get("/v1/blog/posts?q=index&tag=C%2B%2B%2023"));
    assertThat(found.get("items")).hasSize(1);
    assertThat(found.get("items").get(0).get("tags").get(0).asString()).isEqualTo("c++ 23");
    answers.refused(
        "PATCH /v1/blog/posts/{id}",
        403,
        "forbidden",
        other.send("PATCH", post, "{\"topic\": \"SQL\"}", "If-Match", "*"));
    answers.refused(
        "DELETE /v1/blog/posts/{id}",
        409,
        "invalid_state",
        author.request("DELETE", post, new byte[0], "If-Match", "*"));
    answers.refused(
        "DELETE /v1/blog/tags/{id}",
        409,
        "in_use",
        author.request("DELETE", location(tag), new byte[0], "If-Match", "*"));
    answers.check(
        "POST /v1/blog/posts/{id}/archive",
        200,
        author.request("POST", post + "/archive", new byte[0]));
    answers.check("GET /v1/blog/posts/{id}", 404, anyone.get(post));
    answers.check("GET /v1/blog/posts", 200, author.get("/v1/blog/posts?status=archived"));
  }

  @Test
  void aDraftAndATagAreRemoved() {
    String post = location(author.send("POST", "/v1/blog/posts", POST));
    HttpResponse<String> tag = other.send("POST", "/v1/blog/tags", "{\"name\": \"go\"}");

    answers.check(
        "PATCH /v1/blog/tags/{id}",
        200,
        author.send("PATCH", location(tag), "{\"name\": \"golang\"}", "If-Match", etag(tag)));
    answers.check("GET /v1/blog/tags", 200, anyone.get("/v1/blog/tags?q=Gol"));
    answers.check(
        "DELETE /v1/blog/tags/{id}",
        204,
        author.request("DELETE", location(tag), new byte[0], "If-Match", "*"));
    answers.check(
        "DELETE /v1/blog/posts/{id}",
        204,
        author.request("DELETE", post, new byte[0], "If-Match", "*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"topic": "t", "content": "c"} | 422 | validation_failed | title
          {"title": "t", "topic": "t", "content": "<b>x</b>"} | 422 | unsafe_markup | content
          {"title": "t", "topic": "t", "content": "[x](JAVASCRIPT:x)"} | 422 | unsafe_markup | content
          {"title": "t", "topic": "t", "content": "c", "cover_image_url": "http://e.org/a.png"} | 422 | validation_failed | cover_image_url
          {"title": "t", "topic": "t", "content": "c", "status": "published"} | 400 | malformed_request | status
          {"title": "t", "topic": "t", "content": ["c"]} | 400 | malformed_request | content
          """)
  void badInputIsRefusedWithTheMemberAtFault(String body, int status, String code, String field) {
    JsonNode problem =
        answers.refused(
            "POST /v1/blog/posts", status, code, author.send("POST", "/v1/blog/posts", body));

    assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_b", "a/b", "🙂", "a,b", "e\u0301\u0302"})
  void aTagHasLettersDigitsAndAFewSigns(String name) {
    answers.refused(
        "POST /v1/blog/tags",
        422,
        "validation_failed",
        author.send("POST", "/v1/blog/tags", "{\"name\": \"" + name + "\"}"));
  }

  @Test
  void theRestIsRefusedAsEverywhere() {
    answers.check("POST /v1/blog/posts", 401, anyone.send("POST", "/v1/blog/posts", POST));
    answers.check("POST /v1/blog/posts", 403, student.send("POST", "/v1/blog/posts", POST));
    answers.check("GET /v1/blog/posts", 401, anyone.get("/v1/blog/posts?status=draft"));
    answers.check("GET /v1/blog/posts", 403, student.get("/v1/blog/posts?status=draft"));
    answers.refused(
        "PUT /v1/blog/posts/{id}/tags",
        422,
        "validation_failed",
        author.send(
            "PUT",
            location(author.send("POST", "/v1/blog/posts", POST)) + "/tags",
            "{\"tags\": [\"none\"]}"));
  }
}

package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at answers of the API, and whether they are as its description says. */
final class Answers {

  private static final JsonMapper JSON = new JsonMapper();

  private final Description description;

  Answers(Client client) {
    this.description = new Description(client.get("/openapi").body());
  }

  /**
   * Checks an answer's status, and all of it against the description.
   *
   * @param operation such as {@code GET /v1/courses/{id}}
   * @return the body, or a missing node
   */
  JsonNode check(String operation, int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(
            description.operations().stream()
                .filter(described -> described.toString().equals(operation))
                .flatMap(described -> described.differences(answer).stream()))
        .as("%s: %s", operation, answer.body())
        .isEmpty();
    return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
  }

  /** Checks that a request was refused with a status and a code. */
  JsonNode refused(String operation, int status, String code, HttpResponse<String> answer) {
    JsonNode problem = check(operation, status, answer);
    assertThat(problem.path("code").asString()).as(answer.body()).isEqualTo(code);
    return problem;
  }

  static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}

package edu.platform.web;

import static edu.platform.web.Alumni.ADMIN;
import static edu.platform.web.Alumni.GRADUATE;
import static edu.platform.web.Alumni.MANAGER;
import static edu.platform.web.Alumni.OTHER_GRADUATE;
import static edu.platform.web.Alumni.SUPPORT;
import static edu.platform.web.Alumni.TEACHER;
import static edu.platform.web.Alumni.assertProblem;
import static edu.platform.web.Alumni.json;
import static edu.platform.web.Alumni.withoutTimes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews and certificates over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedbackIT {

  private static final String REVIEWS = "/v1/courses/600/reviews";

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
  void aReviewIsWrittenReadChangedAndTakenBack() {
    Client author = Alumni.as(platform, GRADUATE);
    HttpResponse<String> written =
        author.send("POST", REVIEWS, "{\"rating\": 4, \"comment\": \" Dry.\\nGood. \"}");

    answers.check("POST /v1/courses/{id}/reviews", 201, written);
    assertThat(written.headers().firstValue("Location")).contains("/v1/reviews/7000");
    assertThat(written.headers().firstValue("Cache-Control")).contains("private, no-store");
    assertThat(withoutTimes(written))
        .isEqualTo(
            "{\"id\":7000,\"course_id\":600,\"author\":\"Olga G.\",\"rating\":4,"
                + "\"comment\":\"Dry.\\nGood.\",\"review_date\":\"...\",\"created_at\":\"...\","
                + "\"updated_at\":\"...\",\"version\":1}");
    HttpResponse<String> read = platform.client().get("/v1/reviews/7000");
    answers.check("GET /v1/reviews/{id}", 200, read);
    assertThat(read.body()).isEqualTo(written.body());
    String etag = read.headers().firstValue("ETag").orElseThrow();
    assertThat(written.headers().firstValue("ETag")).contains(etag);

    HttpResponse<String> changed =
        author.send("PATCH", "/v1/reviews/7000", "{\"comment\": null}", "If-Match", etag);
    answers.check("PATCH /v1/reviews/{id}", 200, changed);
    assertThat(json(changed).get("comment").isNull()).isTrue();
    assertThat(json(changed).get("rating").asInt()).isEqualTo(4);

    assertProblem(
        author.send("PATCH", "/v1/reviews/7000", "{\"rating\": 1}", "If-Match", etag),
        412,
        "stale_etag");
    assertProblem(
        author.send("PATCH", "/v1/reviews/7000", "{\"rating\": 1}"), 428, "if_match_required");
    assertThat(
            author.request("DELETE", "/v1/reviews/7000", new byte[0], "If-Match", "*").statusCode())
        .isEqualTo(204);
    assertProblem(platform.client().get("/v1/reviews/7000"), 404, "not_found");
  }

  @Test
  void reviewsAreForThoseWhoFinished() {
    assertProblem(platform.client().send("POST", REVIEWS, "{}"), 401, "unauthenticated");
    assertProblem(
        Alumni.as(platform, MANAGER).send("POST", REVIEWS, "{\"rating\": 5}"), 409, "not_finished");
    Client author = Alumni.as(platform, GRADUATE);
    author.send("POST", REVIEWS, "{\"rating\": 5}");
    assertProblem(author.send("POST", REVIEWS, "{\"rating\": 5}"), 409, "already_reviewed");
    assertProblem(
        author.send("POST", "/v1/courses/20/reviews", "{\"rating\": 5}"), 404, "not_found");
  }

  @Test
  void aReviewIsItsAuthorsAndSupportsToTakeDown() {
    Alumni.as(platform, GRADUATE).send("POST", REVIEWS, "{\"rating\": 5}");
    for (int other : new int[] {OTHER_GRADUATE, SUPPORT, ADMIN}) {
      assertProblem(
          Alumni.as(platform, other)
              .send("PATCH", "/v1/reviews/7000", "{\"rating\": 1}", "If-Match", "*"),
          404,
          "not_found");
    }
    Client stranger = Alumni.as(platform, OTHER_GRADUATE);
    assertProblem(
        stranger.request("DELETE", "/v1/reviews/7000", new byte[0], "If-Match", "*"),
        404,
        "not_found");
    Client support = Alumni.as(platform, SUPPORT);
    assertThat(
            support
                .request("DELETE", "/v1/reviews/7000", new byte[0], "If-Match", "*")
                .statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|422|rating",
        "{\"rating\": null}|422|rating",
        "{\"rating\": 0}|422|rating",
        "{\"rating\": 6}|422|rating",
        "{\"rating\": \"5\"}|400|rating",
        "{\"rating\": 4.5}|400|rating",
        "{\"rating\": 5, \"comment\": \"\"}|422|comment",
        "{\"rating\": 5, \"comment\": \"\\u0000\"}|422|comment",
        "{\"rating\": 5, \"comment\": 5}|400|comment",
        "{\"rating\": 5, \"stars\": 5}|400|stars",
      })
  void aBadReviewIsRefusedWithTheMemberNamed(String body, int status, String field) {
    HttpResponse<String> answer = Alumni.as(platform, GRADUATE).send("POST", REVIEWS, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(json(Alumni.as(platform, GRADUATE).get(REVIEWS)).get("items")).isEmpty();
  }

  @Test
  void aCommentHasAnEnd() {
    Client author = Alumni.as(platform, GRADUATE);
    String comment = "й".repeat(5_000);

    assertThat(
            author
                .send("POST", REVIEWS, "{\"rating\": 1, \"comment\": \"" + comment + "й\"}")
                .statusCode())
        .isEqualTo(422);
    assertThat(
            author
                .send("POST", REVIEWS, "{\"rating\": 1, \"comment\": \"" + comment + "\"}")
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void reviewsAreListedByRating() {
    Alumni.as(platform, GRADUATE).send("POST", REVIEWS, "{\"rating\": 5}");
    Client second = Alumni.as(platform, OTHER_GRADUATE);
    second.send("POST", REVIEWS, "{\"rating\": 3}");

    assertThat(
            json(second.get(REVIEWS + "?sort=-review_date"))
                .get("items")
                .get(0)
                .get("rating")
                .asInt())
        .isEqualTo(3);
    assertThat(json(second.get(REVIEWS + "?rating=5")).get("items")).hasSize(1);
    assertProblem(second.get(REVIEWS + "?rating=6"), 400, "invalid_parameter");
    assertProblem(second.get(REVIEWS + "?sort=rating"), 400, "invalid_parameter");
  }

  @Test
  void aCertificateIsIssuedSeenCheckedAndRevoked() {
    Client teacher = Alumni.as(platform, TEACHER);
    HttpResponse<String> issued =
        teacher.send(
            "POST", "/v1/certificates", "{\"purchase_id\": 602, \"issue_date\": \"2025-03-05\"}");

    answers.check("POST /v1/certificates", 201, issued);
    assertThat(issued.headers().firstValue("Location")).contains("/v1/certificates/7000");
    String code = json(issued).get("code").asString();
    assertThat(withoutTimes(issued))
        .isEqualTo(
            "{\"id\":7000,\"user_id\":602,\"name\":\"Oleg\",\"surname\":\"Grad\",\"course_id\":600,"
                + "\"course_name\":\"Fortran\",\"purchase_id\":602,\"issue_date\":\"2025-03-05\","
                + "\"code\":\""
                + code
                + "\",\"issued_by\":603,\"revoked_at\":null,\"created_at\":\"...\","
                + "\"updated_at\":\"...\",\"version\":1}");
    Client holder = Alumni.as(platform, OTHER_GRADUATE);
    assertThat(holder.get("/v1/certificates/7000").body()).isEqualTo(issued.body());
    assertThat(
            answers.check("GET /v1/certificates", 200, holder.get("/v1/certificates")).get("items"))
        .hasSize(1);
    assertProblem(Alumni.as(platform, GRADUATE).get("/v1/certificates/7000"), 404, "not_found");
    assertProblem(platform.client().get("/v1/certificates/7000"), 401, "unauthenticated");

    HttpResponse<String> check =
        platform.client().get("/v1/certificate-checks/" + code.toLowerCase(Locale.ROOT));
    answers.check("GET /v1/certificate-checks/{code}", 200, check);
    assertThat(check.body())
        .isEqualTo(
            "{\"code\":\""
                + code
                + "\",\"name\":\"Oleg\",\"surname\":\"Grad\",\"course_id\":600,"
                + "\"course_name\":\"Fortran\",\"issue_date\":\"2025-03-05\",\"valid\":true,"
                + "\"revoked_at\":null}");
    assertThat(check.headers().firstValue("ETag")).isPresent();
    assertProblem(platform.client().get("/v1/certificate-checks/nonsense"), 404, "not_found");
    assertProblem(
        platform.client().get("/v1/certificate-checks/" + "0".repeat(41)),
        400,
        "invalid_parameter");

    Client admin = Alumni.as(platform, ADMIN);
    assertProblem(
        teacher.request("POST", "/v1/certificates/7000/revoke", new byte[0]), 403, "forbidden");
    HttpResponse<String> revoked =
        admin.request("POST", "/v1/certificates/7000/revoke", new byte[0]);
    answers.check("POST /v1/certificates/{id}/revoke", 200, revoked);
    assertThat(
            json(platform.client().get("/v1/certificate-checks/" + code)).get("valid").asBoolean())
        .isFalse();
    assertProblem(
        admin.request("POST", "/v1/certificates/7000/revoke", new byte[0]), 409, "invalid_state");
  }

  @Test
  void certificatesAreIssuedByStaffOfTheCourse() {
    String path = "/v1/certificates";
    assertProblem(
        Alumni.as(platform, GRADUATE).send("POST", path, "{\"purchase_id\": 602}"),
        403,
        "forbidden");
    Client teacher = Alumni.as(platform, TEACHER);
    HttpResponse<String> ofOthers = teacher.send("POST", path, "{\"purchase_id\": 4}");
    assertProblem(ofOthers, 422, "validation_failed");
    assertThat(json(ofOthers).at("/errors/0/field").asString()).isEqualTo("purchase_id");
    assertProblem(teacher.send("POST", path, "{\"purchase_id\": 601}"), 409, "already_exists");
    assertProblem(
        Alumni.as(platform, ADMIN).send("POST", path, "{\"purchase_id\": 5}"), 409, "not_finished");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|422|purchase_id",
        "{\"purchase_id\": 0}|422|purchase_id",
        "{\"purchase_id\": 2147483648}|422|purchase_id",
        "{\"purchase_id\": \"602\"}|400|purchase_id",
        "{\"purchase_id\": 602, \"issue_date\": \"2025-03-01\"}|422|issue_date",
        "{\"purchase_id\": 602, \"issue_date\": \"2100-01-01\"}|422|issue_date",
        "{\"purchase_id\": 602, \"issue_date\": \"5.3.2025\"}|422|issue_date",
        "{\"purchase_id\": 602, \"code\": \"A\"}|400|code",
      })
  void aBadCertificateIsRefusedWithTheMemberNamed(String body, int status, String field) {
    HttpResponse<String> answer =
        Alumni.as(platform, TEACHER).send("POST", "/v1/certificates", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
  }
}

package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Who is held back, and which web pages may use the API. */
class LimitsIT {

  private static final String SHOP = "https://shop.example.org";
  private static final String NOBODY = "{\"refresh_token\": \"none\"}";

  @Test
  void writesAreCountedForEachAccountAndForEachAddress() {
    // A day is a span that does not end during the test, but for once.
    try (TestPlatform platform = TestPlatform.start(Map.of("rate.limit.writes", "2/d"))) {
      Client anonymous = platform.client();
      Client first = anonymous.as(platform.token(8));
      Client second = anonymous.as(platform.token(9));

      assertRemaining(write(anonymous), 401, 1);
      assertRemaining(write(anonymous), 401, 0);
      assertLimited(write(anonymous), 2);
      assertRemaining(write(first), 401, 1);
      assertRemaining(write(second), 401, 1);
      assertRemaining(write(first), 401, 0);
      assertLimited(write(first), 2);
      assertThat(anonymous.get("/v1/courses/3").headers().firstValue("RateLimit-Limit"))
          .as("reads are not limited")
          .isEmpty();
    }
  }

  @Test
  void readsAreLimitedWhereThatIsWantedAndOperatorsNever() {
    try (TestPlatform platform = TestPlatform.start(Map.of("rate.limit.reads", "1/d"))) {
      Client client = platform.client();

      assertRemaining(client.get("/v1/courses/3"), 200, 0);
      assertLimited(client.get("/v1/courses/3"), 1);
      for (String path :
          List.of(
              "/healthz",
              "/health/live",
              "/health/ready",
              "/metrics",
              "/openapi",
              "/.well-known/jwks.json")) {
        HttpResponse<String> answer = client.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit-Limit")).isEmpty();
      }
    }
  }

  @Test
  void registrationsAreCountedByThemselves() {
    try (TestPlatform platform =
        TestPlatform.start(Map.of("rate.limit.registrations", "1/d", "rate.limit.writes", "1/d"))) {
      Client client = platform.client();

      assertRemaining(client.send("POST", "/v1/users", "{}"), 422, 0);
      assertLimited(client.send("POST", "/v1/users", "{}"), 1);
      assertRemaining(write(client), 401, 0);
    }
  }

  @Test
  void behindAProxyOfOursEachClientIsCounted() {
    try (TestPlatform platform =
        TestPlatform.start(Map.of("rate.limit.writes", "1/d", "trusted.proxies", "127.0.0.0/8"))) {
      Client client = platform.client();

      assertRemaining(write(client, "X-Forwarded-For", "198.51.100.1"), 401, 0);
      assertRemaining(write(client, "X-Forwarded-For", "198.51.100.2"), 401, 0);
      assertLimited(write(client, "X-Forwarded-For", "8.8.8.8, 198.51.100.1"), 1);
    }
  }

  @Test
  void whatAClientSaysAboutItselfIsNotBelieved() {
    try (TestPlatform platform = TestPlatform.start(Map.of("rate.limit.writes", "1/d"))) {
      Client client = platform.client();

      assertRemaining(write(client, "X-Forwarded-For", "198.51.100.1"), 401, 0);
      assertLimited(write(client, "X-Forwarded-For", "198.51.100.2"), 1);
    }
  }

  @Test
  void aPageOfTheListMayUseTheApi() {
    try (TestPlatform platform = TestPlatform.start(Map.of("cors.allowed.origins", SHOP))) {
      Client client = platform.client();

      HttpResponse<String> answer = client.get("/v1/courses/3", "Origin", SHOP);
      HttpResponse<String> refusal = client.get("/v1/courses/x", "Origin", SHOP);
      HttpResponse<String> preflight =
          client.request(
              "OPTIONS",
              "/v1/auth/tokens",
              new byte[0],
              "Origin",
              SHOP,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "content-type");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(preflight.statusCode()).isEqualTo(204);
      for (HttpResponse<String> one : List.of(answer, refusal, preflight)) {
        assertThat(one.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(one.headers().allValues("Vary")).contains("Origin");
        assertThat(one.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      }
      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
          .contains("ETag", "Location", "X-Request-Id");
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
          .contains("DELETE, OPTIONS, POST");
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization", "Content-Type", "If-Match", "Idempotency-Key");
      assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("600");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.org.evil.example",
        "http://shop.example.org",
        "https://shop.example.org:8443",
        "https://evil.example",
        "null"
      })
  void noOtherPageMay(String origin) {
    try (TestPlatform platform = TestPlatform.start(Map.of("cors.allowed.origins", SHOP))) {
      HttpResponse<String> answer = platform.client().get("/v1/courses/3", "Origin", origin);
      HttpResponse<String> preflight =
          platform
              .client()
              .request(
                  "OPTIONS",
                  "/v1/courses/3",
                  new byte[0],
                  "Origin",
                  origin,
                  "Access-Control-Request-Method",
                  "GET");

      assertThat(answer.statusCode()).as("the browser hides it").isEqualTo(200);
      assertNoCors(answer);
      assertNoCors(preflight);
      assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }
  }

  @Test
  void withoutAListThereIsNoCors() {
    try (TestPlatform platform = TestPlatform.start(Map.of())) {
      HttpResponse<String> answer = platform.client().get("/v1/courses/3", "Origin", SHOP);

      assertNoCors(answer);
      assertThat(answer.headers().allValues("Vary")).isEmpty();
    }
  }

  private static void assertNoCors(HttpResponse<String> answer) {
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  private static HttpResponse<String> write(Client client, String... headers) {
    return client.send("POST", "/v1/auth/tokens/refresh", NOBODY, headers);
  }

  private static void assertRemaining(HttpResponse<String> answer, int status, int remaining) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValueAsLong("RateLimit-Remaining")).hasValue(remaining);
  }

  private static void assertLimited(HttpResponse<String> answer, int limit) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(new JsonMapper().readTree(answer.body()).get("code").asString())
        .isEqualTo("rate_limited");
    assertThat(answer.headers().firstValueAsLong("RateLimit-Limit")).hasValue(limit);
    assertThat(answer.headers().firstValueAsLong("RateLimit-Remaining")).hasValue(0);
    assertThat(answer.headers().firstValueAsLong("Retry-After"))
        .isEqualTo(answer.headers().firstValueAsLong("RateLimit-Reset"));
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
        .isBetween(1L, 86_400L);
  }
}

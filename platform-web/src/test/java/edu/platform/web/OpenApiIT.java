package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import edu.platform.web.Description.Operation;
import edu.platform.web.Description.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API is what the server does: each operation, parameter, bound, status,
 * header and body. The cases are made from the description, so that a new operation has them all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

  /** Pages for people and their files, and redirects to them: not described. */
  private static final String PAGES = "GET /(docs|swagger)(/.*)?";

  private static final String UNUSED_PORT = "1";

  /** What has to be given besides for a value to make sense. */
  private static final Map<String, String> COMPANIONS =
      Map.of(
          "/v1/courses?sort=start_date", "&start_from=2026-01-01",
          "/v1/reports/purchases?from=2000-01-01", "&to=2000-01-01",
          "/v1/reports/purchases?from=2100-12-31", "&to=2100-12-31",
          "/v1/reports/revenue?from_month=2026-01", "&to_month=2026-02");

  private WritablePlatform platform;
  private TestPlatform closed;
  private TestPlatform withoutDatabase;
  private Client client;
  private Description description;

  @BeforeAll
  void start() {
    platform = WritablePlatform.start(Map.of());
    closed = TestPlatform.start(Map.of("legacy.user.route.enabled", "false"));
    withoutDatabase =
        TestPlatform.start(
            Map.of("pg.port", UNUSED_PORT, "pg.timeout.connect", "250ms", "pg.pool.wait", "100ms"));
    client = platform.client();
    description = new Description(client.get("/openapi").body());
  }

  @AfterAll
  void stop() {
    platform.close();
    closed.close();
    withoutDatabase.close();
  }

  private Stream<Operation> operations() {
    return description.operations().stream();
  }

  private Stream<Operation> reads() {
    return operations().filter(operation -> operation.method().equals("GET"));
  }

  /** A client that may read what an operation answers. */
  private Client reader(Operation operation) {
    return operation.isPublic() ? client : admin();
  }

  private Client admin() {
    return client.as(platform.token(WritablePlatform.account(Role.ADMIN), Role.ADMIN));
  }

  @Test
  void theOperationsAreThoseOfTheServer() {
    List<String> served =
        platform.operations().stream().filter(operation -> !operation.matches(PAGES)).toList();

    assertThat(operations().map(Operation::toString))
        .hasSizeGreaterThanOrEqualTo(28)
        .containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void everyOperationHasAnIdATagAndTexts() {
    Set<String> tags = new TreeSet<>();
    description.root().get("tags").forEach(tag -> tags.add(tag.get("name").asString()));

    assertThat(operations().map(o -> o.text("operationId")))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    assertThat(operations().map(o -> o.text("summary"))).doesNotContain("");
    assertThat(operations().map(o -> o.text("description"))).doesNotContain("");
    assertThat(operations().map(o -> o.tags()))
        .allMatch(tags::containsAll)
        .doesNotContain(List.of());
  }

  @Test
  void theExamplesAreAsTheirSchemasSay() {
    JsonNode schemas = description.root().at("/components/schemas");
    int seen = 0;
    for (String name : schemas.propertyNames()) {
      for (JsonNode example : schemas.get(name).path("examples")) {
        assertThat(description.validate("/components/schemas/" + name, example.toString()))
            .as("example of %s", name)
            .isEmpty();
        seen++;
      }
    }

    assertThat(seen).isGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("reads")
  void theAnswersAreThoseDescribed(Operation operation) {
    String url = urlOf(operation);
    Client reader = reader(operation);
    HttpResponse<String> ok = reader.get(url);
    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.add(ok);
    ok.headers()
        .firstValue("ETag")
        .ifPresent(etag -> answers.add(reader.get(url, "If-None-Match", etag)));
    answers.add(reader.get(url + (url.contains("?") ? "&" : "?") + "unknown=1"));
    answers.add(reader.get(url, "Accept", "text/html"));
    answers.add(client.get(url, "Authorization", "Bearer none-of-ours"));
    answers.add(client.as(platform.token(WritablePlatform.STRANGER)).get(url));
    answers.add(reader.get(url.replaceFirst("(/|\\?id=)[0-9]+", "$12147483647")));
    answers.add(closed.client().get(url));
    answers.add(withoutDatabase.client().as(reader).get(url));

    assertThat(ok.statusCode()).as("%s: %s", operation, ok.body()).isEqualTo(200);
    assertThat(answers).allSatisfy(answer -> assertDescribed(operation, answer));
    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .as("statuses of %s seen; those that follow from what it is must be", operation)
        .containsAll(operation.statuses().stream().filter(s -> follows(operation, s)).toList());
  }

  /** Other statuses are of refusals of its own, which the tests of the feature bring about. */
  private static boolean follows(Operation operation, int status) {
    return switch (status) {
      case 403 -> operation.isForStaffAlone();
      case 404 -> operation.exampleUrl().matches(".*/[0-9]+(/.*)?") || operation.isOld();
      case 429 -> false;
      default -> true;
    };
  }

  @ParameterizedTest
  @MethodSource("operations")
  void otherMethodsAreRefused(Operation operation) {
    String url = urlOf(operation);
    String allow =
        client.request("OPTIONS", url, new byte[0]).headers().firstValue("Allow").orElseThrow();
    List<String> others =
        Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
            .filter(method -> !List.of(allow.split(", ", -1)).contains(method))
            .toList();

    assertThat(others).as("Allow: %s", allow).isNotEmpty();
    for (String method : others) {
      HttpResponse<String> answer = client.request(method, url, new byte[0]);

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertDescribed(operation, answer);
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void parametersAreTakenWithinTheirBoundsAlone(Operation operation) {
    for (Parameter parameter : operation.parameters()) {
      for (String value : inside(operation, parameter)) {
        HttpResponse<String> answer = admin().get(urlWith(operation, parameter, value));

        assertThat(answer.statusCode()).as("%s=%s", parameter.name(), value).isIn(200, 404);
        assertDescribed(operation, answer);
      }
      for (String value : outside(parameter)) {
        HttpResponse<String> answer = admin().get(urlWith(operation, parameter, value));

        assertThat(answer.statusCode()).as("%s=%s", parameter.name(), value).isEqualTo(400);
        assertDescribed(operation, answer);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reads")
  void noOtherParametersAreTaken(Operation operation) {
    boolean refused = operation.path().startsWith("/v1/");
    String url = urlOf(operation);

    HttpResponse<String> unknown = admin().get(url + (url.contains("?") ? "&" : "?") + "unknown=1");

    assertThat(unknown.statusCode()).isEqualTo(refused ? 400 : 200);
    for (Parameter parameter : operation.parameters()) {
      if (!parameter.inPath()) {
        List<String> values = inside(operation, parameter);
        if (values.isEmpty()) {
          continue;
        }
        String value = values.getFirst();
        String once = urlWith(operation, parameter, value);
        HttpResponse<String> twice = admin().get(once + "&" + parameter.name() + "=" + value);

        assertThat(twice.statusCode()).as("%s twice", parameter.name()).isEqualTo(400);
        assertDescribed(operation, twice);
      }
    }
  }

  @Test
  void bodiesOfMoreThanOneMebibyteAreRefused() {
    operations()
        .filter(Operation::isOld)
        .forEach(
            operation -> {
              HttpResponse<String> answer =
                  client.request("GET", operation.path(), new byte[(1 << 20) + 1]);

              assertThat(answer.statusCode()).isEqualTo(413);
              assertDescribed(operation, answer);
            });
  }

  private static void assertDescribed(Operation operation, HttpResponse<String> answer) {
    boolean old = operation.isOld();
    assertThat(operation.differences(answer)).as("%s %s", answer.request(), answer).isEmpty();
    if (answer.statusCode() >= 400 && answer.body().contains("\"request_id\"")) {
      JsonNode problem = new JsonMapper().readTree(answer.body());
      assertThat(problem.get("request_id").asString())
          .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
      assertThat(problem.has("error")).as("member error").isEqualTo(old);
    }
  }

  /** The operation with the examples of its path, and of its query where it needs one. */
  private static String urlOf(Operation operation) {
    String url = operation.path();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.inPath()) {
        url = url.replace("{" + parameter.name() + "}", parameter.example());
      } else if (operation.isOld()) {
        url += "?" + parameter.name() + "=" + parameter.example();
      }
    }
    return url;
  }

  private static String urlWith(Operation operation, Parameter parameter, String value) {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    if (parameter.inPath()) {
      return operation.path().replace("{" + parameter.name() + "}", encoded);
    }
    String path = urlOf(operation).replaceFirst("\\?.*", "");
    String query = "?" + parameter.name() + "=" + encoded;
    return path + query + COMPANIONS.getOrDefault(path + query, "");
  }

  /** Values that must be taken: the ends of the range, each word of a choice. */
  private List<String> inside(Operation operation, Parameter parameter) {
    JsonNode schema = parameter.schema();
    if (parameter.name().equals("cursor")) {
      HttpResponse<String> page = reader(operation).get(urlOf(operation) + "?limit=1");
      JsonNode next = new JsonMapper().readTree(page.body()).get("next_cursor");
      // Without a next page there is no cursor to try, but the parameter is known.
      return next.isNull() ? List.of() : List.of(next.asString());
    }
    if (schema.has("enum")) {
      return schema.get("enum").valueStream().map(JsonNode::asString).toList();
    }
    if (schema.has("const")) {
      return List.of(schema.get("const").asString());
    }
    if (schema.has("oneOf")) {
      return List.of(parameter.example());
    }
    if (schema.has("x-minimum")) {
      return List.of(schema.get("x-minimum").asString(), schema.get("x-maximum").asString());
    }
    return switch (schema.path("type").asString("string")) {
      case "integer" -> List.of(schema.get("minimum").asString(), schema.get("maximum").asString());
      case "boolean" -> List.of("true", "false");
      case String _ when !parameter.example().isEmpty() && schema.has("pattern") ->
          List.of(parameter.example());
      default ->
          List.of(
              "й".repeat(schema.path("minLength").asInt(1)),
              "й".repeat(schema.path("maxLength").asInt(1)));
    };
  }

  /** Values that must be refused: those beside the range, and those of another type. */
  private static List<String> outside(Parameter parameter) {
    JsonNode schema = parameter.schema();
    List<String> values = new ArrayList<>();
    if (!parameter.inPath()) {
      values.add("");
    }
    if (schema.has("enum")
        || schema.has("const")
        || schema.has("oneOf")
        || schema.path("type").asString("").equals("boolean")) {
      values.addAll(
          schema.has("oneOf") ? List.of("nonsense", "0") : List.of("nonsense", "TRUE", "1"));
    } else if (schema.has("x-minimum")) {
      values.add(LocalDate.parse(schema.get("x-minimum").asString()).minusDays(1).toString());
      values.add(LocalDate.parse(schema.get("x-maximum").asString()).plusDays(1).toString());
      values.addAll(List.of("2026-02-30", "2026-2-3", "20260203", "today"));
    } else if (schema.path("type").asString("").equals("integer")) {
      values.add(Long.toString(schema.get("minimum").asLong() - 1));
      values.add(Long.toString(schema.get("maximum").asLong() + 1));
      values.addAll(
          List.of("x", "1.0", "1e0", "+1", "-1", " ", "٣", "0x1", "99999999999999999999"));
    } else {
      values.add("a".repeat(schema.path("maxLength").asInt(300) + 1));
    }
    return values;
  }
}

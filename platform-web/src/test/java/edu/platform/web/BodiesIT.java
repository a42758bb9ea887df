package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.web.Description.Operation;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies that are not as described are refused, with the member at fault, and nothing is written.
 * The cases are made from the schemas of the description, so that a new operation has them all:
 * each member with another type, beyond each bound, missing, {@code null}, unknown.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesIT {

  private static final JsonMapper JSON = new JsonMapper();

  private WritablePlatform platform;
  private Description description;

  @BeforeAll
  void start() {
    platform =
        WritablePlatform.start(
            Map.of("rate.limit.writes", "off", "rate.limit.registrations", "off"));
    description = new Description(platform.client().get("/openapi").body());
  }

  @AfterAll
  void stop() {
    List<String> changed = platform.changedTables();
    platform.close();
    assertThat(changed).as("tables that refused bodies changed").isEmpty();
  }

  private Stream<Operation> operations() {
    return description.operations().stream()
        .filter(operation -> operation.body().isPresent() && !operation.isOld());
  }

  @Test
  void thereAreOperationsWithBodies() {
    assertThat(operations()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsNoObjectInJsonIsMalformed(Operation operation) {
    byte[] example = bytes(operation.body().orElseThrow().example().toString());

    for (byte[] body :
        List.of(
            new byte[0],
            bytes("{"),
            bytes("[]"),
            bytes("null"),
            bytes("\"text\""),
            bytes("{} {}"),
            bytes("{\"a\": 1, \"a\": 2}"),
            bytes("{\"a\": NaN}"),
            bytes("{a: 1}"),
            bytes("{\"a\": ".repeat(2_000) + "1" + "}".repeat(2_000)),
            new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'})) {
      HttpResponse<String> answer = send(operation, "application/json", body);

      assertRefused(operation, answer, 400, "malformed_request");
    }
    for (String type :
        List.of("text/plain", "application/xml", "application/json; charset=utf-16")) {
      assertRefused(operation, send(operation, type, example), 415, "unsupported_media_type");
    }
    assertRefused(
        operation, send(operation, "application/json", new byte[(1 << 20) + 1]), 413, "too_large");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aMemberThatIsNotAsDescribedIsNamed(Operation operation) {
    Description.Body body = operation.body().orElseThrow();
    for (Case one : cases(body)) {
      HttpResponse<String> answer =
          send(operation, "application/json", bytes(one.body().toString()));

      assertThat(answer.statusCode())
          .as("%s %s: %s", operation, one.what(), answer.body())
          .isIn(one.statuses());
      assertThat(operation.differences(answer)).as("%s %s", operation, one.what()).isEmpty();
      assertThat(JSON.readTree(answer.body()).get("errors").valueStream())
          .as("%s %s: %s", operation, one.what(), answer.body())
          .extracting(error -> error.get("field").asString())
          .contains(one.member());
    }
  }

  private static List<Case> cases(Description.Body body) {
    List<Case> cases = new ArrayList<>();
    ObjectNode example = (ObjectNode) body.example();
    cases.add(
        new Case("unknown member", "no_such_member", with(example, "no_such_member", "1"), 400));
    for (Map.Entry<String, JsonNode> member : body.members().entrySet()) {
      String name = member.getKey();
      JsonNode schema = member.getValue();
      if (body.required().contains(name)) {
        ObjectNode without = example.deepCopy();
        without.remove(name);
        cases.add(new Case("without " + name, name, without, 422));
      }
      if (!Description.types(schema).contains("null")) {
        cases.add(new Case(name + " null", name, with(example, name, "null"), 422));
      }
      cases.add(
          new Case(
              name + " of another type",
              name,
              with(example, name, Description.types(schema).contains("string") ? "7" : "\"x\""),
              400));
      for (String value : outside(schema)) {
        cases.add(new Case(name + " = " + value, name, with(example, name, value), 422, 400));
      }
    }
    return cases;
  }

  /** JSON of values beside each bound of a schema. */
  private static List<String> outside(JsonNode schema) {
    List<String> values = new ArrayList<>();
    List<String> types = Description.types(schema);
    if (types.contains("string")) {
      values.add("\"\"");
      // Taken as they are, and compared with a hash.
      boolean secret = schema.path("format").asString("").equals("password");
      if (!secret) {
        values.add("\"a\\u0000b\"");
      }
      if (schema.has("maxLength")) {
        values.add('"' + "a".repeat(schema.get("maxLength").asInt() + 1) + '"');
      }
      if (schema.has("enum") || schema.has("pattern") || (schema.has("format") && !secret)) {
        values.add("\"no such value!\"");
      }
      if (schema.path("format").asString("").equals("date")) {
        values.addAll(List.of("\"2026-02-30\"", "\"1899-12-31\"", "\"2101-01-01\""));
      }
    } else if (types.contains("integer")) {
      values.add("1.5");
      values.add("1e400");
      if (schema.has("minimum")) {
        values.add(Long.toString(schema.get("minimum").asLong() - 1));
      }
      if (schema.has("maximum")) {
        values.add(Long.toString(schema.get("maximum").asLong() + 1));
      }
    } else if (types.contains("array")) {
      values.add("[{}]");
      if (schema.has("maxItems")) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= schema.get("maxItems").asInt(); i++) {
          items.add("\"item " + i + '"');
        }
        values.add(items.toString());
      }
    } else if (types.contains("object")) {
      values.add("{}");
      values.add("{\"no_such_member\": 1}");
    }
    return values;
  }

  private static ObjectNode with(ObjectNode example, String member, String json) {
    ObjectNode changed = example.deepCopy();
    changed.set(member, JSON.readTree(json));
    return changed;
  }

  private HttpResponse<String> send(Operation operation, String type, byte[] body) {
    List<String> headers =
        new ArrayList<>(List.of("Content-Type", type, "If-Match", "*", "Idempotency-Key", "key"));
    headers.addAll(platform.credentials(operation, body));
    return platform
        .client()
        .request(operation.method(), operation.exampleUrl(), body, headers.toArray(String[]::new));
  }

  private static void assertRefused(
      Operation operation, HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(status);
    assertThat(operation.differences(answer)).as("%s", operation).isEmpty();
    assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo(code);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A body that must be refused.
   *
   * @param what is wrong with it
   * @param member at fault
   * @param body all of it
   * @param statuses that will do
   */
  private record Case(String what, String member, ObjectNode body, List<Integer> statuses) {
    Case(String what, String member, ObjectNode body, Integer... statuses) {
      this(what, member, body, List.of(statuses));
    }
  }
}

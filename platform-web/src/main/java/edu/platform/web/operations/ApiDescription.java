package edu.platform.web.operations;

import edu.platform.web.http.Access;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Puts the description of the API together (OpenAPI 3.1): what each operation is for and what its
 * members mean is written by hand, a file a feature; who may call it, what a request has to bring
 * and how it is refused follows from its {@link Endpoint}.
 *
 * <p>Short forms in the files, which are replaced here:
 *
 * <ul>
 *   <li>{@code x-body: Name}: the schema of the JSON body
 *   <li>{@code x-success: {status, description, etag, schema|page|list: Name}}: the answer; {@code
 *       page} and {@code list} wrap the schema of a row
 *   <li>{@code x-refusals: [sold_out, 422 not_reduced]}: codes besides those that follow from the
 *       endpoint, of 409 unless a status stands before it
 * </ul>
 */
final class ApiDescription {

  private static final List<String> FEATURES =
      List.of(
          "catalog",
          "catalog-editing",
          "auth",
          "people",
          "purchases",
          "feedback",
          "career",
          "blog",
          "reports",
          "sales-reports",
          "audit",
          "legacy",
          "operations");

  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Map<String, Object> root = read("base");
  private final Map<String, Endpoint> endpoints = new TreeMap<>();
  private final Set<String> oldPaths;

  private ApiDescription(List<Endpoint> endpoints, Set<String> oldPaths) {
    endpoints.forEach(e -> this.endpoints.put(key(e.method(), e.template()), e));
    this.oldPaths = oldPaths;
  }

  /**
   * Describe a server.
   *
   * @param endpoints its operations; what the files describe besides is left out
   * @param oldPaths paths whose refusals have a member {@code error}
   * @return the description, of maps, lists and values
   */
  static Map<String, Object> of(List<Endpoint> endpoints, Set<String> oldPaths) {
    return new ApiDescription(endpoints, oldPaths).assemble();
  }

  private Map<String, Object> assemble() {
    List<Object> tags = new ArrayList<>();
    Map<String, Object> paths = new LinkedHashMap<>();
    Map<String, Object> components = member(root, "components");
    for (String feature : FEATURES) {
      Map<String, Object> part = read(feature);
      tags.addAll(list(part, "tags"));
      member(part, "paths")
          .forEach((path, operations) -> describePath(path, map(operations), paths));
      for (String kind : List.of("parameters", "schemas")) {
        member(components, kind).putAll(member(part, kind));
      }
    }
    root.put("tags", tags);
    root.put("paths", paths);
    return root;
  }

  private void describePath(
      String path, Map<String, Object> operations, Map<String, Object> paths) {
    operations.forEach(
        (method, described) -> {
          Endpoint endpoint = endpoints.get(key(method, path));
          if (endpoint != null) {
            Map<String, Object> operation = map(described);
            if (path.startsWith("/v1/")) {
              complete(operation, endpoint);
            }
            member(paths, path).put(method, operation);
          }
        });
  }

  private void complete(Map<String, Object> operation, Endpoint endpoint) {
    describeAccess(operation, endpoint.access());
    describeParameters(operation, endpoint);
    Object body = operation.remove("x-body");
    if (body != null) {
      operation.put(
          "requestBody",
          Map.of(
              "required",
              true,
              "content",
              Map.of("application/json", Map.of("schema", ref(body)))));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    Map<String, Object> success = map(operation.remove("x-success"));
    int status = (Integer) success.getOrDefault("status", OK);
    responses.put(Integer.toString(status), successResponse(success, status, endpoint));
    if (endpoint.method().equals("GET") && success.containsKey("etag")) {
      responses.put("304", notModified(success));
    }
    refusals(operation, endpoint)
        .forEach(
            (refused, codes) ->
                responses.put(
                    Integer.toString(refused), refusalResponse(refused, codes, endpoint)));
    operation.put("responses", responses);
  }

  private static void describeAccess(Map<String, Object> operation, Access access) {
    Map<String, Object> bearer = Map.of("bearer", List.of());
    operation.put(
        "security",
        access.audience() == Access.Audience.ANYONE ? List.of(Map.of(), bearer) : List.of(bearer));
    operation.put("x-access", access.toString());
    operation.merge(
        "description",
        "\n**For:** " + access + ".\n",
        (text, more) -> text.toString().stripTrailing() + "\n" + more);
  }

  private static void describeParameters(Map<String, Object> operation, Endpoint endpoint) {
    List<Object> parameters = new ArrayList<>();
    List<Object> written = list(operation, "parameters");
    Set<String> inPath =
        written.stream()
            .map(Object::toString)
            .filter(text -> text.contains("in=path"))
            .collect(Collectors.toSet());
    for (String segment : endpoint.segments()) {
      boolean described =
          inPath.stream().anyMatch(text -> text.contains("name=" + segment + ","))
              || written.stream().anyMatch(one -> isIdReference(one, segment));
      if (!described) {
        parameters.add(
            Map.of(
                "name",
                segment,
                "in",
                "path",
                "required",
                true,
                "description",
                "Key of the row.",
                "schema",
                Map.of("$ref", "#/components/schemas/Id"),
                "example",
                1));
      }
    }
    parameters.addAll(written);
    if (endpoint.has(Trait.IF_MATCH)) {
      parameters.add(Map.of("$ref", "#/components/parameters/IfMatch"));
    }
    if (endpoint.has(Trait.IDEMPOTENCY_KEY)) {
      parameters.add(Map.of("$ref", "#/components/parameters/IdempotencyKey"));
    }
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
  }

  /** Shared parameters for the first id of a path are all called something with Id. */
  private static boolean isIdReference(Object parameter, String segment) {
    return segment.equals("id")
        && parameter.toString().matches(".*/parameters/(Id|[A-Z][A-Za-z]*PathId|CourseId)}");
  }

  private Map<String, Object> successResponse(
      Map<String, Object> success, int status, Endpoint endpoint) {
    Map<String, Object> headers = headers(endpoint);
    if (success.containsKey("etag")) {
      headers.put("ETag", header("ETag"));
    }
    if (status == CREATED) {
      headers.put("Location", header("Location"));
    }
    if (success.containsKey("page")) {
      headers.put("Link", header("Link"));
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", success.getOrDefault("description", "Done."));
    response.put("headers", headers);
    Map<String, Object> schema = schema(success);
    if (!schema.isEmpty()) {
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("application/json", Map.of("schema", schema));
      if (endpoint.has(Trait.CSV)) {
        content.put("text/csv", Map.of("schema", Map.of("type", "string")));
      }
      response.put("content", content);
    }
    return response;
  }

  private static Map<String, Object> schema(Map<String, Object> success) {
    if (success.containsKey("schema")) {
      return ref(success.get("schema"));
    }
    if (success.containsKey("page")) {
      return listSchema(success.get("page"), "NextCursor", Map.of("maxItems", 100));
    }
    if (success.containsKey("list")) {
      return listSchema(success.get("list"), "NoCursor", Map.of());
    }
    return Map.of();
  }

  private static Map<String, Object> listSchema(
      Object row, String cursor, Map<String, Object> bounds) {
    Map<String, Object> items = new LinkedHashMap<>();
    items.put("type", "array");
    items.putAll(bounds);
    items.put("items", ref(row));
    return Map.of(
        "type",
        "object",
        "required",
        List.of("items", "next_cursor"),
        "additionalProperties",
        false,
        "properties",
        Map.of("items", items, "next_cursor", ref(cursor)));
  }

  private static Map<String, Object> notModified(Map<String, Object> success) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", header("X-Request-Id"));
    headers.put("ETag", header("ETag"));
    headers.put("Cache-Control", header("Cache-Control"));
    if (success.containsKey("page")) {
      headers.put("Link", header("Link"));
    }
    return Map.of(
        "description", "The client has this already; without a body.", "headers", headers);
  }

  private static Map<Integer, Set<String>> refusals(
      Map<String, Object> operation, Endpoint endpoint) {
    Map<Integer, Set<String>> codes = new TreeMap<>();
    add(codes, 400, "invalid_parameter", "malformed_request");
    add(codes, 401, "unauthenticated");
    add(codes, 406, "not_acceptable");
    add(codes, 503, "unavailable");
    if (!endpoint.segments().isEmpty()) {
      add(codes, 400, "invalid_id");
      add(codes, 404, "not_found");
    }
    if (endpoint.parameters().contains("cursor")) {
      add(codes, 400, "invalid_cursor");
    }
    if (endpoint.access().audience() == Access.Audience.STAFF) {
      add(codes, 403, "forbidden");
    }
    if (endpoint.has(Trait.JSON_BODY)) {
      add(codes, 413, "too_large");
      add(codes, 415, "unsupported_media_type");
      add(codes, 422, "validation_failed");
    }
    if (endpoint.has(Trait.IF_MATCH)) {
      add(codes, 412, "stale_etag");
      add(codes, 428, "if_match_required");
    }
    if (endpoint.has(Trait.IDEMPOTENCY_KEY)) {
      add(codes, 400, "idempotency_key_required");
      add(codes, 409, "idempotency_in_progress");
      add(codes, 422, "idempotency_key_reused");
    }
    if (!endpoint.has(Trait.UNLIMITED)) {
      add(codes, 429, "rate_limited");
    }
    for (Object refusal : list(operation, "x-refusals")) {
      String[] parts = refusal.toString().split(" ", -1);
      add(codes, parts.length == 2 ? Integer.parseInt(parts[0]) : 409, parts[parts.length - 1]);
    }
    operation.remove("x-refusals");
    return codes;
  }

  private static void add(Map<Integer, Set<String>> codes, int status, String... more) {
    codes.computeIfAbsent(status, _ -> new TreeSet<>()).addAll(List.of(more));
  }

  private Map<String, Object> refusalResponse(int status, Set<String> codes, Endpoint endpoint) {
    Map<String, Object> headers = headers(endpoint);
    switch (status) {
      case 401 -> headers.put("WWW-Authenticate", header("WWW-Authenticate"));
      case 429, 503 -> headers.put("Retry-After", header("Retry-After"));
      default -> {}
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", Map.of("const", status));
    members.put("code", Map.of("enum", List.copyOf(codes)));
    Map<String, Object> ofStatus = new LinkedHashMap<>();
    ofStatus.put("properties", members);
    if (oldPaths.contains(endpoint.template())) {
      ofStatus.put("required", List.of("error"));
    }
    return Map.of(
        "description",
        reason(status)
            + ": "
            + codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "))
            + ".",
        "headers",
        headers,
        "content",
        Map.of(
            "application/problem+json",
            Map.of("schema", Map.of("allOf", List.of(ref("Problem"), ofStatus)))));
  }

  private static String reason(int status) {
    // Helidon has no name for it.
    return status == 422 ? "Unprocessable Content" : Status.create(status).reasonPhrase();
  }

  private static Map<String, Object> headers(Endpoint endpoint) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", header("X-Request-Id"));
    headers.put("Cache-Control", header("Cache-Control"));
    if (!endpoint.has(Trait.UNLIMITED)) {
      for (String name : List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")) {
        headers.put(name, header(name));
      }
    }
    return headers;
  }

  private static Map<String, Object> header(String name) {
    return Map.of("$ref", "#/components/headers/" + name);
  }

  private static Map<String, Object> ref(Object schema) {
    return Map.of("$ref", "#/components/schemas/" + schema);
  }

  private static String key(String method, String path) {
    return method.toUpperCase(Locale.ROOT) + " " + path;
  }

  @SuppressWarnings("unchecked") // What YAML calls a mapping has texts as keys here.
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  private static Map<String, Object> member(Map<String, Object> node, String name) {
    return map(node.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked") // What YAML calls a sequence.
  private static List<Object> list(Map<String, Object> node, String name) {
    return (List<Object>) node.getOrDefault(name, List.of());
  }

  private static Map<String, Object> read(String part) {
    try (InputStream in = ApiDescription.class.getResourceAsStream("openapi/" + part + ".yaml")) {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return yaml.load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package edu.platform.web;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API as a client gets it, and answers compared with it. */
final class Description {

  private static final String LOCATION = "https://example.org/openapi";
  private static final JsonMapper JSON = new JsonMapper();

  /** Headers that HTTP itself needs, which a description leaves out. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "content-type", "date");

  private final JsonNode root;
  private final SchemaRegistry schemas;

  Description(String json) {
    this.root = JSON.readTree(json);
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            registry ->
                registry
                    .schemas(Map.of(LOCATION, json))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  }

  JsonNode root() {
    return root;
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        operations.add(
            new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                resolve("/paths/" + escape(path.getKey()) + "/" + method)));
      }
    }
    return operations;
  }

  /** What a text of JSON lacks to be as the schema at a place of the description says. */
  List<Error> validate(String schemaPointer, String json) {
    return schemas
        .getSchema(SchemaLocation.of(LOCATION + "#" + schemaPointer))
        .validate(json, InputFormat.JSON);
  }

  /** Follows references, so that the place is where the description really is. */
  private Place resolve(String pointer) {
    JsonNode node = root.at(JsonPointer.compile(pointer));
    JsonNode reference = node.get("$ref");
    return reference == null
        ? new Place(pointer, node)
        : resolve(reference.asString().substring(1));
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** A node and the pointer to it. */
  private record Place(String pointer, JsonNode node) {}

  /** An operation of the API. */
  final class Operation {
    private final String method;
    private final String path;
    private final Place place;

    private Operation(String method, String path, Place place) {
      this.method = method;
      this.path = path;
      this.place = place;
    }

    String path() {
      return path;
    }

    String text(String member) {
      return place.node().path(member).asString("");
    }

    List<String> tags() {
      return place.node().path("tags").valueStream().map(JsonNode::asString).toList();
    }

    String method() {
      return method;
    }

    /** Who may call it: {@code public}, {@code user}, {@code owner} or codes of roles. */
    List<String> access() {
      return List.of(text("x-access").split(", ", -1));
    }

    /** Whether anyone may call it, signed in or not. */
    boolean isPublic() {
      String access = text("x-access");
      return access.isEmpty() || access.equals("public");
    }

    /** Whether it is for roles of staff and nobody else. */
    boolean isForStaffAlone() {
      List<String> callers = access();
      return !isPublic() && !callers.contains("user") && !callers.contains("owner");
    }

    /** Whether it is one of the old project's. */
    boolean isOld() {
      return tags().contains("old project");
    }

    /** The path with an id for its first named segment, and the examples of the others. */
    String url(String id) {
      return exampleUrl(path.replaceFirst("\\{[a-z_]+}", id));
    }

    /** The path with the examples of its named segments. */
    String exampleUrl() {
      return exampleUrl(path);
    }

    private String exampleUrl(String template) {
      String url = template;
      for (Parameter parameter : parameters()) {
        if (parameter.inPath()) {
          url = url.replace("{" + parameter.name() + "}", parameter.example());
        }
      }
      return url;
    }

    /** The JSON body that it takes. */
    Optional<Body> body() {
      String pointer = place.pointer() + "/requestBody/content/application~1json/schema";
      return root.at(JsonPointer.compile(pointer)).isMissingNode()
          ? Optional.empty()
          : Optional.of(new Body(resolve(pointer)));
    }

    List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>();
      for (int i = 0; i < place.node().path("parameters").size(); i++) {
        Place parameter = resolve(place.pointer() + "/parameters/" + i);
        JsonNode schema = resolve(parameter.pointer() + "/schema").node();
        parameters.add(new Parameter(parameter.node(), schema));
      }
      return parameters;
    }

    Set<Integer> statuses() {
      Set<Integer> statuses = new TreeSet<>();
      place.node().get("responses").propertyNames().forEach(s -> statuses.add(Integer.valueOf(s)));
      return statuses;
    }

    /** All in which an answer differs from what is described. */
    List<String> differences(HttpResponse<String> answer) {
      String own = place.pointer() + "/responses/" + answer.statusCode();
      String ofAny = "/x-any-path/" + answer.statusCode();
      Optional<String> described =
          List.of(own, ofAny).stream()
              .filter(pointer -> !root.at(JsonPointer.compile(pointer)).isMissingNode())
              .findFirst();
      if (described.isEmpty()) {
        return List.of("status " + answer.statusCode() + " is not described: " + answer.body());
      }
      Place response = resolve(described.get());
      List<String> differences = new ArrayList<>(headerDifferences(response, answer));
      differences.addAll(bodyDifferences(response, answer));
      return differences;
    }

    private List<String> headerDifferences(Place response, HttpResponse<String> answer) {
      List<String> differences = new ArrayList<>();
      Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      known.addAll(FRAMING);
      for (String name : response.node().path("headers").propertyNames()) {
        known.add(name);
        Place header = resolve(response.pointer() + "/headers/" + name);
        Optional<String> value = answer.headers().firstValue(name);
        if (value.isEmpty() && header.node().path("required").asBoolean(false)) {
          differences.add("header " + name + " is missing");
        }
        Place schema = resolve(header.pointer() + "/schema");
        boolean number = schema.node().path("type").asString("").equals("integer");
        value
            .map(text -> number ? text : JSON.writeValueAsString(text))
            .map(json -> validate(schema.pointer(), json))
            .ifPresent(errors -> errors.forEach(e -> differences.add("header " + name + " " + e)));
      }
      answer.headers().map().keySet().stream()
          .filter(name -> !known.contains(name))
          .forEach(name -> differences.add("header " + name + " is not described"));
      return differences;
    }

    private List<String> bodyDifferences(Place response, HttpResponse<String> answer) {
      JsonNode content = response.node().path("content");
      if (content.isEmpty()) {
        return answer.body().isEmpty() ? List.of() : List.of("a body is not described");
      }
      String sent = answer.headers().firstValue("Content-Type").orElse("none");
      String type = sent.replaceFirst(";.*", "");
      if (!content.has(type)) {
        return List.of("content type " + sent + " is not described");
      }
      String json =
          type.startsWith("text/") ? JSON.writeValueAsString(answer.body()) : answer.body();
      return validate(response.pointer() + "/content/" + escape(type) + "/schema", json).stream()
          .map(Error::toString)
          .toList();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** The types that a schema allows, {@code null} among them if it does. */
  static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      return type.valueStream().map(JsonNode::asString).toList();
    }
    if (type.isString()) {
      return List.of(type.asString());
    }
    if (schema.has("anyOf")) {
      return schema.get("anyOf").valueStream().flatMap(one -> types(one).stream()).toList();
    }
    return schema.has("enum") || schema.has("const") ? List.of("string") : List.of("object");
  }

  /** An object that an operation takes. */
  final class Body {
    private final Place schema;

    private Body(Place schema) {
      this.schema = schema;
    }

    JsonNode example() {
      return schema.node().get("examples").get(0);
    }

    List<String> required() {
      return schema.node().path("required").valueStream().map(JsonNode::asString).toList();
    }

    /** Schemas of the members, by name. */
    Map<String, JsonNode> members() {
      Map<String, JsonNode> members = new TreeMap<>();
      for (String name : schema.node().get("properties").propertyNames()) {
        members.put(name, resolve(schema.pointer() + "/properties/" + name).node());
      }
      return members;
    }
  }

  /** A parameter of an operation. */
  static final class Parameter {
    private final JsonNode node;
    private final JsonNode schema;

    private Parameter(JsonNode node, JsonNode schema) {
      this.node = node;
      this.schema = schema;
    }

    String name() {
      return node.get("name").asString();
    }

    boolean inPath() {
      return node.get("in").asString().equals("path");
    }

    String example() {
      return node.path("example").asString(schema.path("examples").path(0).asString(""));
    }

    JsonNode schema() {
      return schema;
    }
  }
}

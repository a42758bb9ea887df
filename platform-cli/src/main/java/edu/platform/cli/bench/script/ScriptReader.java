package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import edu.platform.cli.bench.ThinkTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Makes a script of a YAML document: checks it by the schema, then what a schema cannot say. */
final class ScriptReader {
  private static final List<Integer> SUCCESS = IntStream.range(200, 300).boxed().toList();

  private final Yaml yaml;
  private final Optional<Path> folder;
  private final boolean uniform;
  private final Function<String, Optional<String>> variables;
  private final List<String> operations = new ArrayList<>();
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final Set<String> drawn = new HashSet<>();

  /**
   * Make a reader.
   *
   * @param folder where CSV files are, if it may have any
   * @param uniform whether all ids are drawn by chance alone
   * @param variables the environment, where secrets are
   */
  ScriptReader(
      Yaml yaml,
      Optional<Path> folder,
      boolean uniform,
      Function<String, Optional<String>> variables) {
    this.yaml = yaml;
    this.folder = folder;
    this.uniform = uniform;
    this.variables = variables;
  }

  /**
   * Return the script.
   *
   * @param defaultName if the document has none
   * @throws IllegalArgumentException if it is malformed; the message names file, line and field
   */
  Script read(String defaultName) {
    JsonNode root = yaml.root();
    validate(root);
    String name = root.has("name") ? root.get("name").asString() : defaultName;
    ThinkTime think =
        root.has("think")
            ? checked("/think", () -> ThinkTime.parse(root.get("think").asString()))
            : ThinkTime.NONE;
    List<Source> sources = new ArrayList<>();
    root.path("values")
        .properties()
        .forEach(
            value ->
                sources.add(
                    source(
                        value.getKey(),
                        value.getValue(),
                        "/values/" + Yaml.escaped(value.getKey()))));
    List<Flow> flows = new ArrayList<>();
    root.get("flows")
        .properties()
        .forEach(flow -> flows.add(flow(flow.getValue(), "/flows/" + Yaml.escaped(flow.getKey()))));
    return new Script(name, think, operations, slots.size(), sources, flows);
  }

  private void validate(JsonNode root) {
    List<Error> errors = schema().validate(root);
    errors.stream()
        .min(Comparator.comparingInt((Error error) -> yaml.line(pointer(error))))
        .ifPresent(
            error -> {
              throw yaml.failure(pointer(error), problem(error));
            });
  }

  private static Schema schema() {
    try (InputStream in = ScriptReader.class.getResourceAsStream("scenario.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    } catch (IOException failure) {
      throw new UncheckedIOException("the schema cannot be read", failure);
    }
  }

  /** Of a field that may not be there, the field itself. */
  private static String pointer(Error error) {
    String parent = error.getInstanceLocation().toString();
    boolean unknown =
        error.getKeyword().equals("additionalProperties") && error.getProperty() != null;
    return unknown ? parent + "/" + Yaml.escaped(error.getProperty()) : parent;
  }

  private static String problem(Error error) {
    return error.getKeyword().equals("additionalProperties")
        ? "there is no such field"
        : error.getMessage().replaceFirst("^[^:]*: ", "");
  }

  private <T> T checked(String pointer, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException malformed) {
      throw yaml.failure(pointer, malformed.getMessage());
    }
  }

  private int newSlot(String name) {
    return slots.computeIfAbsent(name, _ -> slots.size());
  }

  private int drawnSlot(String name) {
    drawn.add(name);
    return newSlot(name);
  }

  private Source source(String name, JsonNode value, String pointer) {
    if (value.has("from")) {
      onlyOneKind(value, pointer, 2);
      long from = value.get("from").asLong();
      long to = value.get("to").asLong();
      if (to < from || to == Long.MAX_VALUE) {
        throw yaml.failure(pointer + "/to", "must be at least " + from + ": " + to);
      }
      return new Source.Range(drawnSlot(name), from, to);
    }
    if (value.has("ids")) {
      onlyOneKind(value, pointer, value.has("by") ? 2 : 1);
      boolean popular = value.path("by").asString("popularity").equals("popularity");
      return new Source.Ids(drawnSlot(name), value.get("ids").asString(), popular && !uniform);
    }
    onlyOneKind(value, pointer, 1);
    if (value.has("one_of")) {
      return Source.OneOf.of(
          drawnSlot(name), value.get("one_of").valueStream().map(JsonNode::asString).toList());
    }
    return value.has("csv")
        ? rows(name, value.get("csv").asString(), pointer + "/csv")
        : new Source.Unique(drawnSlot(name));
  }

  private void onlyOneKind(JsonNode value, String pointer, int fields) {
    if (value.size() > fields) {
      throw yaml.failure(pointer, "must be one of from and to, one_of, ids, csv, unique");
    }
  }

  private Source rows(String name, String file, String pointer) {
    Path path =
        folder
            .map(parent -> parent.resolve(file))
            .orElseThrow(() -> yaml.failure(pointer, "there is no folder for CSV files"));
    List<List<String>> rows;
    try {
      rows = Csv.parse(Files.readString(path, UTF_8));
    } catch (IOException failure) {
      throw yaml.failure(pointer, "cannot be read: " + failure);
    } catch (IllegalArgumentException malformed) {
      throw yaml.failure(pointer, file + ", " + malformed.getMessage());
    }
    if (rows.size() < 2) {
      throw yaml.failure(pointer, file + " needs a line of column names and at least one row");
    }
    int[] columns =
        rows.getFirst().stream()
            .map(String::strip)
            .peek(
                column -> {
                  if (!column.matches("[a-z][a-z0-9_]*") || drawn.contains(name + "." + column)) {
                    throw yaml.failure(
                        pointer,
                        file + ": '" + column + "' is no name of a column, or there twice");
                  }
                })
            .mapToInt(column -> drawnSlot(name + "." + column))
            .toArray();
    return new Source.Rows(columns, rows.subList(1, rows.size()));
  }

  private Flow flow(JsonNode flow, String pointer) {
    JsonNode steps = flow.get("steps");
    Set<String> captured = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      String at = pointer + "/steps/" + i + "/capture/";
      steps
          .get(i)
          .path("capture")
          .properties()
          .forEach(
              capture -> {
                if (drawn.contains(capture.getKey())) {
                  throw yaml.failure(at + capture.getKey(), "is one of the drawn values");
                }
                captured.add(capture.getKey());
              });
    }
    List<Step> read = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Set<String> known = new HashSet<>(drawn);
      if (i > 0) {
        known.addAll(captured);
      }
      read.add(new StepReader(steps.get(i), pointer + "/steps/" + i, known, captured).read());
    }
    return new Flow(flow.path("weight").asDouble(1), read);
  }

  /** Reads one step. */
  private final class StepReader {
    private final JsonNode step;
    private final String pointer;
    private final Set<String> known;
    private final Set<String> captured;

    /**
     * Make a reader.
     *
     * @param known values that the step may send
     * @param captured values that earlier or later steps may have captured
     */
    StepReader(JsonNode step, String pointer, Set<String> known, Set<String> captured) {
      this.step = step;
      this.pointer = pointer;
      this.known = known;
      this.captured = captured;
    }

    Step read() {
      String name = step.get("name").asString();
      if (!operations.contains(name)) {
        operations.add(name);
      }
      Step.Method method =
          List.of(Step.Method.values()).stream()
              .filter(candidate -> step.has(field(candidate)))
              .findFirst()
              .orElseThrow();
      List<Step.Header> headers = new ArrayList<>();
      step.path("headers")
          .properties()
          .forEach(
              header ->
                  headers.add(
                      Step.Header.of(
                          header.getKey(),
                          template(
                              header.getValue().asString(),
                              "/headers/" + Yaml.escaped(header.getKey()),
                              known))));
      Optional<String> type =
          step.path("headers")
              .propertyStream()
              .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
              .map(header -> header.getValue().asString())
              .findFirst();
      if (step.has("body") && type.isEmpty()) {
        headers.add(Step.Header.of("Content-Type", template("application/json", "", known)));
      }
      return new Step(
          operations.indexOf(name),
          method,
          template(step.get(field(method)).asString(), "/" + field(method), known),
          headers,
          body(type.isEmpty() || type.get().contains("json")),
          step.path("repeat").asInt(1),
          step.path("revalidate").asBoolean(false),
          expected(step.path("expect")),
          captures());
    }

    private static String field(Step.Method method) {
      return method.name().toLowerCase(Locale.ROOT);
    }

    private Template template(String text, String field, Set<String> allowed) {
      return Template.parse(
          text,
          name -> {
            if (!allowed.contains(name)) {
              throw yaml.failure(
                  pointer + field,
                  captured.contains(name)
                      ? "${" + name + "} is not there yet in the first step of a flow"
                      : "there is no value '" + name + "', only " + String.join(", ", allowed));
            }
            return newSlot(name);
          });
    }

    private Optional<Step.Body> body(boolean json) {
      if (!step.has("body")) {
        if (step.has("sign")) {
          throw yaml.failure(pointer + "/sign", "there is no body to sign");
        }
        return Optional.empty();
      }
      return Optional.of(
          new Step.Body(
              template(step.get("body").asString(), "/body", known),
              json,
              step.has("sign") ? Optional.of(signature(step.get("sign"))) : Optional.empty()));
    }

    private Signature signature(JsonNode sign) {
      String variable = sign.get("secret").asString();
      String secret =
          variables
              .apply(variable)
              .map(secrets -> secrets.split(",", 2)[0].strip())
              .filter(first -> !first.isEmpty())
              .orElseThrow(
                  () ->
                      yaml.failure(
                          pointer + "/sign/secret", "the variable " + variable + " is not set"));
      return new Signature(sign.get("header").asString(), secret, Clock.systemUTC());
    }

    private Step.Expected expected(JsonNode expect) {
      Set<String> allowed = new HashSet<>(known);
      allowed.addAll(captured);
      JsonNode status = expect.path("status");
      List<Integer> statuses =
          status.isMissingNode()
              ? SUCCESS
              : status.isArray()
                  ? status.valueStream().map(JsonNode::asInt).toList()
                  : List.of(status.asInt());
      List<Step.Member> members = new ArrayList<>();
      expect
          .path("json")
          .properties()
          .forEach(
              member -> {
                String field = "/expect/json/" + Yaml.escaped(member.getKey());
                members.add(
                    new Step.Member(
                        checked(pointer + field, () -> JsonPath.parse(member.getKey())),
                        template(member.getValue().asString(), field, allowed)));
              });
      Optional<byte[]> contains =
          expect.has("contains")
              ? Optional.of(expect.get("contains").asString().getBytes(UTF_8))
              : Optional.empty();
      return new Step.Expected(statuses, contains, members);
    }

    private List<Step.Capture> captures() {
      List<Step.Capture> captures = new ArrayList<>();
      step.path("capture")
          .properties()
          .forEach(
              capture -> {
                int slot = newSlot(capture.getKey());
                JsonNode from = capture.getValue();
                captures.add(
                    from.isObject()
                        ? new Step.Capture(
                            slot, Optional.empty(), Optional.of(lowerCase(from.get("header"))))
                        : new Step.Capture(
                            slot,
                            Optional.of(
                                checked(
                                    pointer + "/capture/" + capture.getKey(),
                                    () -> JsonPath.parse(from.asString()))),
                            Optional.empty()));
              });
      return captures;
    }

    private static byte[] lowerCase(JsonNode name) {
      return name.asString().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }
  }
}

package edu.platform.cli.bench.script;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A YAML document as a JSON tree that knows on which line each of its parts was. */
final class Yaml {
  private static final int DEEPEST = 20;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String name;
  private final Map<String, Mark> marks = new HashMap<>();
  private final JsonNode root;

  /**
   * Read a document.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException if it is no YAML; the message begins with name and line
   */
  Yaml(String name, String text) {
    this.name = name;
    Node node;
    try {
      node = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException malformed) {
      throw new IllegalArgumentException(
          place(malformed.getProblemMark()) + malformed.getProblem(), malformed);
    } catch (YAMLException malformed) {
      throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
    }
    root = node == null ? JSON.nullNode() : convert(node, "", 0);
  }

  /** Return the tree. */
  JsonNode root() {
    return root;
  }

  /**
   * Make a failure that names line and field.
   *
   * @param pointer where in the tree (RFC 6901)
   */
  IllegalArgumentException failure(String pointer, String problem) {
    Mark mark = marks.get(pointer);
    for (String at = pointer; mark == null && !at.isEmpty(); mark = marks.get(at)) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    String field = pointer.isEmpty() ? "" : readable(pointer) + ": ";
    return new IllegalArgumentException(
        (mark == null ? name + ": " : place(mark)) + field + problem);
  }

  /** Return the line of a part of the tree, from 1. */
  int line(String pointer) {
    return marks.containsKey(pointer) ? marks.get(pointer).getLine() + 1 : 0;
  }

  private String place(Mark mark) {
    return name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": ";
  }

  /** {@code /flows/look/steps/0} as {@code flows.look.steps[0]}. */
  private static String readable(String pointer) {
    return pointer
        .substring(1)
        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
        .replace('/', '.')
        .replace("~1", "/")
        .replace("~0", "~");
  }

  static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private JsonNode convert(Node node, String pointer, int depth) {
    marks.putIfAbsent(pointer, node.getStartMark());
    if (depth > DEEPEST) {
      throw failure(pointer, "is nested too deeply");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, pointer, depth);
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < sequence.getValue().size(); i++) {
          array.add(convert(sequence.getValue().get(i), pointer + "/" + i, depth + 1));
        }
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar, pointer);
      default -> throw failure(pointer, "is neither text, list nor mapping");
    };
  }

  private ObjectNode object(MappingNode mapping, String pointer, int depth) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw failure(pointer, "has a key that is no text");
      }
      String at = pointer + "/" + escaped(key.getValue());
      marks.put(at, key.getStartMark());
      if (object.has(key.getValue())) {
        throw failure(at, "is there twice");
      }
      object.set(key.getValue(), convert(member.getValueNode(), at, depth + 1));
    }
    return object;
  }

  private JsonNode scalar(ScalarNode scalar, String pointer) {
    String value = scalar.getValue();
    try {
      if (scalar.getTag().equals(Tag.INT)) {
        return JSON.numberNode(new BigInteger(value));
      }
      if (scalar.getTag().equals(Tag.FLOAT)) {
        return JSON.numberNode(Double.parseDouble(value));
      }
    } catch (NumberFormatException malformed) {
      throw failure(pointer, "'" + value + "' is not a number as JSON has them");
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return JSON.booleanNode(value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes"));
    }
    return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.stringNode(value);
  }
}

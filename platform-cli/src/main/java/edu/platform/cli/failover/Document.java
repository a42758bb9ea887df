package edu.platform.cli.failover;

import edu.platform.cli.json.JsonLines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A JSON object of Patroni's. Its versions add, drop and retype fields, so each is looked up when
 * it is wanted, and one that is missing or of another type is empty.
 */
record Document(Map<?, ?> fields) {

  static final Document EMPTY = new Document(Map.of());

  /**
   * Read an object.
   *
   * @throws IllegalArgumentException if the text is no JSON object
   */
  static Document parse(String json) {
    return Optional.of(JsonLines.read(json))
        .flatMap(Document::of)
        .orElseThrow(() -> new IllegalArgumentException("not a JSON object"));
  }

  private static Optional<Document> of(Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(new Document(map)) : Optional.empty();
  }

  Optional<String> text(String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  OptionalLong number(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  OptionalInt integer(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  OptionalDouble decimal(String name) {
    return fields.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** Whether a field is true; some settings are also written {@code "on"} or {@code "true"}. */
  boolean isTrue(String name) {
    Object value = fields.get(name);
    return Boolean.TRUE.equals(value) || "on".equals(value) || "true".equals(value);
  }

  /** An object within this one; an empty one where there is none. */
  Document object(String name) {
    return of(fields.get(name)).orElse(EMPTY);
  }

  /** The objects of a list within this one. */
  List<Document> objects(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().flatMap(item -> of(item).stream()).toList()
        : List.of();
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }
}

package edu.platform.core.db;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Turns values of ours into those that the driver takes. */
final class Binding {

  private Binding() {}

  static Map<String, Object> of(Map<String, ?> values) {
    Map<String, Object> bound = HashMap.newHashMap(values.size());
    values.forEach((name, value) -> bound.put(name, bound(value)));
    return bound;
  }

  private static Object bound(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(Binding::bound).orElse(null);
      case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
      // The driver takes no Instant.
      case Instant moment -> moment.atOffset(ZoneOffset.UTC);
      // DbClient can make no array: a literal, read by CAST(:name AS text[]).
      case List<?> texts ->
          texts.stream().map(Binding::element).collect(Collectors.joining(",", "{", "}"));
      default -> value;
    };
  }

  /** An element of an array literal (PostgreSQL, section 8.15.2). */
  private static String element(Object text) {
    return switch (text) {
      case Optional<?> optional -> optional.map(Binding::element).orElse("NULL");
      default -> '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    };
  }
}

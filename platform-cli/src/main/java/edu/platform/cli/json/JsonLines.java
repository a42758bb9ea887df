package edu.platform.cli.json;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;

/** Writes results as JSON: the records of this package, one document a line; and reads JSON. */
public final class JsonLines {

  private static final Jsonb JSONB = Jsonb.builder().build();

  private JsonLines() {}

  /**
   * Write one document.
   *
   * @param document a record of this package, or a list of them
   * @return JSON without line breaks
   */
  public static String line(Object document) {
    return JSONB.toJson(document);
  }

  /**
   * Read a document that was written before.
   *
   * @param text JSON
   * @param type a record of this package
   * @param <T> the record
   * @return the document
   * @throws IllegalArgumentException if the text is no such document
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return JSONB.type(type).fromJson(text);
    } catch (JsonException | IllegalStateException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  /**
   * Read any document.
   *
   * @param json the text
   * @return a map, a list, a string, a number, a boolean, or null
   * @throws IllegalArgumentException if it is no JSON
   */
  public static Object read(String json) {
    try {
      return JSONB.type(Object.class).fromJson(json);
    } catch (RuntimeException malformed) { // its types are the library's own
      throw new IllegalArgumentException("not JSON: " + malformed.getMessage(), malformed);
    }
  }
}

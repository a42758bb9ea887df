package edu.platform.cli.json;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;

/** Writes results as JSON: the records of this package, one document a line. */
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
   * @param type a record of this package
   * @throws IllegalArgumentException if the text is no such document
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return JSONB.type(type).fromJson(text);
    } catch (JsonException | IllegalStateException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }
}

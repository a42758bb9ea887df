package edu.platform.cli.json;

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
}

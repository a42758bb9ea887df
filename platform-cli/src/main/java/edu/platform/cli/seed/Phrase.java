package edu.platform.cli.seed;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.core.blog.ReadingTime;
import java.util.Locale;

/** A piece of text, ready for {@code COPY}: UTF-8 with its escapes, and its number of words. */
final class Phrase {

  private final String text;
  private final byte[] copy;
  private final byte[] capitalised;
  private final byte[] arrayItem;
  private final int words;

  Phrase(String text) {
    this.text = text;
    this.copy = escape(text).getBytes(UTF_8);
    this.capitalised = escape(capitalised(text)).getBytes(UTF_8);
    this.arrayItem = escape(arrayItem(text)).getBytes(UTF_8);
    this.words = ReadingTime.words(text);
  }

  String text() {
    return text;
  }

  int words() {
    return words;
  }

  /** Append the text as it stands within a column. */
  void appendTo(CopyBuffer out) {
    out.append(copy);
  }

  /** Append the text as a sentence begins with it. */
  void appendCapitalisedTo(CopyBuffer out) {
    out.append(capitalised);
  }

  /** Append the text as an item of a {@code text[]}. */
  void appendArrayItemTo(CopyBuffer out) {
    out.append(arrayItem);
  }

  /** The escapes of {@code COPY}'s text format that PostgreSQL itself writes. */
  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** Names such as gRPC and iOS stay as they are. */
  private static String capitalised(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT)) && !text.isEmpty()
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** An array item as PostgreSQL itself writes it: quoted only where it must be. */
  private static String arrayItem(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c <= ' ' || "\"\\{},".indexOf(c) >= 0)
            && !text.toUpperCase(Locale.ROOT).equals("NULL");
    return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.ByteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON text: {@code next_cursor}, {@code items[0].id}, or {@code items[*].id} for that
 * of any element. Looking it up reads the bytes once and allocates nothing; the text is not checked
 * beyond what that needs.
 */
final class JsonPath {
  private static final Pattern PART =
      Pattern.compile("\\.?(?<name>[A-Za-z_][\\w-]*)|\\[(?<index>\\d{1,6}|\\*)]");
  private static final int ANY = -1;
  private static final int NOWHERE = -1;

  private final String text;
  private final List<Part> parts;

  private JsonPath(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  private sealed interface Part {}

  /** A member of an object. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Member(byte[] name) implements Part {}

  /** An element of an array, {@link #ANY} for one at random. */
  private record Element(int index) implements Part {}

  /**
   * Read a path.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static JsonPath parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      String name = matcher.group("name");
      String index = matcher.group("index");
      parts.add(
          name != null
              ? new Member(name.getBytes(UTF_8))
              : new Element(index.equals("*") ? ANY : Integer.parseInt(index)));
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (end < text.length() || parts.isEmpty() || text.startsWith(".")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a place in JSON such as items[0].id or items[*].id");
    }
    return new JsonPath(text, parts);
  }

  /**
   * Look the place up.
   *
   * @param into for the value: a string without its quotation marks, anything else as written;
   *     absent if there is no such place or it is null
   */
  void find(byte[] json, int from, int to, SplittableRandom random, ByteText into) {
    into.clear();
    Reader reader = new Reader(json, to);
    int at = reader.skipBlanks(from);
    for (Part part : parts) {
      at =
          switch (part) {
            case Member(byte[] name) -> reader.member(at, name);
            case Element(int index) ->
                reader.element(at, index == ANY ? reader.anyIndex(at, random) : index);
          };
      if (at == NOWHERE) {
        return;
      }
    }
    reader.value(at, into);
  }

  /** Moves through a text; gone when the escape analysis has seen it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reader(byte[] json, int end) {

    int skipBlanks(int from) {
      int at = from;
      while (at < end && json[at] >= 0 && json[at] <= ' ') {
        at++;
      }
      return at;
    }

    private boolean is(int at, char expected) {
      return at < end && json[at] == expected;
    }

    /** Return where the member's value begins. */
    int member(int object, byte[] name) {
      if (!is(object, '{')) {
        return NOWHERE;
      }
      int at = skipBlanks(object + 1);
      while (is(at, '"')) {
        int nameEnd = skipValue(at);
        boolean matches =
            nameEnd - at - 2 == name.length
                && Arrays.equals(json, at + 1, nameEnd - 1, name, 0, name.length);
        int colon = skipBlanks(nameEnd);
        if (!is(colon, ':')) {
          return NOWHERE;
        }
        int value = skipBlanks(colon + 1);
        if (matches) {
          return value < end ? value : NOWHERE;
        }
        at = skipBlanks(skipValue(value));
        if (!is(at, ',')) {
          return NOWHERE;
        }
        at = skipBlanks(at + 1);
      }
      return NOWHERE;
    }

    /** Return where the element begins. */
    int element(int array, int index) {
      int at = index < 0 ? NOWHERE : firstElement(array);
      for (int i = 0; i < index && at != NOWHERE; i++) {
        at = nextElement(at);
      }
      return at;
    }

    int anyIndex(int array, SplittableRandom random) {
      int count = 0;
      for (int at = firstElement(array); at != NOWHERE; at = nextElement(at)) {
        count++;
      }
      return count == 0 ? NOWHERE : random.nextInt(count);
    }

    private int firstElement(int array) {
      if (!is(array, '[')) {
        return NOWHERE;
      }
      int at = skipBlanks(array + 1);
      return at >= end || is(at, ']') ? NOWHERE : at;
    }

    private int nextElement(int element) {
      int at = skipBlanks(skipValue(element));
      if (!is(at, ',')) {
        return NOWHERE;
      }
      int next = skipBlanks(at + 1);
      return next < end ? next : NOWHERE;
    }

    /** Return the index behind a value. */
    private int skipValue(int from) {
      if (is(from, '"')) {
        return skipString(from);
      }
      int at = from;
      int depth = 0;
      while (at < end) {
        switch (json[at]) {
          case '"' -> {
            at = skipString(at);
            continue;
          }
          case '{', '[' -> depth++;
          case '}', ']' -> {
            if (--depth < 0) {
              return at;
            }
            if (depth == 0) {
              return at + 1;
            }
          }
          case ',', ' ', '\t', '\r', '\n' -> {
            if (depth == 0) {
              return at;
            }
          }
          default -> {
            // A digit or a letter.
          }
        }
        at++;
      }
      return end;
    }

    private int skipString(int quote) {
      int at = quote + 1;
      while (at < end && json[at] != '"') {
        at += json[at] == '\\' ? 2 : 1;
      }
      return Math.min(at + 1, end);
    }

    void value(int from, ByteText into) {
      int to = skipValue(from);
      if (!is(from, '"')) {
        boolean isNull = to - from == 4 && json[from] == 'n';
        if (to > from && !isNull) {
          into.begin().append(json, from, to - from);
        }
        return;
      }
      into.begin();
      int at = from + 1;
      while (at < to - 1) {
        if (json[at] == '\\') {
          at = unescape(at + 1, to - 1, into);
        } else {
          into.append(json[at++]);
        }
      }
    }

    /** Append the character that an escape stands for; return the index behind it. */
    private int unescape(int at, int to, ByteText into) {
      switch (json[at]) {
        case 'b' -> into.append('\b');
        case 'f' -> into.append('\f');
        case 'n' -> into.append('\n');
        case 'r' -> into.append('\r');
        case 't' -> into.append('\t');
        case 'u' -> {
          int first = hex(at + 1, to);
          boolean pair =
              Character.isHighSurrogate((char) first)
                  && at + 6 < to
                  && json[at + 5] == '\\'
                  && json[at + 6] == 'u';
          int point = pair ? Character.toCodePoint((char) first, (char) hex(at + 7, to)) : first;
          byte[] utf8 = Character.toString(point).getBytes(UTF_8);
          into.append(utf8, 0, utf8.length);
          return Math.min(at + (pair ? 11 : 5), to);
        }
        default -> into.append(json[at]);
      }
      return at + 1;
    }

    private int hex(int from, int to) {
      int value = 0;
      for (int i = from; i < Math.min(from + 4, to); i++) {
        value = value * 16 + Math.max(0, Character.digit(json[i], 16));
      }
      return value;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}

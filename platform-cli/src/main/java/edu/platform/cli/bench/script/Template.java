package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with values in it, such as {@code /v1/courses/${course}}. */
final class Template {
  private static final Pattern VALUE = Pattern.compile("\\$\\{(?<name>[^}]*)}");
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(UTF_8);
  private static final int NO_VALUE = -1;

  private final String text;
  private final List<Part> parts;

  /** Where a template stands, which says how values are written. */
  enum Place {
    /** A request's path or query: what is not letter, digit or one of {@code -._~} is escaped. */
    URL,
    /** A header: no line breaks. */
    HEADER,
    /** JSON, between quotation marks or as a number. */
    JSON,
    /** Anything else: as it is. */
    PLAIN
  }

  /** Fixed bytes, or the value of a slot. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(byte[] fixed, int slot) {}

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Read a template.
   *
   * @param slots gives the slot of a value's name
   * @throws IllegalArgumentException if {@code slots} does not know a name
   */
  static Template parse(String text, ToIntFunction<String> slots) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = VALUE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() > at) {
        parts.add(new Part(text.substring(at, matcher.start()).getBytes(UTF_8), NO_VALUE));
      }
      parts.add(new Part(new byte[0], slots.applyAsInt(matcher.group("name"))));
      at = matcher.end();
    }
    if (at < text.length()) {
      parts.add(new Part(text.substring(at).getBytes(UTF_8), NO_VALUE));
    }
    return new Template(text, parts);
  }

  /** Return the slots of its values. */
  Set<Integer> slots() {
    Set<Integer> slots = new TreeSet<>();
    parts.stream().map(Part::slot).filter(slot -> slot != NO_VALUE).forEach(slots::add);
    return slots;
  }

  /** Return whether all values are there. */
  boolean isReady(ByteText[] values) {
    for (int i = 0; i < parts.size(); i++) {
      int slot = parts.get(i).slot;
      if (slot != NO_VALUE && !values[slot].isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** Append the text with its values. */
  void render(ByteText[] values, Place place, ByteText into) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.slot == NO_VALUE) {
        into.append(part.fixed, 0, part.fixed.length);
      } else {
        append(values[part.slot], place, into);
      }
    }
  }

  private static void append(ByteText value, Place place, ByteText into) {
    byte[] bytes = value.bytes();
    for (int i = 0; i < value.length(); i++) {
      int next = bytes[i];
      switch (place) {
        case PLAIN -> into.append(next);
        case HEADER -> into.append(next >= 0 && next < ' ' ? ' ' : next);
        case URL -> {
          if (isUnreserved(next)) {
            into.append(next);
          } else {
            into.append('%').append(HEX[(next >> 4) & 15]).append(HEX[next & 15]);
          }
        }
        case JSON -> {
          if (next >= 0 && next < ' ') {
            into.append('\\').append('u').append('0').append('0');
            into.append(HEX[next >> 4]).append(HEX[next & 15]);
          } else {
            if (next == '"' || next == '\\') {
              into.append('\\');
            }
            into.append(next);
          }
        }
      }
    }
  }

  private static boolean isUnreserved(int next) {
    return (next >= 'a' && next <= 'z')
        || (next >= 'A' && next <= 'Z')
        || (next >= '0' && next <= '9')
        || next == '-'
        || next == '.'
        || next == '_'
        || next == '~';
  }

  @Override
  public String toString() {
    return text;
  }
}

package edu.platform.cli.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files such as {@code .env}: lines {@code NAME=value} or {@code NAME: value}, perhaps after
 * {@code export}, with comments after {@code #} and values in single or double quotes. Nothing is
 * substituted inside a value.
 */
final class EnvFile {

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*[=:]\\s*(.*)");
  private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
  private static final Pattern DOUBLE_QUOTED =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
  private static final Pattern COMMENT_BEHIND = Pattern.compile("(?:^|\\s+)#.*$");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private EnvFile() {}

  /** One assignment and the line, from 1, that it stands in. */
  record Entry(String name, String value, int line) {}

  /**
   * Read a file.
   *
   * @param file UTF-8 text
   * @return its assignments in their order; of two with one name the later counts
   * @throws PlatformException {@code INVALID_CONFIGURATION} if it cannot be read or a line is
   *     malformed; the message has the line's number and not its text, which may be a secret
   */
  static List<Entry> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException notUtf8) {
      throw invalid("env file " + file + ": expected UTF-8 text, found other bytes", notUtf8);
    } catch (IOException unreadable) {
      throw invalid(
          "env file " + file + " cannot be read (" + reason(unreadable) + ")", unreadable);
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = (i == 0 ? withoutByteOrderMark(lines.get(i)) : lines.get(i)).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(entry(line, file, i + 1));
      }
    }
    return entries;
  }

  private static Entry entry(String line, Path file, int number) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (!assignment.matches()) {
      throw invalid(
          "env file " + file + " line " + number + ": expected NAME=value or NAME: value", null);
    }
    return new Entry(assignment.group(1), value(assignment.group(2), file, number), number);
  }

  private static String value(String raw, Path file, int number) {
    if (!raw.startsWith("'") && !raw.startsWith("\"")) {
      return COMMENT_BEHIND.matcher(raw).replaceFirst("");
    }
    Matcher single = SINGLE_QUOTED.matcher(raw);
    if (single.matches()) {
      return single.group(1);
    }
    Matcher quoted = DOUBLE_QUOTED.matcher(raw);
    if (quoted.matches()) {
      return ESCAPE
          .matcher(quoted.group(1))
          .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape.group(1))));
    }
    throw invalid(
        "env file "
            + file
            + " line "
            + number
            + ": expected one quoted value, found an open quote or text behind it",
        null);
  }

  private static String unescaped(String character) {
    return switch (character) {
      case "n" -> "\n";
      case "r" -> "\r";
      case "t" -> "\t";
      default -> character;
    };
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private static String reason(IOException failure) {
    return failure instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  private static PlatformException invalid(String message, Throwable cause) {
    return new PlatformException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}

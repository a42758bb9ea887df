package edu.platform.cli.logging;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line for people: time (UTC), level, class, message; a stack trace below it. */
final class TextFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public String format(LogRecord logRecord) {
    String line =
        String.format(
            Locale.ROOT,
            "%s %-5s %s: %s",
            TIME.format(logRecord.getInstant()),
            Logging.name(logRecord.getLevel()),
            simpleName(String.valueOf(logRecord.getLoggerName())),
            formatMessage(logRecord));
    return logRecord.getThrown() == null
        ? line
        : line + System.lineSeparator() + StackTraces.text(logRecord.getThrown()).stripTrailing();
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}

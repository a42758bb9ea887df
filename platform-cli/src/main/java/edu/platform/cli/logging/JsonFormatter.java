package edu.platform.cli.logging;

import edu.platform.cli.json.JsonLines;
import edu.platform.cli.json.LogLine;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One JSON object for programs. */
final class JsonFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String app;

  JsonFormatter(String app) {
    this.app = app;
  }

  @Override
  public String format(LogRecord logRecord) {
    return JsonLines.line(
        new LogLine(
            TIME.format(logRecord.getInstant()),
            app,
            Logging.name(logRecord.getLevel()),
            String.valueOf(logRecord.getLoggerName()),
            formatMessage(logRecord),
            Optional.ofNullable(logRecord.getThrown()).map(StackTraces::text)));
  }
}

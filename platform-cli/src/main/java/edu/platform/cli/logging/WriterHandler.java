package edu.platform.cli.logging;

import java.io.PrintWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Prints each record at once. */
final class WriterHandler extends Handler {

  private final PrintWriter writer;

  WriterHandler(PrintWriter writer, Formatter formatter) {
    this.writer = writer;
    setFormatter(formatter);
  }

  @Override
  public void publish(LogRecord logRecord) {
    if (isLoggable(logRecord)) {
      writer.println(getFormatter().format(logRecord));
      writer.flush();
    }
  }

  @Override
  public void flush() {
    writer.flush();
  }

  /** Leaves the writer open: it is not ours. */
  @Override
  public void close() {
    flush();
  }
}

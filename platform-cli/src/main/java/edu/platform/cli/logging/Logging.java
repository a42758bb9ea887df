package edu.platform.cli.logging;

import static java.util.logging.Level.FINE;
import static java.util.logging.Level.FINER;
import static java.util.logging.Level.INFO;
import static java.util.logging.Level.OFF;
import static java.util.logging.Level.SEVERE;
import static java.util.logging.Level.WARNING;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Sends what is logged to standard error: a readable line on a terminal, else a JSON object a line.
 */
public final class Logging {

  /** Held, because the log manager forgets the level of a logger that nobody refers to. */
  private static final Logger PLATFORM = Logger.getLogger("edu.platform");

  private Logging() {}

  /**
   * Replace what the JDK's log does by default.
   *
   * @param level {@code trace}, {@code debug}, {@code info}, {@code warn}, {@code error} or {@code
   *     off}; libraries stay at {@code info} unless it is {@code trace}, for their details drown
   *     ours
   * @param app named in JSON lines
   * @param err standard error
   * @param terminal whether it is a terminal
   */
  public static void configure(String level, String app, PrintWriter err, boolean terminal) {
    Level ours = level(level);
    Level libraries = ours.equals(FINE) ? INFO : ours;
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(libraries);
    root.addHandler(
        new WriterHandler(err, terminal ? new TextFormatter() : new JsonFormatter(app)));
    PLATFORM.setLevel(ours);
  }

  private static Level level(String name) {
    return switch (name) {
      case "trace" -> FINER;
      case "debug" -> FINE;
      case "warn" -> WARNING;
      case "error" -> SEVERE;
      case "off" -> OFF;
      default -> INFO;
    };
  }

  /** The name of a level as {@code LOG_LEVEL} writes it. */
  static String name(Level level) {
    if (level.intValue() >= SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= WARNING.intValue()) {
      return "warn";
    }
    if (level.intValue() >= Level.CONFIG.intValue()) {
      return "info";
    }
    return level.intValue() >= FINE.intValue() ? "debug" : "trace";
  }
}

package edu.platform.cli.terminal;

import edu.platform.cli.json.JsonLines;
import edu.platform.cli.json.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a command is, on standard error: one step after another, each perhaps with a number
 * of units. Threads may share it. A bar and JSON lines are drawn at most every 200 ms.
 */
public final class Progress implements AutoCloseable {

  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final int BAR_CELLS = 24;

  private final PrintWriter err;
  private final ProgressMode mode;
  private final boolean terminal;
  private final LongSupplier nanoTime;

  private String step; // null between steps
  private String unit = "";
  private String note = "";
  private long total;
  private long done;
  private long beganAt;
  private long drawnAt;

  /**
   * Make a progress display that shows nothing yet.
   *
   * @param err standard error
   * @param mode as chosen by the user
   * @param terminal whether standard error is one
   */
  public Progress(PrintWriter err, ProgressMode mode, Terminal terminal) {
    this(err, mode, terminal, System::nanoTime);
  }

  Progress(PrintWriter err, ProgressMode mode, Terminal terminal, LongSupplier nanoTime) {
    this.err = err;
    this.mode = mode == ProgressMode.AUTO && terminal.stderr() ? ProgressMode.BAR : mode;
    this.terminal = terminal.stderr();
    this.nanoTime = nanoTime;
  }

  /**
   * Begin a step whose length nobody knows; the one before it is finished.
   *
   * @param name what is being done, such as {@code migrating}
   */
  public void begin(String name) {
    begin(name, 0, "");
  }

  /**
   * Begin a step; the one before it is finished.
   *
   * @param name what is being done
   * @param units how many there are, 0 for unknown
   * @param unitName what is counted, such as {@code rows}
   */
  public synchronized void begin(String name, long units, String unitName) {
    finish();
    step = name;
    total = units;
    unit = unitName;
    note = "";
    done = 0;
    beganAt = nanoTime.getAsLong();
    drawnAt = beganAt;
    draw(false);
  }

  /**
   * Count units of the current step.
   *
   * @param units that were done since the last call
   */
  public synchronized void advance(long units) {
    done += units;
    if (step != null && nanoTime.getAsLong() - drawnAt >= REDRAW_NANOS) {
      drawnAt = nanoTime.getAsLong();
      draw(false);
    }
  }

  /**
   * Show something beside the bar from its next drawing on, until the step ends.
   *
   * @param text short, such as a rate
   */
  public synchronized void note(String text) {
    note = text;
  }

  /**
   * Print a line where nothing is drawn over: neither a bar nor JSON lines.
   *
   * @param text what a long step has come to
   */
  public synchronized void line(String text) {
    if (mode == ProgressMode.AUTO) {
      err.println(text);
      err.flush();
    }
  }

  /** Finish the current step, if there is one. */
  public synchronized void finish() {
    if (step != null) {
      draw(true);
      step = null;
    }
  }

  /** Wipe a bar that was left by a failed step, so that an error message begins on a clean line. */
  @Override
  public synchronized void close() {
    if (step != null && mode == ProgressMode.BAR) {
      wipe();
      err.flush();
    }
    step = null;
  }

  private void draw(boolean finished) {
    long elapsedMillis = (nanoTime.getAsLong() - beganAt) / 1_000_000;
    switch (mode) {
      case NONE -> {}
      case JSON ->
          err.println(
              JsonLines.line(new ProgressLine(step, done, total, unit, elapsedMillis, finished)));
      case AUTO -> {
        if (finished) {
          err.println(summary(elapsedMillis));
        }
      }
      case BAR -> {
        wipe();
        if (finished) {
          err.println(summary(elapsedMillis));
        } else {
          err.print(note.isEmpty() ? bar() : bar() + "  " + note);
        }
      }
    }
    err.flush();
  }

  private void wipe() {
    // Without a terminal a forced bar is a line each time: there is nothing to overwrite.
    err.print(terminal ? "\r\u001b[K" : "\n");
  }

  private String bar() {
    if (total <= 0) {
      return step + " …" + (done > 0 ? " " + count(done) : "");
    }
    int filled = (int) (BAR_CELLS * Math.min(done, total) / total);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3d%% of %s",
        step,
        "#".repeat(filled),
        ".".repeat(BAR_CELLS - filled),
        100 * Math.min(done, total) / total,
        count(total));
  }

  private String summary(long elapsedMillis) {
    String counted = done > 0 ? " " + count(done) + "," : "";
    return String.format(Locale.ROOT, "%s:%s %.1f s", step, counted, elapsedMillis / 1000.0);
  }

  private String count(long units) {
    return unit.isEmpty() ? Long.toString(units) : units + " " + unit;
  }
}

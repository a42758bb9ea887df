package edu.platform.cli.terminal;

import edu.platform.cli.json.JsonLines;
import edu.platform.cli.json.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a command is, on standard error: one step after another, or several beside each
 * other, each perhaps with a number of units. Threads may share it. Bars and JSON lines are drawn
 * at most every 200 ms.
 */
public final class Progress implements AutoCloseable {

  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final int BAR_CELLS = 24;

  /** A rate and an estimate stand behind these bars: all of it fits into 80 columns. */
  private static final int RATED_BAR_CELLS = 8;

  private static final int RATED_NAME_WIDTH = 24;

  private final PrintWriter err;
  private final ProgressMode mode;
  private final boolean terminal;
  private final LongSupplier nanoTime;

  private final List<Step> active = new ArrayList<>();
  private Step current; // of begin; null between steps
  private int linesDrawn;
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
    current = new Step(name, unitName, false);
    current.total = units;
    add(current);
  }

  /**
   * Begin a step that goes on beside others, and is shown with its rate and the time left.
   *
   * @param name what is being done
   * @param unitName what is counted, such as {@code rows}
   * @return the step, to be told how far it is
   */
  public synchronized Step open(String name, String unitName) {
    Step step = new Step(name, unitName, true);
    add(step);
    return step;
  }

  /**
   * Count units of the current step.
   *
   * @param units that were done since the last call
   */
  public synchronized void advance(long units) {
    if (current != null) {
      current.done += units;
      drawIfDue(current);
    }
  }

  /**
   * Show something beside the bar from its next drawing on, until the step ends.
   *
   * @param text short, such as a rate
   */
  public synchronized void note(String text) {
    if (current != null) {
      current.note = text;
    }
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
    if (current != null) {
      remove(current);
      current = null;
    }
  }

  /** Wipe bars that were left by failed steps, so that an error message begins on a clean line. */
  @Override
  public synchronized void close() {
    if (!active.isEmpty() && mode == ProgressMode.BAR) {
      wipe();
      err.flush();
    }
    active.clear();
    current = null;
  }

  private void add(Step step) {
    active.add(step);
    draw(step);
  }

  private void remove(Step step) {
    active.remove(step);
    switch (mode) {
      case NONE -> {}
      case JSON -> err.println(step.json(true));
      case AUTO -> err.println(step.summary());
      case BAR -> {
        wipe();
        err.println(step.summary());
        if (!active.isEmpty()) {
          drawBars();
        }
      }
    }
    err.flush();
  }

  private void drawIfDue(Step step) {
    long drawn = mode == ProgressMode.JSON ? step.drawnAt : drawnAt;
    if (nanoTime.getAsLong() - drawn >= REDRAW_NANOS) {
      draw(step);
    }
  }

  private void draw(Step step) {
    drawnAt = nanoTime.getAsLong();
    step.drawnAt = drawnAt;
    switch (mode) {
      case NONE, AUTO -> {}
      case JSON -> err.println(step.json(false));
      case BAR -> {
        wipe();
        drawBars();
      }
    }
    err.flush();
  }

  private void drawBars() {
    for (int i = 0; i < active.size(); i++) {
      err.print((i > 0 ? System.lineSeparator() : "") + active.get(i).bar());
    }
    linesDrawn = active.size();
  }

  private void wipe() {
    if (!terminal) {
      err.println(); // a forced bar is a line each time: there is nothing to overwrite
    } else if (linesDrawn > 1) {
      err.print("\r\u001b[" + (linesDrawn - 1) + "A\u001b[J");
    } else {
      err.print("\r\u001b[K");
    }
    linesDrawn = 0;
  }

  /** Something that goes on, until it is finished. */
  public final class Step {

    private final String name;
    private final String unit;
    private final boolean rated;
    private final long beganAt = nanoTime.getAsLong();
    private long total;
    private long done;
    private long drawnAt;
    private String note = "";

    private Step(String name, String unit, boolean rated) {
      this.name = name;
      this.unit = unit;
      this.rated = rated;
    }

    /**
     * Tell how far the step is.
     *
     * @param unitsDone since it began
     * @param units how many there are, perhaps an estimate; 0 for unknown
     */
    public void update(long unitsDone, long units) {
      synchronized (Progress.this) {
        done = unitsDone;
        total = units;
        drawIfDue(this);
      }
    }

    /**
     * Finish the step.
     *
     * @param units how many there were
     */
    public void finish(long units) {
      synchronized (Progress.this) {
        done = units;
        total = units;
        remove(this);
      }
    }

    private String json(boolean finished) {
      return JsonLines.line(new ProgressLine(name, done, total, unit, elapsedMillis(), finished));
    }

    private String bar() {
      if (total <= 0) {
        return name + " …" + (done > 0 ? " " + count(done) : "");
      }
      int cells = rated ? RATED_BAR_CELLS : BAR_CELLS;
      int filled = (int) (cells * Math.min(done, total) / total);
      return String.format(
              Locale.ROOT,
              "%s [%s%s] %3d%% of %s",
              rated ? pad(name) : name,
              "#".repeat(filled),
              ".".repeat(cells - filled),
              100 * Math.min(done, total) / total,
              count(total))
          + (rated ? ", " + perSecond() + "/s, " + secondsLeft() + " s left" : "")
          + (note.isEmpty() ? "" : "  " + note);
    }

    private String summary() {
      String counted = done > 0 ? " " + count(done) + "," : "";
      String rate = rated ? ", " + perSecond() + " " + unit + "/s" : "";
      return String.format(
          Locale.ROOT, "%s:%s %.1f s%s", name, counted, elapsedMillis() / 1000.0, rate);
    }

    private static String pad(String name) {
      return name + " ".repeat(Math.max(0, RATED_NAME_WIDTH - name.length()));
    }

    private String count(long units) {
      return unit.isEmpty() ? Long.toString(units) : units + " " + unit;
    }

    private long perSecond() {
      return 1000 * done / Math.max(1, elapsedMillis());
    }

    /** As long as the rest takes at the rate so far. */
    private long secondsLeft() {
      return done == 0 ? 0 : Math.ceilDiv(elapsedMillis() * Math.max(0, total - done), 1000 * done);
    }

    private long elapsedMillis() {
      return (nanoTime.getAsLong() - beganAt) / 1_000_000;
    }
  }
}

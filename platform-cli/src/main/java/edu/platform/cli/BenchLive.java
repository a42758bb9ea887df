package edu.platform.cli;

import edu.platform.cli.bench.Interval;
import edu.platform.cli.bench.LoadPlan;
import edu.platform.cli.terminal.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows each second of a run on a terminal; elsewhere, a line now and then. */
final class BenchLive implements Consumer<Interval> {
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);
  private static final Duration LINE_EVERY_OF_ENDLESS = Duration.ofMinutes(1);

  private final Progress progress;
  private final String name;
  private final LoadPlan plan;
  private final boolean endless;
  private final long lineEverySeconds;
  private long shownSeconds = -1; // not measuring yet
  private long lineAtSeconds;

  /**
   * Begin to show a run.
   *
   * @param name of what is done, such as {@code measuring}
   */
  BenchLive(Progress progress, String name, LoadPlan plan) {
    this.progress = progress;
    this.name = name;
    this.plan = plan;
    endless = plan.duration().equals(LoadPlan.UNTIL_STOPPED);
    lineEverySeconds = (endless ? LINE_EVERY_OF_ENDLESS : LINE_EVERY).toSeconds();
    lineAtSeconds = lineEverySeconds;
    if (plan.warmup().isZero()) {
      beginMeasuring();
    } else {
      progress.begin("warming up");
    }
  }

  private void beginMeasuring() {
    progress.begin(name, endless ? 0 : plan.duration().toSeconds(), "s");
    shownSeconds = 0;
  }

  @Override
  public void accept(Interval interval) {
    if (interval.elapsed().isNegative()) {
      return;
    }
    if (shownSeconds < 0) {
      beginMeasuring();
    }
    long seconds = interval.elapsed().toSeconds();
    String figures =
        String.format(
            Locale.ROOT,
            "%.0f/s, p50 %.1f ms, p99 %.1f ms, %d errors",
            interval.rate(),
            interval.p50Nanos() / 1e6,
            interval.p99Nanos() / 1e6,
            interval.errors());
    long left = plan.duration().toSeconds() - seconds;
    progress.note(endless || left < 0 ? figures : figures + ", " + left + " s left");
    progress.advance(seconds - shownSeconds);
    shownSeconds = seconds;
    if (seconds >= lineAtSeconds) {
      progress.line(name + ", " + seconds + " s: " + figures);
      lineAtSeconds = seconds - seconds % lineEverySeconds + lineEverySeconds;
    }
  }
}

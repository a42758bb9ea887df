package edu.platform.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Carries out a {@link LoadPlan}, once. */
public final class LoadRun {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final LoadPlan plan;
  private final long originNanoTime = System.nanoTime();
  private final List<EventLoop> loops = new ArrayList<>();
  private final List<Recording> spares = new ArrayList<>();
  private final Recording interval;
  private final Recording whole;
  private volatile boolean stopped;

  /**
   * Prepare a run.
   *
   * @param plan what to do
   */
  public LoadRun(LoadPlan plan) {
    this.plan = plan;
    try {
      for (int i = 0; i < plan.threads(); i++) {
        loops.add(new EventLoop(plan, i, originNanoTime));
        spares.add(newRecording());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("no selector could be opened", failure);
    }
    interval = newRecording();
    whole = newRecording();
  }

  /** Stop early, from any thread: what was measured until then is the result. */
  public void stop() {
    stopped = true;
    loops.forEach(EventLoop::stop);
  }

  /**
   * Send the load and wait for the end.
   *
   * @param live is told about every second or so of the run, and about the rest at its end
   * @throws InterruptedException if the waiting thread is interrupted; the load has then ended
   */
  public RunResult run(Consumer<Interval> live) throws InterruptedException {
    Instant startedAt = Instant.now();
    List<FutureTask<?>> running = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      FutureTask<?> task = new FutureTask<>(loops.get(i), null);
      running.add(task);
      Thread.ofPlatform().daemon().name("bench-loop-" + i).start(task);
    }
    long intervalBegan = System.nanoTime();
    try {
      for (FutureTask<?> task : running) {
        while (!isDoneWithin(task, intervalBegan + INTERVAL.toNanos() - System.nanoTime())) {
          collect();
          long now = System.nanoTime();
          live.accept(interval(now, now - intervalBegan));
          intervalBegan = now;
        }
      }
    } finally {
      loops.forEach(EventLoop::stop); // the others, if one has failed or we are interrupted
    }
    collect();
    long now = System.nanoTime();
    live.accept(interval(now, now - intervalBegan));
    return result(startedAt);
  }

  private static boolean isDoneWithin(FutureTask<?> task, long nanos) throws InterruptedException {
    try {
      task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException failure) {
      throw new IllegalStateException("an event loop failed", failure.getCause());
    }
  }

  private Recording newRecording() {
    return new Recording(plan.scenario().operations().size());
  }

  /** Take what the loops have recorded since the last time. */
  private void collect() throws InterruptedException {
    interval.clear();
    for (int i = 0; i < loops.size(); i++) {
      Recording recorded = loops.get(i).exchange(spares.get(i));
      interval.add(recorded);
      recorded.clear();
      spares.set(i, recorded);
    }
    whole.add(interval);
  }

  private Interval interval(long nowNanoTime, long lengthNanos) {
    return new Interval(
        Duration.ofNanos(nowNanoTime - originNanoTime).minus(plan.warmup()),
        Duration.ofNanos(lengthNanos),
        interval);
  }

  private RunResult result(Instant startedAt) {
    Duration ended = Duration.ofNanos(loops.getFirst().endNanos());
    Duration measured = ended.minus(plan.warmup());
    if (measured.isNegative()) {
      measured = Duration.ZERO;
    }
    long busiest = loops.stream().mapToLong(EventLoop::cpuNanos).max().orElseThrow();
    return new RunResult(
        plan,
        startedAt,
        measured,
        stopped && measured.compareTo(plan.duration()) < 0,
        whole,
        measured.isZero() ? 0 : (double) busiest / measured.toNanos(),
        loops.stream().mapToInt(EventLoop::connectionsUsed).sum(),
        loops.stream().map(EventLoop::ownLimit).filter(s -> !s.isEmpty()).findFirst().orElse(""));
  }
}

package edu.platform.cli.failover;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long answers are waited for. The limit counts from the first answer of anybody: before it, a
 * slow start of this program would be taken for the silence of others.
 */
final class Patience {

  private static final int START = 10;
  private static final Duration STEP = Duration.ofMillis(20);

  private final Duration limit;
  private final long beganAt = System.nanoTime();
  private final AtomicLong firstAt = new AtomicLong();

  /**
   * Begin to wait.
   *
   * @param limit from the first answer; if there is none, ten times as long from now
   */
  Patience(Duration limit) {
    this.limit = limit;
  }

  /** The longest that a question may last by itself. */
  static Duration most(Duration limit) {
    return limit.multipliedBy(START);
  }

  /** Somebody has answered. */
  void answered() {
    var _ = firstAt.compareAndSet(0, System.nanoTime());
  }

  /**
   * Wait for an answer, and leave a question that takes too long behind.
   *
   * @param task begun before
   * @param late the answer of one that is late
   * @param <R> the answer
   * @return the answer
   * @throws InterruptedException if the thread is interrupted
   */
  <R> R await(FutureTask<R> task, R late) throws InterruptedException {
    while (true) {
      try {
        return task.get(STEP.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (isOver()) {
          return late;
        }
      } catch (ExecutionException failed) {
        throw Parallel.rethrown(failed);
      }
    }
  }

  private boolean isOver() {
    long first = firstAt.get();
    return first == 0
        ? System.nanoTime() - beganAt > most(limit).toNanos()
        : System.nanoTime() - first > limit.toNanos();
  }
}

package edu.platform.cli.failover.drill;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something at a rate, whether or not earlier ones are done, up to a number at a time: while
 * some wait for a server that is gone, others find the one that has taken over.
 */
final class Lane implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(10);

  private final long periodNanos;
  private final int most;
  private final Semaphore free;
  private final Runnable operation;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread clock;

  /**
   * Begin.
   *
   * @param rate operations a second
   * @param most at a time; when so many are under way, one is left out
   * @param operation records by itself what came of it, and is bounded in time
   */
  Lane(String name, double rate, int most, Runnable operation) {
    this.periodNanos = Math.round(1e9 / rate);
    this.most = most;
    this.free = new Semaphore(most);
    this.operation = operation;
    this.clock = Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    long due = System.nanoTime();
    while (!stopped.get()) {
      if (free.tryAcquire()) {
        Thread.startVirtualThread(
            () -> {
              try {
                operation.run();
              } finally {
                free.release();
              }
            });
      }
      due += periodNanos;
      long now = System.nanoTime();
      if (now - due > Duration.ofSeconds(1).toNanos()) {
        due = now; // this machine was too busy: what was left out is not made up for in a burst
      }
      while (due - System.nanoTime() > 0 && !stopped.get()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  /** Begins no more, and waits for those under way. */
  @Override
  public void close() {
    stopped.set(true);
    LockSupport.unpark(clock);
    try {
      clock.join(END);
      if (free.tryAcquire(most, END.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS)) {
        free.release(most);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

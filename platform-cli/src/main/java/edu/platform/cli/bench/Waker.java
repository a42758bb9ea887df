package edu.platform.cli.bench;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a selector at a moment that is finer than the selector's own timeout of whole milliseconds,
 * so that its loop need not poll from there to the next request.
 */
final class Waker implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;

  private final Selector selector;
  private final AtomicLong wakeAt = new AtomicLong(NEVER);
  private final Thread thread;
  private volatile boolean closed;

  Waker(Selector selector, String name) {
    this.selector = selector;
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Wake the selector once.
   *
   * @param nanoTime when, on the scale of {@link System#nanoTime()}
   */
  void wakeAt(long nanoTime) {
    if (wakeAt.getAndSet(nanoTime) != nanoTime) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closed) {
      long at = wakeAt.get();
      if (at == NEVER) {
        LockSupport.park(this);
      } else {
        long remaining = at - System.nanoTime();
        if (remaining > 0) {
          LockSupport.parkNanos(this, remaining);
        } else if (wakeAt.compareAndSet(at, NEVER)) {
          selector.wakeup();
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}

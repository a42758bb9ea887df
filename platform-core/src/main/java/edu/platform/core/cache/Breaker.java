package edu.platform.core.cache;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether Redis is asked. It opens at the first fault, so that one time-out is all that a
 * request ever waits; while it is open a request passes by at the cost of one volatile read.
 *
 * <p>A request is never the probe: Redis may hold documents whose invalidation was missed during
 * the outage, and whoever closes the breaker has to mend that first. This, and the outcome of a
 * call that began before the breaker opened, is why it isn't {@code helidon-fault-tolerance}'s.
 */
final class Breaker {

  /** The session of an open breaker. */
  static final int OPEN = 0;

  private final LongSupplier nanoTime;
  private volatile int session = OPEN;
  private int lastSession = OPEN;
  private long aliveNanos;
  private boolean faulty;

  /** Makes an open one that has not seen a fault yet. */
  Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Return {@link #OPEN}, or the number of the time between two faults that this call falls in. */
  int session() {
    return session;
  }

  boolean isClosed() {
    return session != OPEN;
  }

  /**
   * Note a fault, and open if it belongs to this session: one of an earlier session says nothing of
   * Redis as it is now.
   *
   * @return whether this fault is the one that began an outage
   */
  synchronized boolean fault(int callSession) {
    if (callSession != session) {
      return false;
    }
    session = OPEN;
    boolean first = !faulty;
    if (first && lastSession == OPEN) {
      aliveNanos = nanoTime.getAsLong(); // Never yet: it cannot have gone earlier than this.
    }
    faulty = true;
    return first;
  }

  /** Note that Redis answers. */
  synchronized void alive(int callSession) {
    if (callSession != OPEN && callSession == session) {
      aliveNanos = nanoTime.getAsLong();
    }
  }

  /**
   * Return for how long Redis may have been away: from when it was last alive, since a fault may be
   * noticed late. Zero if there was none.
   */
  synchronized Duration outage() {
    return faulty ? Duration.ofNanos(nanoTime.getAsLong() - aliveNanos) : Duration.ZERO;
  }

  /** Begin a new session. */
  synchronized void close() {
    faulty = false;
    aliveNanos = nanoTime.getAsLong();
    lastSession++;
    session = lastSession;
  }
}

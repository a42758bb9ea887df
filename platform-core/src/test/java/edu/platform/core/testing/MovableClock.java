package edu.platform.core.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it. */
public final class MovableClock extends Clock {

  private final AtomicReference<Instant> now;

  /**
   * Stop at a moment.
   *
   * @param start what it tells
   */
  public MovableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /**
   * Move it.
   *
   * @param by forward
   */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the platform's zone is an explicit argument");
  }
}

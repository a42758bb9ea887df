package edu.platform.core.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when the test says so, for the ages of documents and the near cache alike. */
@SuppressWarnings("exports") // tests alone use it
public final class ManualClock extends Clock implements Ticker {

  private static final Instant ORIGIN = Instant.parse("2026-03-02T00:00:00Z");

  private final AtomicReference<Instant> now;

  /**
   * Make a clock that stands.
   *
   * @param start what it tells
   */
  public ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /**
   * Let time pass.
   *
   * @param duration how much
   */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public long read() {
    return Duration.between(ORIGIN, instant()).toNanos();
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

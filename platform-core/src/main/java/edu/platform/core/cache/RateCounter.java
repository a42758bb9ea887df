package edu.platform.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what somebody does within a span of time: for all instances together in Redis, and for
 * this instance alone where there is none or it does not answer.
 */
public final class RateCounter {

  /** Counters in the process at most, of which each has about 200 bytes. */
  private static final int MAX_COUNTERS = 100_000;

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(25);

  private final SharedLevel shared;
  private final Cache<String, AtomicLong> own =
      Caffeine.newBuilder().maximumSize(MAX_COUNTERS).expireAfterAccess(FORGOTTEN_AFTER).build();

  /**
   * Make a counter.
   *
   * @param documents whose connection to Redis is used
   */
  public RateCounter(DocumentCache documents) {
    this.shared = documents.shared;
  }

  /**
   * Count once more.
   *
   * @param subject who, of what
   * @param window how long it is counted for, up to a day: spans begin at multiples of it
   * @param now the moment
   * @return how often it was counted since the span began, this time among them
   */
  public long count(String subject, Duration window, Instant now) {
    long windowMillis = window.toMillis();
    String key = subject + ":" + now.toEpochMilli() / windowMillis;
    return shared
        .count(key, windowMillis)
        .orElseGet(() -> own.get(key, _ -> new AtomicLong()).incrementAndGet());
  }
}

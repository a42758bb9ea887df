package edu.platform.core.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.DoubleSupplier;

/**
 * How long an answer may still be kept. Every time is shortened by up to a tenth, so that what was
 * loaded together does not expire together, and ends at midnight of the platform's zone, when "next
 * runs" and "sales are open" change for everybody.
 */
final class Lifetimes {

  private static final Duration ABSENT = Duration.ofSeconds(5);
  private static final Duration UNHEARD = Duration.ofSeconds(1);
  private static final double JITTER = 0.1;

  private final Clock clock;
  private final ZoneId zone;
  private final DoubleSupplier random;

  /**
   * @param random from 0 to 1, drawn once for each answer
   */
  Lifetimes(Clock clock, ZoneId zone, DoubleSupplier random) {
    this.clock = clock;
    this.zone = zone;
    this.random = random;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * For the near cache.
   *
   * @param invalidationsHeard whether other instances' writes would be noticed
   */
  Duration near(DocumentKind kind, Instant readAt, boolean invalidationsHeard) {
    return left(
        readAt, kind.maxAge(), invalidationsHeard ? kind.nearTtl() : min(kind.nearTtl(), UNHEARD));
  }

  /** For an answer that there is no such row: brief, since it may be made by those who looked. */
  Duration absent(DocumentKind kind, Instant readAt, boolean invalidationsHeard) {
    return min(near(kind, readAt, invalidationsHeard), shortened(ABSENT));
  }

  /** For Redis. */
  Duration redis(DocumentKind kind, Instant readAt) {
    return left(readAt, kind.redisTtl(), kind.redisTtl());
  }

  private Duration left(Instant readAt, Duration maxAge, Duration ttl) {
    Instant now = clock.instant();
    // Another instance's clock may be ahead: what it read just now is no younger than that.
    Instant read = readAt.isAfter(now) ? now : readAt;
    Duration life = shortened(min(ttl, maxAge.minus(Duration.between(read, now))));
    Instant midnight = read.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    Duration left = min(life, Duration.between(now, midnight));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration shortened(Duration life) {
    return life.minusNanos((long) (life.toNanos() * JITTER * random.getAsDouble()));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}

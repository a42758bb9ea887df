package edu.platform.cli.bench;

import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The pause of a user between two rounds, drawn evenly from a range.
 *
 * @param min shortest pause, 0 or longer
 * @param max longest pause, not below {@code min}
 */
public record ThinkTime(Duration min, Duration max) {
  /** No pause: the next request follows the answer at once. */
  public static final ThinkTime NONE = new ThinkTime(Duration.ZERO, Duration.ZERO);

  public ThinkTime {
    if (min.isNegative() || max.compareTo(min) < 0 || max.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "a pause must rise within 0 to 24 h: " + min.toMillis() + "ms.." + max.toMillis() + "ms");
    }
  }

  /**
   * Read a pause.
   *
   * @param text {@code 50ms..200ms}, or {@code 100ms} for one that is always the same
   * @throws IllegalArgumentException if it is malformed
   */
  public static ThinkTime parse(String text) {
    int dots = text.indexOf("..");
    try {
      Duration min = Durations.parse(dots < 0 ? text : text.substring(0, dots));
      return new ThinkTime(min, dots < 0 ? min : Durations.parse(text.substring(dots + 2)));
    } catch (PlatformException malformed) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a pause such as 50ms..200ms: " + malformed.getMessage(),
          malformed);
    }
  }

  boolean isNone() {
    return max.isZero();
  }

  long draw(SplittableRandom random) {
    return random.nextLong(min.toNanos(), max.toNanos() + 1);
  }
}

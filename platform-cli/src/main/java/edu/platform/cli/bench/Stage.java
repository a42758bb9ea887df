package edu.platform.cli.bench;

import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a run with one rate.
 *
 * @param duration longer than 0
 * @param rate requests a second, greater than 0
 */
public record Stage(Duration duration, double rate) {
  private static final Pattern RATE = Pattern.compile("\\d{1,8}(?:\\.\\d{1,6})?");

  public Stage {
    if (!duration.isPositive() || duration.compareTo(LoadPlan.UNTIL_STOPPED) > 0) {
      throw new IllegalArgumentException("a stage must be longer than 0: " + duration);
    }
    if (!(rate > 0) || rate > 10_000_000) {
      throw new IllegalArgumentException(
          "a rate must be above 0 and at most 10000000 requests a second: " + rate);
    }
  }

  /**
   * Read stages.
   *
   * @param text {@code 30s:500,1m:2000}: 30 s at 500 requests a second, then a minute at 2000
   * @throws IllegalArgumentException if it is malformed; the message says which stage
   */
  public static List<Stage> parseAll(String text) {
    return Arrays.stream(text.split(",", -1)).map(Stage::parse).toList();
  }

  private static Stage parse(String text) {
    int colon = text.indexOf(':');
    String rate = text.substring(colon + 1).strip();
    if (colon < 1 || !RATE.matcher(rate).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a stage such as 30s:500");
    }
    try {
      return new Stage(Durations.parse(text.substring(0, colon)), Double.parseDouble(rate));
    } catch (PlatformException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException("'" + text + "': " + malformed.getMessage(), malformed);
    }
  }
}

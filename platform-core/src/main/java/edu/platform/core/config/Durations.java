package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the platform writes them everywhere: {@code 50ms}, {@code 30s}, {@code 5m}, {@code
 * 2h} or {@code PT30S}.
 */
public final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /**
   * Read a duration.
   *
   * @param text such as {@code 50ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or ISO 8601
   * @return the duration, not negative
   * @throws PlatformException {@code INVALID_CONFIGURATION} if the text is none
   */
  public static Duration parse(String text) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = SHORT.matcher(trimmed);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      Duration duration = Duration.parse(trimmed);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException _) {
      // Answered below, as for a negative one.
    }
    throw new PlatformException(
        ErrorCode.INVALID_CONFIGURATION,
        "expected a duration such as 50ms, 30s, 5m or PT30S, found '" + text + "'");
  }

  /**
   * Read a duration from the configuration.
   *
   * @param node the setting
   * @param byDefault what it is when not set
   * @return the duration
   * @throws PlatformException {@code INVALID_CONFIGURATION} if it is malformed; the message names
   *     the setting
   */
  public static Duration from(Config node, Duration byDefault) {
    String text = node.asString().orElse(null);
    if (text == null) {
      return byDefault;
    }
    try {
      return parse(text);
    } catch (PlatformException malformed) {
      throw new PlatformException(
          malformed.code(), node.key() + ": " + malformed.getMessage(), malformed);
    }
  }
}

package edu.platform.web.http;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests may be sent within a span of time.
 *
 * @param requests at most, 1 or more
 * @param window the span
 */
public record RateLimit(int requests, Duration window) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(s|min|h|d)");

  /**
   * Read a limit from the configuration.
   *
   * @param variable that holds it, for the message
   * @param text such as {@code 120/min}, or {@code off}
   * @return the limit, or empty for none
   * @throws PlatformException {@code INVALID_CONFIGURATION} if it is neither
   */
  public static Optional<RateLimit> parse(String variable, String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          variable + ": expected off or a limit such as 120/min or 10/h, found '" + text + "'");
    }
    Duration window =
        switch (form.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "min" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return Optional.of(new RateLimit(Integer.parseInt(form.group(1)), window));
  }
}

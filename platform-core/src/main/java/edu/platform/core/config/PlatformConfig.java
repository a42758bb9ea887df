package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * What is the same for all features; the node {@code platform} ({@code PLATFORM_TIME_ZONE}, {@code
 * PLATFORM_CURRENCY}).
 *
 * @param zone in which days begin and end
 * @param currency ISO 4217 code of all amounts (requirement R10.10)
 */
public record PlatformConfig(ZoneId zone, String currency) {

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** Checks the form of the currency. */
  public PlatformConfig {
    if (!CURRENCY.matcher(currency).matches()) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "PLATFORM_CURRENCY: expected a code such as RUB, found '" + currency + "'");
    }
  }

  /**
   * Read the settings.
   *
   * @param node {@code platform}
   * @return the checked settings; {@code Europe/Moscow} and {@code RUB} when nothing is set
   * @throws PlatformException {@code INVALID_CONFIGURATION} if there is no such zone or currency
   */
  public static PlatformConfig from(Config node) {
    String zone = node.get("time.zone").asString().orElse("Europe/Moscow");
    String currency = node.get("currency").asString().orElse("RUB");
    try {
      return new PlatformConfig(ZoneId.of(zone), currency);
    } catch (DateTimeException unknown) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "PLATFORM_TIME_ZONE: expected a zone such as Europe/Moscow, found '" + zone + "'",
          unknown);
    }
  }
}

package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * What is the same for all features; the node {@code platform} ({@code PLATFORM_TIME_ZONE}).
 *
 * @param zone in which days begin and end
 */
public record PlatformConfig(ZoneId zone) {

  /**
   * Read the settings.
   *
   * @param node {@code platform}
   * @return the checked settings; {@code Europe/Moscow} when no zone is set
   * @throws PlatformException {@code INVALID_CONFIGURATION} if there is no such zone
   */
  public static PlatformConfig from(Config node) {
    String zone = node.get("time.zone").asString().orElse("Europe/Moscow");
    try {
      return new PlatformConfig(ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "PLATFORM_TIME_ZONE: expected a zone such as Europe/Moscow, found '" + zone + "'",
          unknown);
    }
  }
}

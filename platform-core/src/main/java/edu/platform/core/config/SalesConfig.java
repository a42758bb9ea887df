package edu.platform.core.config;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How orders and payments are dealt with.
 *
 * @param orderTtl how long an unpaid order holds its place, 1 min to 30 days; {@code ORDER_TTL}
 * @param webhookSecrets any of which may have signed a payment event; without one all are refused;
 *     {@code PAYMENT_WEBHOOK_SECRETS}
 */
public record SalesConfig(Duration orderTtl, List<String> webhookSecrets) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Checks the range of the time and copies the secrets. */
  public SalesConfig {
    requireNonNull(orderTtl, "orderTtl");
    webhookSecrets = List.copyOf(webhookSecrets);
    if (orderTtl.compareTo(SHORTEST) < 0 || orderTtl.compareTo(LONGEST) > 0) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "ORDER_TTL must be " + SHORTEST + " to " + LONGEST + ", not " + orderTtl);
    }
  }

  /**
   * Read the settings.
   *
   * @param config the root: {@code ORDER_TTL}, {@code PAYMENT_WEBHOOK_SECRETS} (comma-separated)
   * @return the checked settings; 30 minutes and no secret when nothing is set
   * @throws PlatformException {@code INVALID_CONFIGURATION} if the time is malformed or out of
   *     range; the message names the setting
   */
  public static SalesConfig from(Config config) {
    String secrets = config.get("payment.webhook.secrets").asString().orElse("");
    return new SalesConfig(
        Durations.from(config.get("order.ttl"), Duration.ofMinutes(30)),
        Arrays.stream(secrets.split(",", -1))
            .map(String::strip)
            .filter(secret -> !secret.isEmpty())
            .toList());
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "SalesConfig[orderTtl=" + orderTtl + ", " + webhookSecrets.size() + " secrets]";
  }
}

package edu.platform.web;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import edu.platform.web.http.CorsPolicy;
import edu.platform.web.http.RateLimit;
import edu.platform.web.http.RateLimits;
import edu.platform.web.http.TrustedProxies;
import io.helidon.config.Config;
import io.helidon.config.ConfigMappingException;
import java.time.Duration;

/**
 * How the API is served.
 *
 * @param host address to listen on ({@code HTTP_HOST})
 * @param port to listen on, 0 for any free one ({@code HTTP_PORT})
 * @param maxConnections open connections at most ({@code HTTP_MAX_CONNECTIONS})
 * @param maxRequests requests under way at most ({@code HTTP_MAX_REQUESTS})
 * @param idleTimeout after which a silent connection is closed ({@code HTTP_IDLE_TIMEOUT})
 * @param drainTimeout how long requests may go on after a stop ({@code HTTP_DRAIN_TIMEOUT})
 * @param docs whether {@code /openapi} and {@code /docs} are served ({@code SWAGGER_ENABLED})
 * @param metrics whether {@code /metrics} is served ({@code METRICS_ENABLED})
 * @param legacyApi whether the old routes of courses and the report are served ({@code
 *     LEGACY_API_ENABLED})
 * @param legacyUserRoute whether anyone may read names on the old user route ({@code
 *     LEGACY_USER_ROUTE_ENABLED})
 * @param trustedProxies proxies that say whose requests they pass on ({@code TRUSTED_PROXIES})
 * @param cors web pages that may use the API ({@code CORS_ALLOWED_ORIGINS})
 * @param limits what may be sent ({@code RATE_LIMIT_READS}, {@code RATE_LIMIT_WRITES}, {@code
 *     RATE_LIMIT_REGISTRATIONS})
 * @param accessLog {@code stdout}, {@code stderr}, {@code off} or a file ({@code ACCESS_LOG})
 */
@SuppressWarnings("exports") // only the API reads it
public record HttpConfig(
    String host,
    int port,
    int maxConnections,
    int maxRequests,
    Duration idleTimeout,
    Duration drainTimeout,
    boolean docs,
    boolean metrics,
    boolean legacyApi,
    boolean legacyUserRoute,
    TrustedProxies trustedProxies,
    CorsPolicy cors,
    RateLimits.Limits limits,
    String accessLog) {

  /** Checks the ranges. */
  public HttpConfig {
    check(port >= 0 && port <= 65_535, "HTTP_PORT must be 0..65535, not " + port);
    check(maxConnections >= 1, "HTTP_MAX_CONNECTIONS must be at least 1, not " + maxConnections);
    check(maxRequests >= 1, "HTTP_MAX_REQUESTS must be at least 1, not " + maxRequests);
  }

  /**
   * Read the settings.
   *
   * @param config the root of the configuration
   * @return the checked settings
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one is malformed or out of range;
   *     the message names it
   */
  public static HttpConfig from(Config config) {
    try {
      Config http = config.get("http");
      return new HttpConfig(
          http.get("host").asString().orElse("0.0.0.0"),
          http.get("port").asInt().orElse(8080),
          http.get("max.connections").asInt().orElse(10_000),
          http.get("max.requests").asInt().orElse(2_000),
          Durations.from(http.get("idle.timeout"), Duration.ofSeconds(60)),
          Durations.from(http.get("drain.timeout"), Duration.ofSeconds(20)),
          config.get("swagger.enabled").asBoolean().orElse(true),
          config.get("metrics.enabled").asBoolean().orElse(true),
          config.get("legacy.api.enabled").asBoolean().orElse(true),
          config.get("legacy.user.route.enabled").asBoolean().orElse(false),
          TrustedProxies.parse(config.get("trusted.proxies").asString().orElse("")),
          CorsPolicy.parse(config.get("cors.allowed.origins").asString().orElse("")),
          limits(config.get("rate.limit")),
          config.get("access.log").asString().orElse("stdout"));
    } catch (ConfigMappingException malformed) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION, malformed.getMessage(), malformed);
    }
  }

  private static RateLimits.Limits limits(Config node) {
    return new RateLimits.Limits(
        RateLimit.parse("RATE_LIMIT_READS", node.get("reads").asString().orElse("off")),
        RateLimit.parse("RATE_LIMIT_WRITES", node.get("writes").asString().orElse("120/min")),
        RateLimit.parse(
            "RATE_LIMIT_REGISTRATIONS", node.get("registrations").asString().orElse("10/h")));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, message);
    }
  }
}

package edu.platform.core.config;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigMappingException;
import java.util.Optional;

/**
 * How much the process itself caches, and the Redis behind it that instances share. Without {@code
 * REDIS_HOST} there is no Redis, and then only one instance may run.
 *
 * @param redis the shared level, if there is one
 * @param nearMaxBytes memory for documents in this process, 1 MiB to 64 GiB; {@code
 *     CACHE_NEAR_MAX_BYTES}
 */
public record CacheConfig(Optional<Redis> redis, long nearMaxBytes) {

  private static final long MIB = 1L << 20;
  private static final long NEAR_MAX_BYTES_BY_DEFAULT = 64 * MIB;

  /** Checks the range of the memory. */
  public CacheConfig {
    requireNonNull(redis, "redis");
    check(
        nearMaxBytes >= MIB && nearMaxBytes <= 65_536 * MIB,
        "cache.near.max.bytes must be 1 MiB to 64 GiB, not " + nearMaxBytes);
  }

  /**
   * Read the settings, with the defaults of the stack.
   *
   * @param redis the node {@code redis}: {@code REDIS_HOST}, {@code REDIS_PORT}, {@code
   *     REDIS_USER}, {@code REDIS_PASS}, {@code REDIS_DB_NAME}, {@code REDIS_POOL_MAX}
   * @param cache the node {@code cache}: {@code CACHE_NEAR_MAX_BYTES}
   * @return the checked settings
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one is no number or out of range;
   *     the message names it
   */
  public static CacheConfig from(Config redis, Config cache) {
    try {
      return new CacheConfig(
          text(redis, "host").map(host -> Redis.from(host, redis)),
          cache.get("near.max.bytes").asLong().orElse(NEAR_MAX_BYTES_BY_DEFAULT));
    } catch (ConfigMappingException noNumber) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, noNumber.getMessage(), noNumber);
    }
  }

  /** An empty value in an env file is no value. */
  private static Optional<String> text(Config node, String key) {
    return node.get(key).asString().asOptional().filter(value -> !value.isBlank());
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, message);
    }
  }

  /**
   * Where Redis is and how it is used.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @param user of Redis' access lists, if it has any
   * @param password of the user, or of the server
   * @param database number, 0 to 15 unless the server is set up for more
   * @param poolMax connections at most, 1 to 1000
   */
  public record Redis(
      String host,
      int port,
      Optional<String> user,
      Optional<String> password,
      int database,
      int poolMax) {

    /** Checks ranges. */
    public Redis {
      check(!host.isBlank(), "redis.host must not be empty");
      check(port >= 1 && port <= 65_535, "redis.port must be 1..65535, not " + port);
      requireNonNull(user, "user");
      requireNonNull(password, "password");
      check(database >= 0, "redis.db.name must be the number of a database, not " + database);
      check(poolMax >= 1 && poolMax <= 1_000, "redis.pool.max must be 1..1000, not " + poolMax);
    }

    private static Redis from(String host, Config node) {
      return new Redis(
          host,
          node.get("port").asInt().orElse(6379),
          text(node, "user"),
          text(node, "pass"),
          node.get("db.name").asInt().orElse(0),
          node.get("pool.max").asInt().orElse(10));
    }

    /**
     * Return the address as Redis clients write it.
     *
     * @return a URL without credentials
     */
    public String url() {
      return "redis://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return "Redis[" + url() + "/" + database + ", poolMax=" + poolMax + "]";
    }
  }
}

package edu.platform.cli.config;

import edu.platform.cli.config.Variable.Kind;
import edu.platform.cli.config.Variable.OneOf;
import edu.platform.cli.config.Variable.Secret;
import edu.platform.cli.config.Variable.Span;
import edu.platform.cli.config.Variable.Text;
import edu.platform.cli.config.Variable.Whole;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every environment variable that reaches the components of the platform: one that is not in this
 * table has no effect. {@code .env.example} says the same, which a test compares. Variables of
 * single options are named by the commands' help.
 */
public final class Variables {

  private static final Kind TEXT = new Text();
  private static final Kind SPAN = new Span();
  private static final Kind PORT = new Whole(1, 65_535);
  private static final Kind SWITCH = new OneOf(Set.of("true", "false"));

  /** The table, in the order of {@code .env.example}. */
  public static final List<Variable> ALL =
      List.of(
          new Variable(
              "APP_ENV",
              new OneOf(Set.of("dev", "test", "prod")),
              "prod",
              "prod refuses default credentials and seeded databases"),
          new Variable(
              "APP_NAME", TEXT, "platform-backend", "name of the program in JSON log lines"),
          new Variable(
              "LOG_LEVEL",
              new OneOf(Set.of("trace", "debug", "info", "warn", "error", "off")),
              "info",
              "lowest level that is logged"),
          new Variable("HTTP_HOST", TEXT, "0.0.0.0", "address the API listens on"),
          new Variable("HTTP_PORT", PORT, "8080", "port of the API"),
          new Variable(
              "HTTP_MAX_CONNECTIONS", new Whole(1, 1_000_000), "10000", "open connections at most"),
          new Variable(
              "HTTP_MAX_REQUESTS", new Whole(1, 1_000_000), "2000", "requests under way at most"),
          new Variable(
              "HTTP_IDLE_TIMEOUT", SPAN, "60s", "silence after which a connection is closed"),
          new Variable(
              "HTTP_DRAIN_TIMEOUT", SPAN, "20s", "how long requests may go on after a stop"),
          new Variable(
              "ACCESS_LOG", TEXT, "stdout", "a JSON line a request: stdout, stderr, off or a file"),
          new Variable("SWAGGER_ENABLED", SWITCH, "true", "whether /openapi and /docs are served"),
          new Variable("METRICS_ENABLED", SWITCH, "true", "whether /metrics is served"),
          new Variable(
              "LEGACY_API_ENABLED", SWITCH, "true", "the old project's course and report routes"),
          new Variable(
              "LEGACY_USER_ROUTE_ENABLED",
              SWITCH,
              "false",
              "the old project's user route without a token: shows every customer's name"),
          new Variable(
              "TRUSTED_PROXIES",
              TEXT,
              "",
              "networks (CIDR, commas between) whose X-Forwarded-For is believed"),
          new Variable(
              "CORS_ALLOWED_ORIGINS",
              TEXT,
              "",
              "web pages that may use the API from a browser, commas between"),
          new Variable(
              "RATE_LIMIT_READS",
              TEXT,
              "off",
              "reads of an account, or of an address without one, such as 600/min"),
          new Variable(
              "RATE_LIMIT_WRITES", TEXT, "120/min", "writes of an account, or of an address"),
          new Variable("RATE_LIMIT_REGISTRATIONS", TEXT, "10/h", "registrations of an address"),
          new Variable(
              "PLATFORM_TIME_ZONE", TEXT, "Europe/Moscow", "time zone that days are counted in"),
          new Variable("PLATFORM_CURRENCY", TEXT, "RUB", "ISO 4217 code of all amounts"),
          new Variable(
              "ORDER_TTL", SPAN, "30m", "how long an unpaid order holds its place, 1m to 30d"),
          new Variable(
              "PAYMENT_WEBHOOK_SECRETS",
              new Secret("change-me-webhook"),
              "",
              "secrets that payment events are signed with, comma-separated; none: all are refused"),
          new Variable("JWT_KEYS_DIR", TEXT, "", "folder with the keys that sign access tokens"),
          new Variable("JWT_ISSUER", TEXT, "edu-platform", "who issues access tokens"),
          new Variable("JWT_AUDIENCE", TEXT, "edu-platform-api", "whom access tokens are for"),
          new Variable(
              "BOOTSTRAP_ADMIN_EMAIL", TEXT, "", "the admin that a database without one gets"),
          new Variable(
              "BOOTSTRAP_ADMIN_PASSWORD",
              new Secret(""),
              "",
              "its password, 12 characters or more; change it once signed in"),
          new Variable("PG_HOST", TEXT, "haproxy", "database of the API: host"),
          new Variable("PG_PORT", PORT, "5001", "port"),
          new Variable("PG_NAME", TEXT, "postgres", "database name"),
          new Variable("PG_USER", TEXT, "postgres", "the application's role"),
          new Variable("PG_PASS", new Secret("change-me-app"), "", "its password"),
          new Variable(
              "PG_POOL_MAX",
              new Whole(1, 1_000),
              "10",
              "connections at most, an instance, besides two for exports"),
          new Variable("PG_POOL_WAIT", SPAN, "1s", "how long a request waits for a connection"),
          new Variable("PG_TIMEOUT_CONNECT", SPAN, "2s", "limit for making a connection"),
          new Variable(
              "PG_TIMEOUT_STATEMENT",
              SPAN,
              "5s",
              "limit for one read, and for the wait for a locked row"),
          new Variable(
              "PG_TIMEOUT_SOCKET", SPAN, "10s", "silence after which a connection is dead"),
          new Variable(
              "PG_REPLICA_HOST",
              TEXT,
              "",
              "replicas, for reports of sales; none: they read the leader"),
          new Variable("PG_REPLICA_PORT", PORT, "5002", "port"),
          new Variable("DB_HOST", TEXT, "haproxy", "database of migrate, seed and tools: host"),
          new Variable("DB_PORT", PORT, "5001", "port"),
          new Variable("DB_NAME", TEXT, "postgres", "database name"),
          new Variable("DB_USER", TEXT, "postgres", "role that owns the schema"),
          new Variable("DB_PASSWORD", new Secret("change-me-owner"), "", "its password"),
          new Variable("DB_TIMEOUT_CONNECT", SPAN, "2s", "limit for making a connection"),
          new Variable("REDIS_HOST", TEXT, "", "cache: host; none: each instance caches alone"),
          new Variable("REDIS_PORT", PORT, "6379", "port"),
          new Variable("REDIS_USER", TEXT, "", "user, empty for the default one"),
          new Variable("REDIS_PASS", new Secret("change-me-redis"), "", "its password"),
          new Variable("REDIS_DB_NAME", new Whole(0, 15), "0", "number of the Redis database"),
          new Variable("REDIS_POOL_MAX", new Whole(1, 1_000), "10", "connections at most"),
          new Variable(
              "CACHE_NEAR_MAX_BYTES",
              new Whole(1 << 20, Integer.MAX_VALUE),
              "67108864",
              "bytes that each instance caches itself"));

  /** Names of the old project that no longer mean anything (R9.9), with the reason. */
  public static final Map<String, String> IGNORED =
      Map.of(
          "INSERT_BATCH_SIZE", "rows are loaded by COPY, which has no batches",
          "HTTP_USE_PREFORK_MODE", "one process uses all cores");

  private Variables() {}

  /**
   * Find secrets that are none.
   *
   * @param settings of the platform
   * @return the variables whose value is that of {@code .env.example}
   */
  public static List<String> publishedSecrets(Settings settings) {
    return ALL.stream()
        .filter(
            variable ->
                variable.kind() instanceof Secret secret
                    && settings.get(variable.name()).filter(secret.published()::equals).isPresent())
        .map(Variable::name)
        .toList();
  }
}

package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.config.Variables;
import edu.platform.core.Platform;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.config.FirstAdminConfig;
import edu.platform.migrations.SchemaState;
import edu.platform.web.ApiServer;
import io.helidon.config.Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code serve} does, apart from the command: its options must not load all this. */
final class Serving {

  private final Settings settings;
  private final Config config;
  private final Duration schemaWait;
  private final Duration drainDelay;

  /**
   * Check the settings.
   *
   * @param settings of the API
   * @param schemaWait how long to wait for a migration
   * @param drainDelay how long to be not ready before requests are refused
   * @throws edu.platform.core.PlatformException {@code INVALID_CONFIGURATION} if a setting is wrong
   */
  Serving(Settings settings, Duration schemaWait, Duration drainDelay) {
    this.settings = settings;
    this.config = settings.config();
    this.schemaWait = schemaWait;
    this.drainDelay = drainDelay;
  }

  /**
   * Refuse what would be dangerous in production, and a port that is taken.
   *
   * @throws CliException with the exit code and the reason
   */
  void check() {
    List<String> published = Variables.publishedSecrets(settings);
    if (!isDevelopment() && !published.isEmpty()) {
      throw new CliException(
          ExitCode.USAGE,
          String.join(", ", published) + " as in .env.example, which everybody can read",
          "Set secrets of your own, or APP_ENV=dev if this is no production.");
    }
    PortCheck.requireFree(host(config), port(config));
  }

  /**
   * Wait for the schema and begin to serve.
   *
   * @param lifecycle keeps what was opened
   * @param command takes messages for people
   * @return the address of the API
   * @throws InterruptedException if interrupted while waiting for the schema
   */
  String open(Lifecycle lifecycle, BaseCommand command) throws InterruptedException {
    SchemaState schema =
        SchemaGate.before(DatabaseConfig.from(config.get("pg")), schemaWait, command::say).pass();
    if (schema.seeded() && !isDevelopment()) {
      throw new CliException(
          ExitCode.USAGE,
          "the database holds demonstration data, whose accounts share one published password",
          "Give serve another database (PG_*), or set APP_ENV=dev if this is no production.");
    }
    return open(lifecycle, config, drainDelay);
  }

  /** Begin to serve, on a schema that is known to fit. */
  static String open(Lifecycle lifecycle, Config config, Duration drainDelay) {
    Optional<FirstAdminConfig> firstAdmin = FirstAdminConfig.from(config.get("bootstrap.admin"));
    Platform platform = lifecycle.keep(Platform.start(config));
    firstAdmin.ifPresent(admin -> platform.firstAdmin().ensure(admin));
    ApiServer api = ApiServer.start(config, platform);
    lifecycle.keep(() -> drain(api, drainDelay));
    String host = host(config);
    return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + api.port();
  }

  static String host(Config config) {
    return config.get("http.host").asString().orElse("0.0.0.0");
  }

  static int port(Config config) {
    return config.get("http.port").asInt().orElse(8080);
  }

  private static void drain(ApiServer api, Duration delay) throws InterruptedException {
    try {
      api.stopBeingReady();
      Thread.sleep(delay);
    } finally {
      api.close();
    }
  }

  private boolean isDevelopment() {
    return settings.get("APP_ENV").orElse("prod").strip().equalsIgnoreCase("dev");
  }
}

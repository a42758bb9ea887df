package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.json.ReadyLine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the API alone, from the environment. */
@Command(
    name = "serve",
    description = {
      "Serve the API, from the environment: the database PG_*, the cache REDIS_*, HTTP_*.",
      ".env.example describes all variables. Default credentials and demonstration data are refused"
          + " unless APP_ENV=dev."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli serve --env-file production.env",
      "  APP_ENV=dev PG_HOST=127.0.0.1 PG_PORT=5432 edu-cli serve --port 8081"
    })
final class ServeCommand extends BaseCommand {

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (8080).")
  private Integer port;

  @Option(
      names = "--schema-wait",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long to wait for the migration of an older schema (${DEFAULT-VALUE}).")
  private Duration schemaWait;

  @Option(
      names = "--drain-delay",
      paramLabel = "TIME",
      defaultValue = "3s",
      description =
          "After SIGTERM, how long to say not-ready before refusing requests: longer than the"
              + " balancer's health check (${DEFAULT-VALUE}).")
  private Duration drainDelay;

  @Override
  String defaultLogLevel() {
    return "info";
  }

  @Override
  int execute() throws Exception {
    long began = System.nanoTime();
    Settings settings =
        port == null ? settings() : settings().with(Map.of("HTTP_PORT", port.toString()));
    Lifecycle.run(
        err(),
        lifecycle -> {
          Serving serving = new Serving(settings, schemaWait, drainDelay);
          serving.check();
          String address = serving.open(lifecycle, this);
          long elapsedMillis = (System.nanoTime() - began) / 1_000_000;
          say("Serving on " + address + ", ready after " + elapsedMillis + " ms.");
          if (json()) {
            printJson(new ReadyLine("ready", address, elapsedMillis, Optional.empty()));
          }
        });
    return ExitCode.DONE;
  }
}

package edu.platform.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole platform in one process. */
@Command(
    name = "up",
    description = {
      "Run the whole platform with demonstration data in one process: an embedded PostgreSQL, no"
          + " Redis, the API. Needs nothing else and keeps its data.",
      "It is self-contained: DB_*, PG*, REDIS_*, JWT_KEYS_DIR, SEED_COUNT and MIGRATION_VERSION are"
          + " ignored."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli up                                 1000 courses on http://127.0.0.1:8080",
      "  edu-cli up --count 20000 --port 8090       more of them, elsewhere",
      "  edu-cli up --fresh --yes                   from the beginning",
      "  edu-cli up --data-dir /tmp/try --no-seed   an empty platform for an hour"
    })
final class UpCommand extends BaseCommand {

  @Option(
      names = "--count",
      paramLabel = "ROWS",
      description =
          "Rows per large table, 1 to 100000000. Counts for a database never seeded (1000); one"
              + " that has data keeps it.")
  private Integer count;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (8080).")
  private Integer port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where the database is kept ($XDG_DATA_HOME/edu-platform or ~/.local/share/edu-platform).")
  private Path dataDir;

  @Option(
      names = "--fresh",
      fallbackValue = "true",
      description = "Delete the database first; asks before it does.")
  private boolean fresh;

  @Option(names = "--yes", fallbackValue = "true", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--no-seed", fallbackValue = "true", description = "Load no demonstration data.")
  private boolean noSeed;

  @Override
  int execute() throws Exception {
    UpSettings settings = UpSettings.of(settings(), Optional.ofNullable(port));
    settings.announceIgnored(this::say);
    Path directory = dataDir == null ? settings.defaultDataDir() : dataDir;
    OptionalInt rows = count == null ? OptionalInt.empty() : OptionalInt.of(count);
    UpRun run = new UpRun(this, settings.settings(), directory, rows, !noSeed);
    Lifecycle.run(
        err(),
        lifecycle -> {
          run.check();
          if (fresh) {
            run.deleteData(yes ? question -> true : this::confirmed);
          }
          run.open(lifecycle);
        });
    return ExitCode.DONE;
  }
}

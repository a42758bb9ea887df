package edu.platform.cli;

import edu.platform.cli.seed.SeedLocale;
import edu.platform.cli.seed.SeedOptions;
import edu.platform.cli.seed.SeedResult;
import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.PlatformConfig;
import edu.platform.migrations.Target;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a migrated database. */
@Command(
    name = "seed",
    description = {
      "Fill a migrated database with believable data: N rows in each large table.",
      "Run it again and it changes nothing; interrupt it and the next run goes on. What is not given"
          + " takes the value the database was seeded with.",
      "The database is named by DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD."
    },
    subcommands = {SeedStatusCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli seed --count 1000                      a thousand of everything",
      "  edu-cli seed --migration-version 2             the tables of versions 1 and 2 alone",
      "  edu-cli seed --fresh --yes --locale en         start over, in English",
      "  edu-cli seed status --json                     what was loaded, with checksums",
      "  edu-cli seed --verify                          what has been changed since"
    })
final class SeedCommand extends BaseCommand {

  private static final int DEFAULT_COUNT = 100_000;

  @Option(
      names = "--count",
      paramLabel = "ROWS",
      description = "Rows per large table, 1 to 100000000 (100000).")
  private Integer count;

  @Option(
      names = "--migration-version",
      paramLabel = "VERSION",
      defaultValue = "latest",
      description =
          "Seed the tables of the schema up to this version: a number, or latest"
              + " (${DEFAULT-VALUE}).")
  private String version;

  @Option(
      names = "--random-seed",
      paramLabel = "NUMBER",
      description = "The same number gives the same rows (1).")
  private Long randomSeed;

  @Option(
      names = "--locale",
      paramLabel = "LANGUAGE",
      description = "Language of names and texts: ru or en (ru).")
  private String locale;

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "Day around which schedules and sales are laid out, 2026-01-01 or later (today).")
  private LocalDate asOf;

  @Option(
      names = "--workers",
      paramLabel = "NUMBER",
      description =
          "Connections that load and threads that make rows, 1 to 64; the rows are the same for"
              + " any number (one a processor, at most 8).")
  private Integer workers;

  @Option(
      names = "--fresh",
      fallbackValue = "true",
      description = "Delete all rows first; asks before it does.")
  private boolean fresh;

  @Option(names = "--yes", fallbackValue = "true", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--verify",
      fallbackValue = "true",
      description = "Load nothing: the same as seed status --verify.")
  private boolean verify;

  @Override
  int execute() {
    if (verify) {
      return SeedStatusRun.show(this, true);
    }
    SeedResult result = SeedRun.seed(this, options(today()));
    progress().finish();
    if (json()) {
      printJson(SeedRun.report(result));
    } else {
      SeedRun.print(result, out());
    }
    return ExitCode.DONE;
  }

  private SeedOptions options(LocalDate today) {
    SeedOptions defaults = SeedOptions.defaults(DEFAULT_COUNT, today);
    return new SeedOptions(
        count == null ? OptionalInt.empty() : OptionalInt.of(count),
        DEFAULT_COUNT,
        randomSeed == null ? OptionalLong.empty() : OptionalLong.of(randomSeed),
        Optional.ofNullable(locale).map(SeedCommand::locale),
        Optional.ofNullable(asOf),
        today,
        settings().config().get("platform.currency").asString().orElse(defaults.currency()),
        OptionalInt.of(Target.parse(version).version()),
        workers == null ? defaults.workers() : workers,
        fresh ? Optional.of(yes ? _ -> true : this::confirmed) : Optional.empty());
  }

  private LocalDate today() {
    return LocalDate.now(PlatformConfig.from(settings().config().get("platform")).zone());
  }

  private static SeedLocale locale(String code) {
    return SeedLocale.of(code)
        .orElseThrow(
            () ->
                new PlatformException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "locale must be one of " + SeedLocale.codes() + ", not " + code));
  }
}

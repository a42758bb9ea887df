package edu.platform.cli;

import edu.platform.cli.json.SeedState;
import edu.platform.cli.seed.DemoAccounts;
import edu.platform.cli.seed.SeedSettings;
import edu.platform.cli.seed.SeedStatus;
import edu.platform.cli.seed.Seeder;
import edu.platform.core.config.DatabaseConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Shows what has been seeded. */
@Command(
    name = "status",
    description =
        "Show what has been seeded, with which options, and the checksum of each table's rows as"
            + " they were loaded. Below schema version 4 nothing is recorded.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli seed status",
      "  edu-cli seed status --json | jq '.tables[] | {table, rows}'"
    })
final class SeedStatusCommand extends BaseCommand {

  @Override
  int execute() {
    SeedStatus status = Seeder.status(DatabaseConfig.from(settings().config().get("db")));
    List<String> accounts = status.seededVersion() >= 2 ? DemoAccounts.emails() : List.of();
    if (json()) {
      printJson(state(status, accounts));
      return ExitCode.DONE;
    }
    Optional<SeedSettings> settings = status.settings();
    if (settings.isEmpty()) {
      out()
          .println(
              "Nothing is recorded as seeded; the schema is at version "
                  + status.schemaVersion()
                  + ".");
      return ExitCode.DONE;
    }
    out()
        .printf(
            Locale.ROOT,
            "Seeded up to version %d of %d: --count %d --random-seed %d --locale %s --as-of %s%n",
            status.seededVersion(),
            status.schemaVersion(),
            settings.get().count(),
            settings.get().randomSeed(),
            settings.get().locale().code(),
            settings.get().asOf());
    out()
        .printf(
            Locale.ROOT,
            "%-26s %8s %11s  %-21s %s%n",
            "table",
            "version",
            "rows",
            "seeded",
            "checksum");
    for (SeedStatus.Table table : status.tables()) {
      out()
          .printf(
              Locale.ROOT,
              "%-26s %8d %11d  %-21s %s%n",
              table.name(),
              table.version(),
              table.rows(),
              table.seededAt(),
              table.checksum());
    }
    if (!accounts.isEmpty()) {
      out()
          .println(
              "Accounts (password " + DemoAccounts.PASSWORD + "): " + String.join(", ", accounts));
    }
    return ExitCode.DONE;
  }

  private static SeedState state(SeedStatus status, List<String> accounts) {
    Optional<SeedSettings> settings = status.settings();
    return new SeedState(
        status.schemaVersion(),
        status.seededVersion(),
        settings.map(SeedSettings::count),
        settings.map(SeedSettings::randomSeed),
        settings.map(known -> known.locale().code()),
        settings.map(SeedSettings::asOf).map(LocalDate::toString),
        accounts,
        status.tables().stream()
            .map(
                table ->
                    new SeedState.Table(
                        table.name(),
                        table.version(),
                        table.rows(),
                        table.checksum(),
                        table.seededAt()))
            .toList());
  }
}

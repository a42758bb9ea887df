package edu.platform.cli;

import edu.platform.cli.json.MigrateDryRun;
import edu.platform.cli.json.MigrateResult;
import edu.platform.migrations.MigrationReport;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the schema to a version. */
@Command(
    name = "migrate",
    description = {
      "Bring the schema of the database to a version. Nothing is ever taken back.",
      "The database is named by DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD; PG_USER is"
          + " granted what the API needs."
    },
    subcommands = {
      MigrateInfoCommand.class,
      MigrateValidateCommand.class,
      MigrateRepairCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli migrate                            to the latest version",
      "  edu-cli migrate --target 3 --dry-run       print the SQL up to version 3",
      "  DB_HOST=127.0.0.1 edu-cli migrate info     which versions are applied"
    })
final class MigrateCommand extends BaseCommand {

  @Option(
      names = "--target",
      paramLabel = "VERSION",
      defaultValue = "latest",
      description = "Version to reach: a number, or latest (${DEFAULT-VALUE}).")
  private String target;

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Print the SQL that would run and change nothing.")
  private boolean dryRun;

  @Override
  int execute() {
    Target wanted = Target.parse(target);
    Migrations migrations = SchemaAccess.migrations(settings());
    if (dryRun) {
      String sql = migrations.pendingSql(wanted);
      if (json()) {
        printJson(new MigrateDryRun(wanted.version(), sql));
      } else {
        out().print(sql);
      }
      return ExitCode.DONE;
    }
    progress().begin("migrating to version " + wanted.version());
    MigrationReport report = migrations.migrate(wanted);
    progress().finish();
    report.notices().forEach(this::say);
    if (json()) {
      printJson(
          new MigrateResult(
              report.target(),
              report.versionBefore(),
              report.versionAfter(),
              report.applied().stream()
                  .map(one -> new MigrateResult.Applied(one.script(), one.took().toMillis()))
                  .toList(),
              report.notices()));
    } else {
      report
          .applied()
          .forEach(
              one ->
                  out().printf(Locale.ROOT, "%7d ms  %s%n", one.took().toMillis(), one.script()));
      out().println(summary(report.versionBefore(), report.versionAfter(), report.target()));
    }
    return ExitCode.DONE;
  }

  private static String summary(int before, int after, int wanted) {
    if (after > wanted) {
      return "The schema stays at version "
          + after
          + ", above the target "
          + wanted
          + ": nothing is ever taken back.";
    }
    return before == after
        ? "The schema is at version " + after + " already."
        : "The schema is at version " + after + " (was " + before + ").";
  }
}

package edu.platform.cli;

import edu.platform.cli.json.PurgeResult;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes what has been kept long enough. */
@Command(
    name = "purge",
    description = {
      "Delete what has been kept long enough: the audit log after 3 years; refresh tokens, password"
          + " resets, idempotency keys and counters of failed sign-ins a day after they expired.",
      "To be run once a day. Accounts, purchases and payment events stay. It may be interrupted, and"
          + " run beside the API.",
      "The database is named by DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD; DB_USER must own"
          + " the schema."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli purge --dry-run        count what would be deleted",
      "  edu-cli purge --json           delete it, for a scheduler"
    })
final class PurgeCommand extends BaseCommand {

  @Option(
      names = "--dry-run",
      fallbackValue = "true",
      description = "Count the rows and delete none.")
  private boolean dryRun;

  @Override
  int execute() {
    progress().begin(dryRun ? "counting" : "purging");
    List<PurgeResult.Table> tables = PurgeRun.purge(settings(), dryRun);
    progress().finish();
    if (json()) {
      printJson(new PurgeResult(dryRun, tables));
      return ExitCode.DONE;
    }
    for (PurgeResult.Table table : tables) {
      out().printf(Locale.ROOT, "%-16s %11d%n", table.table(), table.rows());
    }
    long rows = tables.stream().mapToLong(PurgeResult.Table::rows).sum();
    out().println(dryRun ? rows + " rows would be deleted." : rows + " rows are deleted.");
    return ExitCode.DONE;
  }
}

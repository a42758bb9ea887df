package edu.platform.cli;

import edu.platform.cli.json.MigrateRepairs;
import java.util.List;
import picocli.CommandLine.Command;

/** Makes the history of the schema say what this build says. */
@Command(
    name = "repair",
    description = {
      "Accept the files of this build: correct recorded checksums and forget failed attempts.",
      "Look at 'migrate validate' first. Tables are not touched."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  edu-cli migrate repair", "  edu-cli migrate repair --json"})
final class MigrateRepairCommand extends BaseCommand {

  @Override
  int execute() {
    var report = SchemaAccess.migrations(settings()).repair();
    if (json()) {
      printJson(new MigrateRepairs(report.removed(), report.aligned(), report.deleted()));
      return ExitCode.DONE;
    }
    print("removed", report.removed());
    print("aligned", report.aligned());
    print("deleted", report.deleted());
    if (report.removed().isEmpty() && report.aligned().isEmpty() && report.deleted().isEmpty()) {
      out().println("There was nothing to repair.");
    }
    return ExitCode.DONE;
  }

  private void print(String what, List<String> scripts) {
    scripts.forEach(script -> out().println(what + " " + script));
  }
}

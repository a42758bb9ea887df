package edu.platform.cli;

import edu.platform.cli.json.MigrateProblems;
import edu.platform.cli.json.MigrateProblems.Problem;
import java.util.List;
import picocli.CommandLine.Command;

/** Compares the applied versions with those of this build. */
@Command(
    name = "validate",
    description = {
      "Check that the applied versions of the schema are those of this build.",
      "Ends with 1 if one differs; versions not applied yet are no problem."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  edu-cli migrate validate", "  edu-cli migrate validate --json"})
final class MigrateValidateCommand extends BaseCommand {

  @Override
  int execute() {
    List<Problem> problems =
        SchemaAccess.migrations(settings()).validate().stream()
            .map(one -> new Problem(one.script(), one.problem()))
            .toList();
    if (json()) {
      printJson(new MigrateProblems(problems.isEmpty(), problems));
    } else if (problems.isEmpty()) {
      out().println("The applied versions are those of this build.");
    } else {
      problems.forEach(problem -> out().println(problem.script() + ": " + problem.problem()));
      say("'edu-cli migrate repair' accepts the files of this build.");
    }
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }
}

package edu.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what has been seeded. */
@Command(
    name = "status",
    description =
        "Show what has been seeded, with which options, and the checksum of each table's rows as"
            + " they were loaded. Below schema version 4 nothing is recorded.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli seed status",
      "  edu-cli seed status --verify",
      "  edu-cli seed status --json | jq '.tables[] | {table, rows}'"
    })
final class SeedStatusCommand extends BaseCommand {

  @Option(
      names = "--verify",
      fallbackValue = "true",
      description =
          "Read all rows back, sum them up again and say how many were changed, removed or added"
              + " since; exit code 1 if rows differ whose updated_at says that nobody changed them.")
  private boolean verify;

  @Override
  int execute() {
    return SeedStatusRun.show(this, verify);
  }
}

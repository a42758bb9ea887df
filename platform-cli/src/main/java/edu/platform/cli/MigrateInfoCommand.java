package edu.platform.cli;

import edu.platform.cli.json.MigrateInfo;
import edu.platform.cli.json.MigrateInfo.Migration;
import edu.platform.migrations.Migrations;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Shows which versions are applied. */
@Command(
    name = "info",
    description = "Show which versions of the schema are applied and which are pending.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli migrate info",
      "  edu-cli migrate info --json | jq '.migrations[] | select(.state == \"pending\")'"
    })
final class MigrateInfoCommand extends BaseCommand {

  @Override
  int execute() {
    List<Migration> migrations =
        SchemaAccess.migrations(settings()).info().stream()
            .map(
                one ->
                    new Migration(
                        one.version().isPresent()
                            ? Optional.of(one.version().getAsInt())
                            : Optional.empty(),
                        one.description(),
                        one.script(),
                        one.state().name().toLowerCase(Locale.ROOT),
                        one.installedOn().map(Instant::toString)))
            .toList();
    if (json()) {
      printJson(new MigrateInfo(Migrations.LATEST, migrations));
      return ExitCode.DONE;
    }
    print("version", "state", "applied", "what");
    for (Migration migration : migrations) {
      print(
          migration.version().map(String::valueOf).orElse("-"),
          migration.state(),
          migration.installedOn().orElse("-"),
          migration.description());
    }
    return ExitCode.DONE;
  }

  private void print(String version, String state, String applied, String what) {
    out().printf(Locale.ROOT, "%-8s %-11s %-28s %s%n", version, state, applied, what);
  }
}

package edu.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Cares for the keys that sign access tokens. */
@Command(
    name = "keys",
    description = {
      "Make, list and retire the keys that sign access tokens.",
      "Instances read them from JWT_KEYS_DIR every 30 s. All keys verify; the newest that is five"
          + " minutes old signs, or a single one at once."
    },
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRetireCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli keys create --keys-dir /etc/edu/keys   the first one, and each later one",
      "  edu-cli keys list                              which one signs, which may go",
      "  edu-cli keys retire 20260615-1c5e70aa          15 minutes after its successor was made"
    })
final class KeysCommand extends BaseCommand {

  @Override
  int execute() {
    throw new ParameterException(spec().commandLine(), "expected create, list or retire");
  }
}

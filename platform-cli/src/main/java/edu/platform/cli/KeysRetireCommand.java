package edu.platform.cli;

import edu.platform.cli.json.KeyRetired;
import edu.platform.core.accounts.KeyDirectory;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a key. */
@Command(
    name = "retire",
    description = {
      "Delete a key. Refused while a valid token may be signed by it: until a newer key is 15"
          + " minutes old.",
      "With --stolen it goes at once, and whoever holds a token of it signs in or refreshes again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli keys retire 20260615-1c5e70aa",
      "  edu-cli keys retire 20260615-1c5e70aa --stolen"
    })
final class KeysRetireCommand extends KeysFolderCommand {

  @Parameters(paramLabel = "KID", description = "Id of the key, as 'edu-cli keys list' shows it.")
  private String kid;

  @Option(
      names = "--stolen",
      fallbackValue = "true",
      description = "Delete it at once: somebody else may know it.")
  private boolean stolen;

  @Override
  int execute() {
    KeyDirectory keys = new KeyDirectory(keysDir());
    if (stolen) {
      keys.revoke(kid, Instant.now());
    } else {
      keys.retire(kid, Instant.now());
    }
    if (json()) {
      printJson(new KeyRetired(kid));
    } else {
      out().println("The key " + kid + " is gone. Instances notice it within 30 s.");
    }
    return ExitCode.DONE;
  }
}

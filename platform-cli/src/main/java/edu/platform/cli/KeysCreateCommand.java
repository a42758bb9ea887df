package edu.platform.cli;

import edu.platform.cli.json.KeyCreated;
import edu.platform.core.accounts.KeyDirectory;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a key. */
@Command(
    name = "create",
    description =
        "Make a key, in a file that its owner alone may read. The folder is made if it is missing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli keys create --keys-dir keys",
      "  edu-cli keys create --if-none            only if there is no key yet",
      "  edu-cli keys create --json | jq -r .kid"
    })
final class KeysCreateCommand extends KeysFolderCommand {

  @Option(
      names = "--if-none",
      fallbackValue = "true",
      description = "Make one only if there is none.")
  private boolean ifNone;

  @Override
  int execute() {
    KeyDirectory keys = new KeyDirectory(keysDir());
    Instant now = Instant.now();
    if (ifNone && !keys.list(now).isEmpty()) {
      if (json()) {
        printJson(new KeyCreated(Optional.empty(), false));
      } else {
        out().println("There is a key in " + keysDir() + " already.");
      }
      return ExitCode.DONE;
    }
    String kid = keys.create(now);
    boolean signs = keys.list(now).stream().anyMatch(key -> key.kid().equals(kid) && key.signs());
    if (json()) {
      printJson(new KeyCreated(Optional.of(kid), signs));
    } else {
      out()
          .println(
              "Made the key "
                  + kid
                  + " in "
                  + keysDir()
                  + (signs ? ". It signs at once." : ". It signs when it is five minutes old."));
    }
    return ExitCode.DONE;
  }
}

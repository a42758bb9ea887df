package edu.platform.cli;

import edu.platform.cli.json.KeyList;
import edu.platform.core.accounts.KeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Lists the keys. */
@Command(
    name = "list",
    description =
        "List the keys, newest first: when each was made, whether it signs, whether it may be"
            + " retired.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli keys list",
      "  edu-cli keys list --json | jq -r '.keys[] | select(.retirable).kid'"
    })
final class KeysListCommand extends KeysFolderCommand {

  @Override
  int execute() {
    List<KeyDirectory.Key> keys = new KeyDirectory(keysDir()).list(Instant.now());
    if (json()) {
      printJson(
          new KeyList(
              keys.stream()
                  .map(
                      key ->
                          new KeyList.Key(
                              key.kid(), key.createdAt().toString(), key.signs(), key.retirable()))
                  .toList()));
      return ExitCode.DONE;
    }
    if (keys.isEmpty()) {
      out().println("There is no key in " + keysDir() + ".");
    }
    for (KeyDirectory.Key key : keys) {
      out()
          .printf(
              Locale.ROOT,
              "%-24s %-24s %s%n",
              key.kid(),
              key.createdAt(),
              key.signs() ? "signs" : key.retirable() ? "may be retired" : "verifies");
    }
    return ExitCode.DONE;
  }
}

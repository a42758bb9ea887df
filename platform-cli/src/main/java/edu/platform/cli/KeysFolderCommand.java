package edu.platform.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What the commands about keys share: where these are. */
abstract class KeysFolderCommand extends BaseCommand {

  @Option(
      names = "--keys-dir",
      paramLabel = "DIR",
      required = true,
      description = "Folder with the keys that sign access tokens.")
  private Path keysDir;

  final Path keysDir() {
    return keysDir;
  }
}

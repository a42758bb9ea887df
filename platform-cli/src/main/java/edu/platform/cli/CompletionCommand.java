package edu.platform.cli;

import edu.platform.cli.json.CompletionScript;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a completion script. */
@Command(
    name = "completion",
    description =
        "Print a script that completes commands and options in bash, or in zsh (by bashcompinit).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(edu-cli completion bash)      in ~/.bashrc",
      "  source <(edu-cli completion zsh)       in ~/.zshrc"
    })
final class CompletionCommand extends BaseCommand {

  /** Shells that the script works in. */
  enum Shell {
    BASH,
    ZSH;

    /** As written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  Shell shell;

  @Override
  int execute() {
    // One script for both: in zsh it loads bashcompinit itself.
    String script = AutoComplete.bash("edu-cli", spec().root().commandLine());
    if (json()) {
      printJson(new CompletionScript(shell.toString(), script));
    } else {
      out().print(script);
    }
    return ExitCode.DONE;
  }
}

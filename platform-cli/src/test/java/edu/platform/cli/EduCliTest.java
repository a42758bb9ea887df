package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EduCliTest {

  @Test
  void withoutACommandTheHelpIsShown() {
    CliRun run = CliRun.of(Map.of());

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out()).startsWith("Usage: edu-cli").contains("Commands:", "completion");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void anUnknownCommandIsAnsweredByTheOneThatWasMeant() {
    CliRun run = CliRun.of(Map.of(), "complete");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("edu-cli: there is no command 'complete'")
        .contains("Did you mean: edu-cli completion");
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    CliRun run = CliRun.of(Map.of(), "completion", "bash", "--jsn");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("edu-cli completion: Unknown option: '--jsn'");
  }

  @Test
  void theVersionNamesEduCliAndJava() {
    CliRun run = CliRun.of(Map.of(), "--version");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.out().lines().toList().getFirst()).matches("edu-cli \\d+\\.\\d+\\.\\d+.*");
    assertThat(run.out()).contains("Java 25");
  }

  @Test
  void theCompletionScriptKnowsTheCommands() {
    CliRun bash = CliRun.of(Map.of(), "completion", "bash");
    CliRun zsh = CliRun.of(Map.of(), "completion", "zsh");

    assertThat(bash.exitCode()).isEqualTo(0);
    assertThat(bash.out()).contains("_complete_edu-cli", "--env-file", "completion");
    assertThat(zsh.out()).isEqualTo(bash.out()).contains("bashcompinit");
  }

  @Test
  void theCompletionScriptAsJsonIsOneDocumentOnOneLine() {
    CliRun run = CliRun.of(Map.of(), "completion", "zsh", "--json");

    assertThat(run.out().lines()).hasSize(1).first().asString().startsWith("{\"shell\":\"zsh\"");
  }

  @Test
  void oldNamesWithoutMeaningGetANotice() {
    CliRun run = CliRun.of(Map.of("INSERT_BATCH_SIZE", "1000"), "completion", "bash");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.err().lines())
        .containsExactly(
            "INSERT_BATCH_SIZE (environment) is ignored: rows are loaded by COPY, which has no"
                + " batches.");
  }

  @Test
  void coloursAreForTerminalsOfPeopleWhoWantThem() {
    assertThat(help(new Terminal(true, true, true))).contains("\u001b[");
    assertThat(help(new Terminal(true, true, false))).doesNotContain("\u001b[");
    assertThat(help(new Terminal(false, true, true))).doesNotContain("\u001b[");
  }

  private static String help(Terminal terminal) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    EduCli.commandLine(new Session(writer, writer, terminal, Map.of())).execute("--help");
    return out.toString();
  }
}

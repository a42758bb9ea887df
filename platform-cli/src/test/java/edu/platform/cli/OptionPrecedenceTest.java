package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Option, environment, env file, default: the first that says something wins. */
class OptionPrecedenceTest {

  @TempDir Path folder;

  private final ProbeCommand probe = new ProbeCommand();
  private Path envFile;

  @BeforeEach
  void writeEnvFile() throws IOException {
    envFile = Files.writeString(folder.resolve("my.env"), "# settings\nEDU_PROBE_ROW_COUNT: 100\n");
  }

  @Test
  void theDefaultHoldsWhenNothingIsSaid() {
    CliRun run = CliRun.withProbe(probe, Map.of(), "probe");

    assertThat(run).isEqualTo(new CliRun(0, "", ""));
    assertThat(probe.rowCount).isEqualTo(7);
    assertThat(probe.wait).isEqualTo(Duration.ofSeconds(1));
    assertThat(probe.flag).isFalse();
  }

  @Test
  void theEnvFileGoesBeforeTheDefault() {
    CliRun.withProbe(probe, Map.of(), "probe", "--env-file", envFile.toString());

    assertThat(probe.rowCount).isEqualTo(100);
  }

  @Test
  void theEnvFileMayItselfBeNamedByTheEnvironment() {
    CliRun.withProbe(probe, Map.of("EDU_ENV_FILE", envFile.toString()), "probe");

    assertThat(probe.rowCount).isEqualTo(100);
  }

  @Test
  void theEnvironmentGoesBeforeTheEnvFile() {
    CliRun.withProbe(probe, Map.of("EDU_PROBE_ROW_COUNT", "200"), "probe", "--env-file=" + envFile);

    assertThat(probe.rowCount).isEqualTo(200);
  }

  @Test
  void theOptionGoesBeforeTheEnvironment() {
    Map<String, String> environment =
        Map.of("EDU_PROBE_ROW_COUNT", "200", "EDU_PROBE_WAIT", "2s", "EDU_PROBE_FLAG", "true");

    CliRun.withProbe(probe, environment, "probe", "--row-count=300", "--wait", "50ms", "--flag");

    assertThat(probe.rowCount).isEqualTo(300);
    assertThat(probe.wait).isEqualTo(Duration.ofMillis(50));
    assertThat(probe.flag).as("a flag is never turned off by repeating it").isTrue();
  }

  @Test
  void anEmptyVariableCountsAsNotSet() {
    CliRun.withProbe(probe, Map.of("EDU_PROBE_ROW_COUNT", ""), "probe", "--env-file=" + envFile);

    assertThat(probe.rowCount).as("the environment hides the file").isEqualTo(7);
  }

  @Test
  void aBadOptionIsAUsageError() {
    CliRun run = CliRun.withProbe(probe, Map.of(), "probe", "--wait", "soon");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            """
            edu-cli probe: Invalid value for option '--wait': expected a duration such as 50ms, 30s, \
            5m or PT30S, found 'soon'
            Try 'edu-cli probe --help'.
            """);
  }

  @Test
  void aBadVariableIsNamedWithItsValueAndOrigin() throws IOException {
    Files.writeString(envFile, "\nEDU_PROBE_ROW_COUNT=many\n");

    CliRun run = CliRun.withProbe(probe, Map.of(), "probe", "--env-file=" + envFile);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("'many' is not an int (EDU_PROBE_ROW_COUNT, " + envFile + " line 2)");
  }

  @Test
  void aBadVariableIsNoObstacleWhenTheOptionIsGiven() {
    CliRun run =
        CliRun.withProbe(probe, Map.of("EDU_PROBE_ROW_COUNT", "many"), "probe", "--row-count", "3");

    assertThat(run).isEqualTo(new CliRun(0, "", ""));
    assertThat(probe.rowCount).isEqualTo(3);
  }

  @Test
  void aNamedEnvFileMustExist() {
    CliRun run = CliRun.withProbe(probe, Map.of(), "probe", "--env-file", "no-such.env");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("edu-cli probe: env file no-such.env cannot be read");
  }

  @Test
  void aMalformedEnvFileDoesNotKeepTheHelpAway() throws IOException {
    Files.writeString(envFile, "this is no setting\n");

    CliRun help = CliRun.withProbe(probe, Map.of(), "probe", "--env-file=" + envFile, "--help");
    CliRun run = CliRun.withProbe(probe, Map.of(), "probe", "--env-file=" + envFile);

    assertThat(help.exitCode()).isEqualTo(0);
    assertThat(help.out()).contains("--row-count");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(envFile + " line 1: expected NAME=value or NAME: value");
  }
}

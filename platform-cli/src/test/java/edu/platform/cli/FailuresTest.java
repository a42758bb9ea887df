package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every failure has its exit code and two helpful lines; the stack trace is for those who ask. */
class FailuresTest {

  @Test
  void wrongSettingsAreUsageErrors() {
    CliRun run = failing(new PlatformException(ErrorCode.INVALID_CONFIGURATION, "port is -1"));

    assertThat(run)
        .isEqualTo(
            new CliRun(2, "", lines("edu-cli probe: port is -1", "Try 'edu-cli probe --help'.")));
  }

  @Test
  void whatIsNotAvailableIsTold() {
    CliRun run =
        failing(new PlatformException(ErrorCode.DATABASE_UNAVAILABLE, "nobody listens on db:5432"));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines())
        .hasSize(2)
        .first()
        .isEqualTo("edu-cli probe: nobody listens on db:5432");
  }

  @Test
  void defectsAreTold() {
    CliRun platform = failing(new PlatformException(ErrorCode.INTERNAL, "no such column"));
    CliRun unexpected = failing(new IllegalStateException("cannot happen"));

    assertThat(platform.exitCode()).isEqualTo(4);
    assertThat(unexpected.exitCode()).isEqualTo(4);
    assertThat(unexpected.err().lines())
        .containsExactly(
            "edu-cli probe: internal error: java.lang.IllegalStateException: cannot happen",
            "Run it again with --stacktrace and report what it prints.");
  }

  @Test
  void aCommandMayDecideItself() {
    CliRun run = failing(new CliException(ExitCode.CHECK_FAILED, "p99 was 80 ms", "Aim lower."));

    assertThat(run)
        .isEqualTo(new CliRun(1, "", lines("edu-cli probe: p99 was 80 ms", "Aim lower.")));
  }

  @Test
  void anInterruptionEndsWith130() {
    CliRun run = failing(new InterruptedException());

    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(Thread.interrupted()).as("the flag is restored").isTrue();
  }

  @Test
  void theStackTraceIsPrintedWhenAskedFor() {
    ProbeCommand probe =
        new ProbeCommand(
            () -> {
              throw new IllegalStateException("cannot happen");
            });

    CliRun run = CliRun.withProbe(probe, Map.of(), "probe", "--stacktrace");

    assertThat(run.err()).contains("\tat edu.platform.cli");
  }

  private static CliRun failing(Exception failure) {
    ProbeCommand probe =
        new ProbeCommand(
            () -> {
              throw failure;
            });
    return CliRun.withProbe(probe, Map.of(), "probe");
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}

package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BenchBaselineTest {
  @TempDir private Path folder;
  private Path old;

  @BeforeEach
  void nameTheFile() {
    old = folder.resolve("old.json");
  }

  private static CliRun bench(TestServer server, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bench",
                "--target",
                server.url(),
                "--warmup",
                "0s",
                "--duration",
                "300ms",
                "--connections",
                "4",
                "--think",
                "2ms"));
    args.addAll(List.of(options));
    return CliRun.of(Map.of(), args.toArray(String[]::new));
  }

  @Test
  void fiveRunsAreComparedWithFiveEarlierOnes() throws Exception {
    try (TestServer server = new TestServer(new FakePlatform())) {
      CliRun first = bench(server, "--repeat", "5", "--json");
      assertThat(first.exitCode()).as(first.out()).isEqualTo(0);
      Files.writeString(old, first.out());

      CliRun second = bench(server, "--baseline", old.toString(), "--max-regression", "900%");

      assertThat(second.exitCode()).as(second.out()).isEqualTo(0);
      assertThat(second.out()).contains("measured for 1.5 s");
      for (String figure : List.of("rate", "p50", "p99")) {
        assertThat(second.out().lines())
            .anyMatch(
                line ->
                    line.matches(
                        "holds  "
                            + figure
                            + " at most 900.0% worse than .*old.json \\((no difference"
                            + " seen|better|worse): .*%, 95% within .*% to .*%, p=\\d\\.\\d{3}\\)"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--repeat 0                  | --repeat: must be 1 to 100: 0",
        "--repeat 4 --baseline OLD   | --repeat: a comparison needs at least 5 runs: 4",
        "--repeat 2 --duration 0s    | --repeat: a run without end cannot be repeated",
        "--baseline OLD              | is no result of edu-cli bench --json",
        "--baseline MISSING          | cannot be read: java.nio.file.NoSuchFileException",
        "--baseline OLD --max-regression 10 | --max-regression: '10' is not a percentage",
        "--find-capacity p99<5ms --repeat 2     | --repeat: a search for the capacity",
        "--find-capacity p99<5ms --baseline OLD | --baseline: a search for the capacity",
      })
  void whatCannotBeComparedIsNamedBeforeAnyLoad(String options, String message) throws Exception {
    Files.writeString(old, "{\"verdict\":");
    try (TestServer server = new TestServer(new FakePlatform())) {
      List<String> args = new ArrayList<>(List.of("bench", "--target", server.url()));
      args.addAll(
          List.of(
              options
                  .replace("OLD", old.toString())
                  .replace("MISSING", folder.resolve("missing.json").toString())
                  .split(" ")));

      CliRun run = CliRun.of(Map.of(), args.toArray(String[]::new));

      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).startsWith("edu-cli bench: --").contains(message);
      assertThat(server.requests()).isLessThan(10); // it was asked whether it is ready
    }
  }

  @Test
  void aBaselineOfAnotherScenarioIsRefused() throws Exception {
    try (TestServer server = new TestServer(new FakePlatform())) {
      Files.writeString(old, bench(server, "--repeat", "5", "--json").out());

      CliRun run =
          CliRun.of(
              Map.of(),
              "bench",
              "--target",
              server.url() + "/healthz",
              "--scenario",
              "url",
              "--baseline",
              old.toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("is of another scenario: classic, this run's is url");
    }
  }
}

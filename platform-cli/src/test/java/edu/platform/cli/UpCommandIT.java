package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandIT {

  @TempDir static Path folder;

  /** Seeded once, used by the tests that need data. */
  private static Path seeded;

  private final String port = String.valueOf(RunningCli.freePort());

  UpCommandIT() throws IOException {}

  @BeforeAll
  static void seed() throws Exception {
    seeded = folder.resolve("seeded");
    String port = String.valueOf(RunningCli.freePort());
    try (RunningCli up =
        RunningCli.start(
            Map.of(), "up", "--data-dir", seeded.toString(), "--count", "20", "--port", port)) {
      up.awaitText("Ready: http://127.0.0.1:" + port);

      assertThat(up.out()).contains("database ", "schema ", "data ", "API ", "curl ");
      assertThat(RunningCli.get("http://127.0.0.1:" + port + "/v1/courses?limit=3").body())
          .contains("\"id\"");
      assertSignInIsPrinted(up.out(), port);
    }
  }

  /** The account that is printed is one, and its tokens are of a key of this folder's own. */
  private static void assertSignInIsPrinted(String out, String port) throws IOException {
    assertThat(out).contains("Sign in", "admin@demo.example.org");
    String body = out.substring(out.indexOf("--json '") + 8, out.indexOf("}'") + 1);
    RunningCli.Reply tokens = RunningCli.post("http://127.0.0.1:" + port + "/v1/auth/tokens", body);
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(201);
    try (var keys = Files.list(seeded.resolve("keys"))) {
      assertThat(keys).hasSize(1);
    }
  }

  @Test
  void aLaterStartKeepsTheDataAndHasNothingMoreToSeed() throws Exception {
    try (RunningCli up =
        RunningCli.start(
            Map.of(), "up", "--json", "--data-dir", seeded.toString(), "--port", port)) {
      up.awaitText("\"event\":\"ready\"");

      assertThat(up.out().lines())
          .hasSize(5)
          .allMatch(line -> line.startsWith("{\"event\":"))
          .last()
          .asString()
          .contains("\"data_dir\":\"" + seeded.toRealPath());
      assertThat(RunningCli.get("http://127.0.0.1:" + port + "/v1/courses/20").statusCode())
          .isEqualTo(200);
      assertThat(RunningCli.get("http://127.0.0.1:" + port + "/v1/courses/21").statusCode())
          .isEqualTo(404);
      assertInUse();
    }
  }

  private static void assertInUse() throws IOException {
    CliRun second =
        CliRun.of(
            Map.of(),
            "up",
            "--data-dir",
            seeded.toString(),
            "--port",
            String.valueOf(RunningCli.freePort()));

    assertThat(second.exitCode()).isEqualTo(3);
    assertThat(second.err().lines()).hasSize(2);
    assertThat(second.err()).contains("in use");
  }

  @Test
  void anotherCountThanTheDatasIsRefused() {
    CliRun run =
        CliRun.of(Map.of(), "up", "--data-dir", seeded.toString(), "--count", "30", "--port", port);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("20", "30");
  }

  @Test
  void aPortThatIsTakenIsFoundBeforeTheWork() throws IOException {
    Path dataDir = folder.resolve("never-made");
    try (ServerSocket taken = new ServerSocket(0)) {
      CliRun run =
          CliRun.of(
              Map.of("HTTP_HOST", "0.0.0.0"),
              "up",
              "--data-dir",
              dataDir.toString(),
              "--port",
              "" + taken.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err().lines()).hasSize(2);
      assertThat(dataDir).doesNotExist();
    }
  }

  @Test
  void freshIsConfirmed() {
    CliRun run =
        CliRun.of(Map.of(), "up", "--data-dir", seeded.toString(), "--fresh", "--port", port);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("which nobody confirmed", "--yes");
    assertThat(seeded.resolve("postgres")).isDirectory();
  }

  @Test
  void damagedDataIsToldAndFreshMendsIt() throws Exception {
    Path damaged = folder.resolve("damaged");
    Files.createDirectories(damaged.resolve("postgres"));
    Files.writeString(damaged.resolve("postgres/PG_VERSION"), "17\n");

    CliRun run =
        CliRun.of(Map.of(), "up", "--data-dir", damaged.toString(), "--no-seed", "--port", port);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("is damaged");
    try (RunningCli up =
        RunningCli.start(
            Map.of(),
            "up",
            "--data-dir",
            damaged.toString(),
            "--no-seed",
            "--fresh",
            "--yes",
            "--port",
            port)) {
      up.awaitText("Ready:");
    }
  }

  @Test
  void sigtermStopsEverythingAndEndsWithZeroAndSigkillLosesNothing() throws Exception {
    String[] args = {"up", "--data-dir", seeded.toString(), "--port", port};
    try (CliProcess up = CliProcess.start(folder, args).awaitText("Ready:")) {
      assertThat(up.terminate().exitCode()).isEqualTo(0);
      assertThat(up.output()).contains("Stopping.");
      assertNoServer();
    }
    try (CliProcess up = CliProcess.start(folder, args).awaitText("Ready:")) {
      up.kill().exitCode();
    }
    try (CliProcess up = CliProcess.start(folder, args).awaitText("Ready:")) {
      assertThat(RunningCli.get("http://127.0.0.1:" + port + "/v1/courses/20").statusCode())
          .isEqualTo(200);
      assertThat(up.terminate().exitCode()).isEqualTo(0);
    }
    assertNoServer();
  }

  private static void assertNoServer() {
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .noneMatch(
                        process ->
                            process.info().commandLine().orElse("").contains(seeded.toString())
                                && process.info().command().orElse("").endsWith("postgres")));
  }
}

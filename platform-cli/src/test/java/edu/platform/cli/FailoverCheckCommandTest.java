package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.TestServer;
import edu.platform.cli.failover.RecordedPatroni;
import edu.platform.cli.failover.Verdict;
import edu.platform.cli.json.FailoverHealth;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FailoverCheckCommandTest {

  @Test
  void aClusterThatIsWellIsOk() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3)) {
      CliRun run = check(patroni);

      assertThat(run.exitCode()).isEqualTo(0);
      assertThat(run.out().lines().toList())
          .anyMatch(line -> line.startsWith("OK  cluster platform"))
          .anyMatch(line -> line.matches("patroni1 +leader +running +1 +- +4\\.0\\.7 +17\\.12"));
    }
  }

  @Test
  void aDeadMemberIsDegradedAndEndsWithOne() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3).stop(2)) {
      assertThat(check(patroni).exitCode()).isEqualTo(1);
      assertThat(check(patroni, "--allow-degraded").exitCode()).isEqualTo(0);
    }
  }

  @Test
  void aDeadLeaderIsDownWhateverIsAllowed() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3).stop(1)) {
      CliRun run = check(patroni, "--allow-degraded");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("DOWN  cluster platform", "the leader patroni1 refuses");
    }
  }

  @Test
  void oneJsonDocumentSaysItAll() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("3.0", 2)) {
      CliRun run = check(patroni, "--json", "--explain");

      FailoverHealth health = Jsonb.instance().type(FailoverHealth.class).fromJson(run.out());
      assertThat(run.out().lines()).hasSize(1);
      assertThat(health.verdict())
          .as("without failsafe_mode and synchronous")
          .isEqualTo("degraded");
      assertThat(health.members()).extracting(FailoverHealth.Member::name).contains("old1", "old2");
      assertThat(health.failovers()).hasSize(1);
      assertThat(health.explanations()).hasSize(2);
      assertThat(health.checks())
          .filteredOn(each -> each.check().equals("patroni-version"))
          .extracting(FailoverHealth.Check::result)
          .containsExactly("advice");
    }
  }

  @Test
  void nobodyAnswering() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 1).stop(1)) {
      CliRun run = check(patroni);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines()).hasSize(2);
      assertThat(run.err()).startsWith("edu-cli failover-check: no Patroni answers: http://");
    }
  }

  @Test
  void somethingThatIsNotPatroni() throws Exception {
    try (TestServer other = new TestServer(exchange -> exchange.ok("hello"))) {
      CliRun run = CliRun.of(Map.of(), "failover-check", "--patroni", other.url());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("is not a Patroni");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--patroni, db1:8008, is not http://host:port",
    "--patroni, ftp://db1:8008, is not http://host:port",
    "--database, http://db1, is not postgresql://host:port/database",
    "--redis, somewhere, is not host:port",
    "--max-lag, -1, must be 0 or more",
    "--timeout, 0s, must be more than 0"
  })
  void badOptionsAreUsageErrors(String option, String value, String message) {
    CliRun run = CliRun.of(Map.of(), "failover-check", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "--drill, nod-kill, there is no drill 'nod-kill'",
    "--rate, 0, must be more than 0",
    "--rate, -5, must be more than 0",
    "--repeat, 0, must be 1 or more",
    "--max-lost, many, is not a long",
    "--max-lost, -1, must be 0 or more",
    "--max-write-gap, soon, expected a duration",
    "--synchronous, maybe, must be on or off",
    "--baseline, /no/such/file, cannot be read"
  })
  void badOptionsOfDrillsAreUsageErrors(String option, String value, String message) {
    CliRun run =
        option.equals("--drill")
            ? CliRun.of(Map.of(), "failover-check", "--yes", option, value)
            : CliRun.of(
                Map.of(), "failover-check", "--yes", "--drill", "switchover", option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option).contains(message);
  }

  @Test
  void aDrillElsewhereIsRefusedUnlessAllowed() {
    CliRun run =
        CliRun.of(
            Map.of(),
            "failover-check",
            "--drill",
            "switchover",
            "--yes",
            "--patroni",
            "http://192.0.2.1:8008");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("192.0.2.1 is not this machine", "--allow-remote");
  }

  @Test
  void aDrillStartsOnAHealthyClusterOnly(@TempDir Path folder) throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3).stop(2)) {
      CliRun run =
          CliRun.of(
              Map.of("XDG_STATE_HOME", folder.toString()),
              "failover-check",
              "--patroni",
              patroni.urls(),
              "--drill",
              "switchover",
              "--yes");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("the cluster is degraded, and a drill starts on a healthy");
      assertThat(patroni.changes()).isEmpty();
    }
  }

  @Test
  void aDrillThatLeftSomethingBrokenComesFirst(@TempDir Path folder) throws Exception {
    Path state = folder.resolve("edu-platform").resolve("drill.json");
    Files.createDirectories(state.getParent());
    Files.writeString(
        state,
        """
        {"project":"p","drill":"partition","pid":1,"started_at":"2026-11-25T10:00:00Z","heals":[]}
        """);

    Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.toString());
    CliRun drill = CliRun.of(environment, "failover-check", "--drill", "switchover", "--yes");
    CliRun heal = CliRun.of(environment, "failover-check", "--heal");

    assertThat(drill.exitCode()).isEqualTo(3);
    assertThat(drill.err()).contains("the drill partition of 2026-11-25", "--heal");
    assertThat(heal.exitCode()).isEqualTo(0);
    assertThat(state).doesNotExist();
  }

  @Test
  void nothingToHeal(@TempDir Path folder) {
    CliRun run = CliRun.of(Map.of("XDG_STATE_HOME", folder.toString()), "failover-check", "--heal");

    assertThat(run.exitCode()).isEqualTo(0);
    assertThat(run.err()).startsWith("Nothing is broken");
  }

  @Test
  void watchingTellsHowLongAnOutageWas() {
    FailoverCheck.Outages outages = new FailoverCheck.Outages();
    Instant start = Instant.EPOCH;

    assertThat(outages.saw(Verdict.OK, start)).isEmpty();
    assertThat(outages.saw(Verdict.DOWN, start.plusSeconds(2))).isEmpty();
    assertThat(outages.saw(Verdict.DOWN, start.plusSeconds(4))).isEmpty();
    assertThat(outages.saw(Verdict.DEGRADED, start.plusSeconds(7))).contains(Duration.ofSeconds(5));
    assertThat(outages.saw(Verdict.OK, start.plusSeconds(9))).isEmpty();
  }

  private static CliRun check(RecordedPatroni patroni, String... options) {
    List<String> args =
        new ArrayList<>(List.of("failover-check", "--patroni", patroni.urls(), "--timeout", "10s"));
    args.addAll(Arrays.asList(options));
    return CliRun.of(Map.of(), args.toArray(String[]::new));
  }
}

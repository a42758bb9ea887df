package edu.platform.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Results made up for tests of what is said about them. */
final class Results {
  private static final Target TARGET = Target.parse("http://127.0.0.1:8080", false);
  private static final Scenario CLASSIC = new ClassicScenario(TARGET);

  private Results() {}

  static RunResult closed(Recording recording, int seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    LoadPlan plan = Plans.closed(TARGET, CLASSIC, 32, duration);
    return new RunResult(plan, Instant.EPOCH, duration, false, recording, 0.5, 32, "");
  }

  static RunResult open(Recording recording, int seconds, int connections) {
    Duration duration = Duration.ofSeconds(seconds);
    LoadPlan plan = Plans.open(TARGET, CLASSIC, 100, connections, duration);
    return new RunResult(plan, Instant.EPOCH, duration, false, recording, 0.5, connections, "");
  }

  static RunResult with(RunResult result, double cpuShare, String ownLimit) {
    return new RunResult(
        result.plan(),
        result.startedAt(),
        result.measured(),
        result.stopped(),
        result.recording(),
        cpuShare,
        result.connectionsUsed(),
        ownLimit);
  }

  static List<String> classicOperations() {
    return CLASSIC.operations();
  }
}

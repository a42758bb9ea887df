package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import edu.platform.cli.failover.Cluster;
import edu.platform.cli.failover.ClusterFixture;
import edu.platform.cli.failover.history.FinalState;
import edu.platform.cli.failover.history.History;
import edu.platform.cli.failover.history.Operation;
import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Operation.Writer;
import edu.platform.cli.json.DrillResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a drill comes to: 50 writes a second, a fault after 3 s, an outage of 2 s. */
class MeasuresTest {

  private static final Instant BEGAN = Instant.parse("2026-11-25T10:00:00Z");
  private static final Limits STRICT =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0);

  private final List<Operation> operations = new ArrayList<>();
  private final Map<Long, Long> numbers = new HashMap<>();
  private Optional<Duration> redundancy = Optional.of(Duration.ofSeconds(4));
  private int newTimeline = 4;

  @Test
  void aCleanRunPasses() {
    write();

    DrillResult result = result(Drill.NODE_KILL, STRICT);

    assertThat(result.verdict()).isEqualTo("passed");
    assertThat(result.broken()).isEmpty();
    assertThat(result.writeGapMs()).isEqualTo(2000);
    assertThat(result.redundancyMs()).contains(4000L);
    assertThat(result.acknowledged()).isEqualTo(numbers.size());
    assertThat(result.operations())
        .contains(new DrillResult.Kind("add", numbers.size(), 0, 0, List.of()));
  }

  @Test
  void theTimelineJoinsFaultHistoryAndClients() {
    write();

    assertThat(result(Drill.NODE_KILL, STRICT).timeline())
        .containsExactly(
            new DrillResult.Event(0, "drill", "kill a"),
            new DrillResult.Event(0, "client", "last write before the longest gap"),
            new DrillResult.Event(1500, "Patroni", "b is promoted, timeline 4"),
            new DrillResult.Event(2000, "client", "first write after it"));
  }

  @Test
  void eachSecondIsCounted() {
    write();

    List<DrillResult.Second> seconds = result(Drill.NODE_KILL, STRICT).seconds();

    assertThat(seconds)
        .extracting(DrillResult.Second::atMs, DrillResult.Second::ok)
        .startsWith(tuple(-3000L, 50L))
        .contains(tuple(1000L, 0L));
  }

  @Test
  void aLostWriteFails() {
    write();
    numbers.remove(7L);

    assertThat(result(Drill.NODE_KILL, STRICT).broken())
        .containsExactly("lost writes: 1, at most 0");
  }

  @Test
  void aGapBeyondTheLimitFails() {
    write();
    Limits limits =
        new Limits(
            Optional.of(Duration.ofMillis(1900)),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(3)),
            0,
            0,
            0,
            0,
            0);

    assertThat(result(Drill.NODE_KILL, limits).broken())
        .containsExactly(
            "write gap 2.00 s, at most 1.90 s", "full redundancy 4.00 s, at most 3.00 s");
  }

  @Test
  void redundancyThatDoesNotComeBackFails() {
    write();
    redundancy = Optional.empty();

    assertThat(result(Drill.NODE_KILL, STRICT).broken())
        .containsExactly("full redundancy was not reached");
  }

  @Test
  void aFaultThatNobodyFeltProvesNothing() {
    write();
    newTimeline = 3;

    assertThat(result(Drill.NODE_KILL, STRICT).broken())
        .containsExactly("no other leader was chosen: the fault was not felt");
  }

  @Test
  void readsOfTheApiThatFailCountWhereTheyAreSpared() {
    write();
    operations.add(
        new Operation(
            Kind.READ_API, 1, at(4000), at(4010), Outcome.REFUSED, Optional.empty(), "503"));

    assertThat(result(Drill.API_KILL, STRICT).broken())
        .containsExactly("failed reads of the API: 1, at most 0");
    assertThat(result(Drill.NODE_KILL, STRICT).broken()).isEmpty();
  }

  private void write() {
    for (long millis = 0; millis < 8000; millis += 20) {
      if (millis <= 3000 || millis >= 5000) {
        long number = numbers.size() + 1L;
        numbers.put(number, 1L);
        operations.add(
            new Operation(
                Kind.ADD,
                number,
                at(millis - 5),
                at(millis),
                Outcome.OK,
                Optional.of(new Writer(millis <= 3000 ? 3 : 4, 1)),
                ""));
      }
    }
  }

  private DrillResult result(Drill drill, Limits limits) {
    Cluster before = ClusterFixture.afterFailovers(3);
    DrillRun.Seen seen =
        new DrillRun.Seen(
            BEGAN,
            BEGAN,
            before,
            ClusterFixture.afterFailovers(
                newTimeline,
                new Cluster.Failover(3, "2026-11-25T10:00:04.5+00:00", "b", "no target")),
            new Plan(
                List.of(new Step.KillContainer("a")),
                Duration.ofSeconds(5),
                drill == Drill.NODE_KILL,
                Prediction.deadLeader(ClusterFixture.SETTINGS)),
            new History(operations, List.of()),
            new FinalState(numbers, Map.of(), 1000, 1000, Map.of()),
            List.of(new Recorder.Event(at(3000), "drill", "kill a")),
            at(3000),
            at(8000),
            redundancy,
            false);
    return new Measures(seen)
        .result(new Measures.Label(1, drill, List.of(), Optional.empty(), 1, 50), limits);
  }

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}

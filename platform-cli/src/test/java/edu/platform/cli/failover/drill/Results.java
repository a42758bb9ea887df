package edu.platform.cli.failover.drill;

import edu.platform.cli.json.DrillResult;
import java.util.List;
import java.util.Optional;

/** Results of drills that went well. */
final class Results {

  private Results() {}

  static DrillResult of(int index, Drill drill, long writeGapMillis) {
    return new DrillResult(
        index,
        drill.toString(),
        "passed",
        List.of(),
        false,
        "2026-11-25T10:00:00Z",
        List.of("Patroni 4.0.7"),
        Optional.of("0123456789ab"),
        1,
        "quorum",
        50,
        "a",
        "b",
        5000,
        "3 s in Patroni",
        writeGapMillis,
        100,
        200,
        Optional.of(3000L),
        1000,
        0,
        0,
        0,
        5,
        2,
        0,
        0,
        0,
        0,
        0,
        List.of(new DrillResult.Kind("add", 990, 5, 5, List.of("5 x broken (08006)"))),
        List.of(new DrillResult.Event(0, "drill", "ask a to hand over")),
        List.of(new DrillResult.Second(0, 50, 0, 12, 60, List.of("a"))));
  }
}

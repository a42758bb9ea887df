package edu.platform.cli.failover.drill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import edu.platform.cli.json.DrillResult;
import edu.platform.cli.json.DrillSummary;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/** Sums a series of drills up. */
public final class Summary {

  private Summary() {}

  /**
   * Sum up.
   *
   * @param results of drills
   * @return minimum, median and maximum of each kind
   */
  public static DrillSummary of(Collection<DrillResult> results) {
    LinkedHashMap<String, List<DrillResult>> byDrill =
        results.stream().collect(groupingBy(DrillResult::drill, LinkedHashMap::new, toList()));
    return new DrillSummary(
        results.size(),
        failed(results),
        sum(results, DrillResult::lost),
        sum(results, DrillResult::doubled),
        sum(results, DrillResult::oldLeaderWrites),
        byDrill.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList());
  }

  private static DrillSummary.Row row(String drill, List<DrillResult> results) {
    return new DrillSummary.Row(
        drill,
        results.size(),
        failed(results),
        range(results.stream().map(DrillResult::writeGapMs).toList()),
        range(results.stream().map(DrillResult::readGapMs).toList()),
        range(results.stream().flatMap(each -> each.redundancyMs().stream()).toList()),
        results.stream().mapToLong(DrillResult::predictedWriteGapMs).max().orElse(0),
        sum(results, DrillResult::lost),
        sum(results, DrillResult::indeterminate));
  }

  /** Of an even number, the upper of the two in the middle: never better than what was seen. */
  static DrillSummary.Range range(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? new DrillSummary.Range(0, 0, 0)
        : new DrillSummary.Range(
            sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
  }

  private static int failed(Collection<DrillResult> results) {
    return (int) results.stream().filter(each -> !each.verdict().equals("passed")).count();
  }

  private static long sum(Collection<DrillResult> results, ToLongFunction<DrillResult> of) {
    return results.stream().mapToLong(of).sum();
  }
}

package edu.platform.cli.failover.history;

import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Operation.Writer;
import edu.platform.cli.failover.history.Sample.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what clients were told with what is there. */
public final class Checker {

  /** An answer of a member counts until its next one, and no longer than this. */
  private static final long SAMPLE_HOLDS_NANOS = Duration.ofSeconds(1).toNanos();

  private Checker() {}

  /**
   * Check a history.
   *
   * @param history what clients saw
   * @param state what is there in the end
   * @return what is wrong
   */
  public static Findings check(History history, FinalState state) {
    List<Operation> writes = history.stream(each -> each.kind().writes()).toList();
    List<Operation> unknown =
        writes.stream().filter(each -> each.outcome() == Outcome.INDETERMINATE).toList();
    OldLeader old = OldLeader.of(writes);
    return new Findings(
        writes.stream().filter(Operation::ok).count(),
        writes.stream().filter(Operation::ok).filter(each -> state.times(each) == 0).toList(),
        writes.stream().filter(each -> state.times(each) > 1).toList(),
        writes.stream()
            .filter(each -> each.outcome() == Outcome.REFUSED)
            .filter(each -> state.times(each) > 0)
            .toList(),
        unknown.size(),
        unknown.stream().filter(each -> state.times(each) > 0).count(),
        wrong(history, Kind.READ_TOTAL) + (state.total() == state.expectedTotal() ? 0 : 1),
        wrong(history, Kind.READ_OWN),
        old.acknowledged,
        Duration.ofNanos(old.overlapNanos),
        twoPrimaries(history.samples()));
  }

  /** Reads that were answered, with something that must not be. */
  private static long wrong(History history, Kind kind) {
    return history.stream(each -> each.kind() == kind && each.ok() && !each.detail().isEmpty())
        .count();
  }

  /**
   * Writes that an older leader acknowledged beside a newer one. A write that began before the
   * newer leader's first acknowledgement may well be answered after it: the old leader had finished
   * it by then.
   */
  private record OldLeader(long acknowledged, long overlapNanos) {
    static OldLeader of(List<Operation> writes) {
      TreeMap<Writer, Long> firstAcknowledged = new TreeMap<>();
      for (Operation write : writes) {
        if (write.ok()) {
          write
              .writer()
              .ifPresent(writer -> firstAcknowledged.merge(writer, write.endedNanos(), Math::min));
        }
      }
      long acknowledged = 0;
      long overlapNanos = 0;
      for (Operation write : writes) {
        if (!write.ok() || write.writer().isEmpty()) {
          continue;
        }
        long newer =
            firstAcknowledged.tailMap(write.writer().get(), false).values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(Long.MAX_VALUE);
        if (newer < write.beganNanos()) {
          acknowledged++;
          overlapNanos = Math.max(overlapNanos, write.endedNanos() - newer);
        }
      }
      return new OldLeader(acknowledged, overlapNanos);
    }
  }

  private static Duration twoPrimaries(List<Sample> samples) {
    Map<String, Sample> latest = new HashMap<>();
    long nanos = 0;
    long before = 0;
    for (Sample sample : samples) {
      long from = before;
      // The second of those that are primaries longest is what bounds the time that there are two.
      long until =
          latest.values().stream()
              .filter(each -> each.state() == State.PRIMARY)
              .map(each -> Math.min(each.atNanos() + SAMPLE_HOLDS_NANOS, sample.atNanos()))
              .sorted(java.util.Comparator.reverseOrder())
              .skip(1)
              .findFirst()
              .orElse(from);
      nanos += Math.max(0, until - from);
      latest.put(sample.member(), sample);
      before = sample.atNanos();
    }
    return Duration.ofNanos(nanos);
  }
}

package edu.platform.cli.failover.drill;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import edu.platform.cli.failover.Member;
import edu.platform.cli.failover.history.Checker;
import edu.platform.cli.failover.history.Findings;
import edu.platform.cli.failover.history.Gap;
import edu.platform.cli.failover.history.Operation;
import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Sample;
import edu.platform.cli.json.DrillResult;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a result of what a drill has seen. */
final class Measures {

  private static final Set<Kind> WRITES = Set.of(Kind.ADD, Kind.TRANSFER);
  private static final Set<Kind> READS = Set.of(Kind.READ_TOTAL);
  private static final int FAULTS = 4;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final DrillRun.Seen seen;

  Measures(DrillRun.Seen seen) {
    this.seen = seen;
  }

  /** What of a result does not come from the drill itself. */
  record Label(
      int index,
      Drill drill,
      List<String> versions,
      Optional<String> commit,
      long randomSeed,
      double rate) {}

  DrillResult result(Label label, Limits limits) {
    Findings findings = Checker.check(seen.history(), seen.state());
    Gap writes = gap(WRITES);
    Gap reads = gap(READS);
    List<String> broken =
        new ArrayList<>(
            limits.broken(findings, writes.length(), reads.length(), seen.redundancy()));
    if (!writes.recovered()) {
      broken.add("writes did not come back");
    }
    long failedReads = count(each -> each.kind() == Kind.READ_API && !each.ok());
    if (label.drill().sparesReads() && failedReads > 0) {
      broken.add("failed reads of the API: " + failedReads + ", at most 0");
    }
    if (seen.plan().newLeader() && newTimeline() <= 0) {
      broken.add("no other leader was chosen: the fault was not felt");
    }
    Duration worst =
        seen.history().operations().stream()
            .filter(each -> WRITES.contains(each.kind()) && each.ok())
            .map(each -> Duration.ofNanos(each.endedNanos() - each.beganNanos()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new DrillResult(
        label.index(),
        label.drill().toString(),
        broken.isEmpty() ? "passed" : "failed",
        broken,
        seen.interrupted(),
        seen.startedAt().toString(),
        label.versions(),
        label.commit(),
        label.randomSeed(),
        seen.before().settings().synchronous().toString(),
        label.rate(),
        DrillRun.leader(seen.before()),
        DrillRun.leader(seen.after()),
        seen.plan().prediction().writeGap().toMillis(),
        seen.plan().prediction().because(),
        writes.length().toMillis(),
        reads.length().toMillis(),
        worst.toMillis(),
        seen.redundancy().map(Duration::toMillis),
        findings.acknowledged(),
        findings.lost().size(),
        findings.doubled().size(),
        findings.refusedAndDone().size(),
        findings.indeterminate(),
        findings.indeterminateDone(),
        findings.wrongTotals(),
        findings.staleReads(),
        findings.acknowledgedByOldLeader(),
        findings.twoLeaders().toMillis(),
        findings.twoPrimaries().toMillis(),
        kinds(),
        timeline(writes),
        seconds());
  }

  private Gap gap(Set<Kind> kinds) {
    return Gap.longest(seen.history(), kinds, seen.faultNanos(), seen.endNanos());
  }

  private long count(Predicate<Operation> wanted) {
    return seen.history().operations().stream().filter(wanted).count();
  }

  private int newTimeline() {
    return timeline(seen.after().leader()) - timeline(seen.before().leader());
  }

  private static int timeline(Optional<Member> leader) {
    return leader
        .filter(each -> each.timeline().isPresent())
        .map(each -> each.timeline().getAsInt())
        .orElse(0);
  }

  private List<DrillResult.Kind> kinds() {
    List<DrillResult.Kind> kinds = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long ok = count(each -> each.kind() == kind && each.outcome() == Outcome.OK);
      long refused = count(each -> each.kind() == kind && each.outcome() == Outcome.REFUSED);
      long unknown = count(each -> each.kind() == kind && each.outcome() == Outcome.INDETERMINATE);
      if (ok + refused + unknown > 0) {
        kinds.add(new DrillResult.Kind(kind.toString(), ok, refused, unknown, faults(kind)));
      }
    }
    return kinds;
  }

  private List<String> faults(Kind kind) {
    return seen.history().operations().stream()
        .filter(each -> each.kind() == kind && !each.detail().isEmpty())
        .collect(groupingBy(Operation::detail, counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(FAULTS)
        .map(each -> each.getValue() + " x " + each.getKey())
        .toList();
  }

  private long sinceFaultMillis(long nanos) {
    return Duration.ofNanos(nanos - seen.faultNanos()).toMillis();
  }

  /** Fault, HAProxy, members, Patroni's history and what clients felt, in one list. */
  private List<DrillResult.Event> timeline(Gap writes) {
    List<DrillResult.Event> events = new ArrayList<>();
    for (Recorder.Event event : seen.events()) {
      events.add(
          new DrillResult.Event(sinceFaultMillis(event.atNanos()), event.source(), event.text()));
    }
    events.add(
        new DrillResult.Event(
            sinceFaultMillis(writes.fromNanos()), "client", "last write before the longest gap"));
    if (writes.recovered()) {
      events.add(
          new DrillResult.Event(
              sinceFaultMillis(writes.untilNanos()), "client", "first write after it"));
    }
    Instant fault = seen.loadBeganAt().plusNanos(seen.faultNanos());
    int known = seen.before().failovers().size();
    for (var failover :
        seen.after()
            .failovers()
            .subList(
                Math.min(known, seen.after().failovers().size()),
                seen.after().failovers().size())) {
      at(failover.at())
          .ifPresent(
              at ->
                  events.add(
                      new DrillResult.Event(
                          Duration.between(fault, at).toMillis(),
                          "Patroni",
                          failover.leader()
                              + " is promoted, timeline "
                              + (failover.timeline() + 1))));
    }
    events.sort(Comparator.comparingLong(DrillResult.Event::atMs));
    return events;
  }

  private static Optional<Instant> at(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private List<DrillResult.Second> seconds() {
    int first = (int) Math.floorDiv(-seen.faultNanos(), SECOND);
    int last = (int) Math.floorDiv(seen.endNanos() - seen.faultNanos(), SECOND);
    TreeMap<Integer, long[]> counts = new TreeMap<>();
    for (int second = first; second <= last; second++) {
      counts.put(second, new long[4]);
    }
    for (Operation each : seen.history().operations()) {
      long[] count = counts.get((int) Math.floorDiv(each.endedNanos() - seen.faultNanos(), SECOND));
      if (count == null) {
        continue;
      }
      if (WRITES.contains(each.kind())) {
        count[each.ok() ? 0 : 1]++;
        if (each.ok()) {
          count[2] =
              Math.max(
                  count[2], Duration.ofNanos(each.endedNanos() - each.beganNanos()).toMillis());
        }
      } else if (each.ok() && !each.kind().writes()) {
        count[3]++;
      }
    }
    Map<Integer, Set<String>> primaries = primaries(first, last);
    List<DrillResult.Second> seconds = new ArrayList<>();
    counts.forEach(
        (second, count) ->
            seconds.add(
                new DrillResult.Second(
                    second * 1000L,
                    count[0],
                    count[1],
                    count[2],
                    count[3],
                    List.copyOf(primaries.getOrDefault(second, Set.of())))));
    return seconds;
  }

  private Map<Integer, Set<String>> primaries(int first, int last) {
    TreeMap<Integer, Set<String>> primaries = new TreeMap<>();
    for (Sample sample : seen.history().samples()) {
      int second = (int) Math.floorDiv(sample.atNanos() - seen.faultNanos(), SECOND);
      if (sample.state() == Sample.State.PRIMARY && second >= first && second <= last) {
        primaries.computeIfAbsent(second, _ -> new TreeSet<>()).add(sample.member());
      }
    }
    return primaries;
  }
}

package edu.platform.cli.failover.history;

import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Operation.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories made by hand. Times are milliseconds; each operation takes two of them. */
final class HistoryFixture {

  static final Writer FIRST = new Writer(1, 100);
  static final Writer SECOND = new Writer(2, 50);

  private final List<Operation> operations = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Long, Long> numbers = new HashMap<>();
  private final Map<Long, Long> transfers = new HashMap<>();
  private final Map<Long, Long> purchases = new HashMap<>();
  private long total = 1000;

  /** A number that was acknowledged and is there. */
  HistoryFixture added(long number, long atMillis, Writer by) {
    numbers.merge(number, 1L, Long::sum);
    return told(Kind.ADD, number, atMillis, Outcome.OK, by);
  }

  /** Only what the client was told. */
  HistoryFixture told(Kind kind, long id, long atMillis, Outcome outcome, Writer by) {
    operations.add(
        new Operation(
            kind,
            id,
            nanos(atMillis - 2),
            nanos(atMillis),
            outcome,
            outcome == Outcome.OK ? Optional.of(by) : Optional.empty(),
            ""));
    return this;
  }

  HistoryFixture read(Kind kind, long atMillis, String wrong) {
    operations.add(
        new Operation(
            kind, 0, nanos(atMillis - 2), nanos(atMillis), Outcome.OK, Optional.empty(), wrong));
    return this;
  }

  /** Only what is in the database. */
  HistoryFixture there(Kind kind, long id, long times) {
    Map<Long, Long> counts =
        kind == Kind.TRANSFER ? transfers : kind == Kind.PURCHASE ? purchases : numbers;
    counts.put(id, times);
    return this;
  }

  HistoryFixture total(long found) {
    total = found;
    return this;
  }

  HistoryFixture sample(String member, long atMillis, Sample.State state) {
    samples.add(new Sample(member, nanos(atMillis), state));
    return this;
  }

  History history() {
    return new History(operations, samples);
  }

  Findings check() {
    return Checker.check(history(), new FinalState(numbers, transfers, total, 1000, purchases));
  }

  static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}

package edu.platform.cli.failover.history;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that was seen.
 *
 * @param operations by the time they ended
 * @param samples by their time
 */
public record History(List<Operation> operations, List<Sample> samples) {

  /** Sorts and copies the lists. */
  public History {
    operations =
        operations.stream().sorted(Comparator.comparingLong(Operation::endedNanos)).toList();
    samples = samples.stream().sorted(Comparator.comparingLong(Sample::atNanos)).toList();
  }

  Stream<Operation> stream(Predicate<Operation> wanted) {
    return operations.stream().filter(wanted);
  }
}

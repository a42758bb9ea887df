package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.history.History;
import edu.platform.cli.failover.history.Operation;
import edu.platform.cli.failover.history.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Collects what clients see. Times count from when it was made. */
final class Recorder {

  private final long beganAt = System.nanoTime();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastWriteNanos = new AtomicLong(Long.MIN_VALUE);

  /** Something that happened, for the timeline. */
  record Event(long atNanos, String source, String text) {}

  long now() {
    return System.nanoTime() - beganAt;
  }

  void add(Operation operation) {
    operations.add(operation);
    if (operation.ok()
        && (operation.kind() == Operation.Kind.ADD
            || operation.kind() == Operation.Kind.TRANSFER)) {
      lastWriteNanos.accumulateAndGet(operation.endedNanos(), Math::max);
    }
  }

  void add(Sample sample) {
    samples.add(sample);
  }

  void event(String source, String text) {
    events.add(new Event(now(), source, text));
  }

  /** When a write through HAProxy was last acknowledged; long ago if none was. */
  long lastWriteNanos() {
    return lastWriteNanos.get();
  }

  History history() {
    return new History(List.copyOf(operations), List.copyOf(samples));
  }

  List<Event> events() {
    return new ArrayList<>(events);
  }
}

package edu.platform.cli.failover.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a drill goes.
 *
 * @param steps break something, in order
 * @param hold how long it stays broken at least; then until writes are back
 * @param newLeader whether another member must take over
 * @param prediction of the write gap
 */
record Plan(List<Step> steps, Duration hold, boolean newLeader, Prediction prediction) {

  /** Copies the list. */
  Plan {
    steps = List.copyOf(steps);
  }

  /** What undoes it, the last fault first. */
  List<Heal> heals() {
    return steps.reversed().stream().map(Step::heal).flatMap(Optional::stream).toList();
  }

  /** With a step before all others. */
  Plan after(Step first) {
    List<Step> all = new java.util.ArrayList<>(List.of(first));
    all.addAll(steps);
    return new Plan(all, hold, newLeader, prediction);
  }
}

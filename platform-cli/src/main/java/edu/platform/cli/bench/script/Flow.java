package edu.platform.cli.bench.script;

import java.util.List;

/**
 * What a user does from beginning to end.
 *
 * @param weight how often it is chosen, compared with the others; above 0
 * @param steps at least one, the first of which needs no captured value
 */
record Flow(double weight, List<Step> steps) {
  Flow {
    steps = List.copyOf(steps);
  }
}

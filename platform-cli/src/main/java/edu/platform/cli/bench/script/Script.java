package edu.platform.cli.bench.script;

import edu.platform.cli.bench.ThinkTime;
import java.util.List;

/**
 * A scenario as it is written down.
 *
 * @param name as reports show it
 * @param think pause of a user before each request, in the closed model
 * @param operations names that steps have
 * @param slots how many values a user remembers
 * @param sources where drawn values come from
 * @param flows at least one
 */
record Script(
    String name,
    ThinkTime think,
    List<String> operations,
    int slots,
    List<Source> sources,
    List<Flow> flows) {
  Script {
    operations = List.copyOf(operations);
    sources = List.copyOf(sources);
    flows = List.copyOf(flows);
  }
}

package edu.platform.cli.bench;

import java.util.List;

/** What the virtual users of a run do. */
public interface Scenario {

  /** Return the name that {@code --scenario} takes. */
  String name();

  /** Return the kinds of request, at least one; requests name theirs by its index here. */
  List<String> operations();

  /** Return how long users of the closed model think if the command line does not say. */
  ThinkTime thinkTime();

  /**
   * Look whether the target is ready for this scenario, before any load.
   *
   * @return notices for the person who started the run, often none
   * @throws UnavailableException if it does not answer or is not ready
   */
  List<String> prepare(Probe probe);

  /**
   * Make a user.
   *
   * @param seed for the user's random choices
   * @param paced whether thinking sets the user's pace (closed model) rather than a rate (open)
   */
  VirtualUser newUser(long seed, boolean paced);
}

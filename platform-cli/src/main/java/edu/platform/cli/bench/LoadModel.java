package edu.platform.cli.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What sets the pace of a run. */
public sealed interface LoadModel {

  /**
   * A fixed number of users, each of which waits for its answer and thinks before it goes on: a
   * slow server is asked less often.
   *
   * @param think the pause between rounds
   */
  record Closed(ThinkTime think) implements LoadModel {
    public Closed {
      requireNonNull(think, "think");
    }
  }

  /**
   * Requests fall due by a schedule, whatever the server does: a slow server meets a queue, as it
   * would with independent users. Latencies count from when a request was due.
   *
   * @param stages rates, one after another, after a warm-up at the first one's; at least one
   * @param poisson whether gaps are random as of independent users, or all alike
   */
  record Open(List<Stage> stages, boolean poisson) implements LoadModel {
    public Open {
      stages = List.copyOf(stages);
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("the open model needs at least one stage");
      }
    }
  }
}

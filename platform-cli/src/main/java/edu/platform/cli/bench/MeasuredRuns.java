package edu.platform.cli.bench;

import edu.platform.cli.json.BenchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Runs of one plan, one after another: what each gave, and all together. */
public final class MeasuredRuns {
  private final int planned;
  private final List<BenchResult.Run> figures = new ArrayList<>();
  private final List<String> objections = new ArrayList<>();
  private RunResult whole;

  /**
   * Begin.
   *
   * @param planned how many runs there will be
   */
  public MeasuredRuns(int planned) {
    this.planned = planned;
  }

  /** Add a run. */
  public void add(RunResult run) {
    OperationStats total = run.recording().total();
    Histogram latency = total.latency();
    figures.add(
        new BenchResult.Run(
            JsonReport.rounded(run.rate(total)),
            total.errorShare(),
            JsonReport.percentile(latency, 50),
            JsonReport.percentile(latency, 99)));
    String prefix = planned > 1 ? "run " + figures.size() + ": " : "";
    Validity.objections(run).forEach(objection -> objections.add(prefix + objection));
    whole = whole == null ? run : and(whole, run);
  }

  private static RunResult and(RunResult first, RunResult next) {
    first.recording().add(next.recording());
    return new RunResult(
        first.plan(),
        first.startedAt(),
        first.measured().plus(next.measured()),
        first.stopped() || next.stopped(),
        first.recording(),
        Math.max(first.cpuShare(), next.cpuShare()),
        Math.max(first.connectionsUsed(), next.connectionsUsed()),
        first.ownLimit().isEmpty() ? next.ownLimit() : first.ownLimit());
  }

  /** Return all runs as one; there must be one at least. */
  public RunResult whole() {
    return whole;
  }

  /** Return the figures of each run. */
  public List<BenchResult.Run> figures() {
    return List.copyOf(figures);
  }

  /** Return whether a run was stopped before its end. */
  public boolean isStopped() {
    return whole != null && whole.stopped();
  }

  /** Return how long all runs take as planned. */
  public static Duration length(LoadPlan plan, int runs) {
    return plan.duration().equals(LoadPlan.UNTIL_STOPPED)
        ? plan.duration()
        : plan.warmup().plus(plan.duration()).multipliedBy(runs);
  }

  /**
   * Judge the runs.
   *
   * @param compared outcomes of a comparison, often none
   */
  public Judgement judge(List<Assertion> assertions, List<Assertion.Outcome> compared) {
    List<Assertion.Outcome> outcomes = new ArrayList<>();
    assertions.forEach(assertion -> outcomes.add(assertion.check(whole)));
    outcomes.addAll(compared);
    return new Judgement(objections, outcomes);
  }
}

package edu.platform.cli.bench;

import edu.platform.cli.bench.CapacitySearch.Capacity;
import edu.platform.cli.bench.CapacitySearch.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Searches the highest rate that a server keeps, by one {@link LoadRun} after another. */
public final class CapacityRun {
  /** A server that answers fewer of the requests that are due cannot keep the rate. */
  private static final double ANSWERED_SHARE = 0.98;

  private static final int TRIAL_SHARE = 4;

  /** A trial that says nothing, perhaps because something else took the CPU, is made again. */
  private static final int ATTEMPTS = 3;

  private final LoadPlan plan;
  private final LoadModel.Open model;
  private final List<Assertion> assertions;
  private final List<Trial> trials = new ArrayList<>();
  private volatile LoadRun running;
  private volatile boolean stopped;

  /**
   * A trial.
   *
   * @param rate requests a second that were due
   * @param confirming whether it was to confirm what was found
   * @param result what was measured
   * @param judgement what it is worth
   * @param finding what it showed
   */
  public record Trial(
      double rate, boolean confirming, RunResult result, Judgement judgement, Finding finding) {}

  /**
   * What a search found.
   *
   * @param plan as asked for
   * @param assertions that were to hold
   * @param capacity what was found
   * @param trials how, in their order
   * @param stopped whether it was stopped before its end
   */
  public record Result(
      LoadPlan plan,
      List<Assertion> assertions,
      Capacity capacity,
      List<Trial> trials,
      boolean stopped) {
    public Result {
      assertions = List.copyOf(assertions);
      trials = List.copyOf(trials);
    }
  }

  /** Is told what happens. */
  public interface Listener {
    /** A trial begins; then follow its intervals. */
    Consumer<Interval> begins(LoadPlan trial, double rate, boolean confirming);
  }

  /**
   * Prepare a search.
   *
   * @param plan of the open model with one stage: its rate is the first that is tried, its duration
   *     that of the confirmation; the other trials measure for a quarter of it
   * @param assertions that must hold
   */
  public CapacityRun(LoadPlan plan, List<Assertion> assertions) {
    if (!(plan.model() instanceof LoadModel.Open open) || open.stages().size() != 1) {
      throw new IllegalArgumentException("a search needs the open model with one stage");
    }
    this.plan = plan;
    this.model = open;
    this.assertions = List.copyOf(assertions);
  }

  /** Stop early, from any thread. */
  public void stop() {
    stopped = true;
    LoadRun current = running;
    if (current != null) {
      current.stop();
    }
  }

  /**
   * Search.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public Result run(Listener listener) throws InterruptedException {
    Capacity capacity =
        CapacitySearch.search(
            model.stages().getFirst().rate(),
            (rate, confirming) -> trial(rate, confirming, listener));
    return new Result(plan, assertions, capacity, trials, stopped);
  }

  private Finding trial(double rate, boolean confirming, Listener listener)
      throws InterruptedException {
    Finding finding = Finding.INVALID;
    for (int i = 0; i < ATTEMPTS && finding == Finding.INVALID; i++) {
      finding = attempt(rate, confirming, listener);
    }
    return finding;
  }

  private Finding attempt(double rate, boolean confirming, Listener listener)
      throws InterruptedException {
    Duration duration = confirming ? plan.duration() : plan.duration().dividedBy(TRIAL_SHARE);
    LoadPlan trial =
        plan.withModel(
            new LoadModel.Open(List.of(new Stage(duration, rate)), model.poisson()), duration);
    LoadRun run = new LoadRun(trial);
    running = run;
    if (stopped) {
      return Finding.STOPPED;
    }
    RunResult result = run.run(listener.begins(trial, rate, confirming));
    Judgement judgement = Judgement.of(result, assertions);
    Finding finding = finding(result, judgement);
    trials.add(new Trial(rate, confirming, result, judgement, finding));
    return finding;
  }

  private Finding finding(RunResult result, Judgement judgement) {
    if (stopped) {
      return Finding.STOPPED;
    }
    if (!judgement.objections().isEmpty()) {
      return Finding.INVALID;
    }
    OperationStats total = result.recording().total();
    boolean keepsUp = total.completed() >= ANSWERED_SHARE * total.requests();
    return judgement.passed() && keepsUp ? Finding.KEPT : Finding.BROKEN;
  }
}

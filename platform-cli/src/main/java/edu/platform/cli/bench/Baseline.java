package edu.platform.cli.bench;

import edu.platform.cli.json.BenchResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares runs with earlier ones of the same plan: their rate, median and 99th percentile, each by
 * {@link RankSum}. The three tests together see a difference where there is none in at most 1 of 20
 * cases (Holm's correction).
 */
public final class Baseline {
  /** Fewer runs on both sides cannot show any difference. */
  public static final int FEWEST_RUNS = 5;

  static final double SIGNIFICANCE = 0.05;

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("rate", false, BenchResult.Run::rate),
          new Figure("p50", true, BenchResult.Run::p50),
          new Figure("p99", true, BenchResult.Run::p99));

  private final String name;
  private final BenchResult earlier;
  private final double maxRegression;

  /** A figure of a run that is compared. */
  private record Figure(String name, boolean fewerIsBetter, ToDoubleFunction<BenchResult.Run> of) {
    double[] values(List<BenchResult.Run> runs) {
      return runs.stream().mapToDouble(of).toArray();
    }
  }

  /**
   * Make a baseline.
   *
   * @param name of the file, for messages
   * @param maxRegression by how much a figure may be worse, 0.1 for 10%
   * @throws IllegalArgumentException if the result cannot be compared with anything
   */
  public Baseline(String name, BenchResult earlier, double maxRegression) {
    this.name = name;
    this.earlier = earlier;
    this.maxRegression = maxRegression;
    if (earlier.plan() == null || earlier.verdict() == null) {
      throw new IllegalArgumentException(name + " is no result of edu-cli bench --json");
    }
    if (earlier.interrupted() || earlier.verdict().equals("invalid")) {
      throw new IllegalArgumentException(
          name + " was interrupted or invalid: measure it again, nothing can be concluded from it");
    }
    if (runs(earlier).size() < FEWEST_RUNS) {
      throw new IllegalArgumentException(
          name
              + " has "
              + runs(earlier).size()
              + " runs, a comparison needs "
              + FEWEST_RUNS
              + ": make it with --repeat "
              + FEWEST_RUNS);
    }
  }

  private static List<BenchResult.Run> runs(BenchResult result) {
    return result.runs() == null ? List.of() : result.runs();
  }

  /**
   * See that the baseline was measured like the runs to come.
   *
   * @throws IllegalArgumentException if it was not; the message names the difference
   */
  public void requirePlan(LoadPlan plan) {
    BenchResult.Plan was = earlier.plan();
    BenchResult.Plan is = JsonReport.plan(plan);
    require("scenario", was.scenario(), is.scenario());
    require("model", was.model(), is.model());
    require("arrivals", was.arrivals(), is.arrivals());
    require("stages", was.stages(), is.stages());
    require("think time", was.think(), is.think());
    require("duration in seconds", was.durationSeconds(), is.durationSeconds());
    if (!plan.isOpen()) {
      require("number of connections", was.connections(), is.connections());
    }
  }

  private void require(String what, Object was, Object is) {
    if (!is.equals(was)) {
      throw new IllegalArgumentException(
          name + " is of another " + what + ": " + was + ", this run's is " + is);
    }
  }

  /**
   * Compare.
   *
   * @param later at least {@link #FEWEST_RUNS} runs
   * @return an outcome a figure: it fails if a difference is seen and is more than was allowed
   */
  public List<Assertion.Outcome> compare(List<BenchResult.Run> later) {
    List<BenchResult.Run> before = runs(earlier);
    List<RankSum> tests =
        FIGURES.stream()
            .map(figure -> new RankSum(figure.values(before), figure.values(later)))
            .toList();
    boolean[] seen = seen(tests.stream().mapToDouble(RankSum::pValue).toArray());
    List<Assertion.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < FIGURES.size(); i++) {
      outcomes.add(outcome(FIGURES.get(i), tests.get(i), seen[i]));
    }
    return outcomes;
  }

  /** Holm: the smallest of three p-values is compared with a third of the level, and so on. */
  static boolean[] seen(double[] pValues) {
    boolean[] seen = new boolean[pValues.length];
    List<Integer> rising =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .toList();
    for (int i = 0; i < rising.size(); i++) {
      int index = rising.get(i);
      if (pValues[index] > SIGNIFICANCE / (pValues.length - i)) {
        break;
      }
      seen[index] = true;
    }
    return seen;
  }

  private Assertion.Outcome outcome(Figure figure, RankSum test, boolean seen) {
    double factor = test.factor();
    double worse = figure.fewerIsBetter ? factor - 1 : 1 - factor;
    double[] bounds = test.factorBounds();
    String finding =
        !seen ? "no difference seen" : worse > 0 ? "worse" : worse < 0 ? "better" : "different";
    return new Assertion.Outcome(
        String.format(
            Locale.ROOT,
            "%s at most %s worse than %s",
            figure.name,
            percent(maxRegression).substring(1),
            name),
        String.format(
            Locale.ROOT,
            "%s: %s, 95%% within %s to %s, p=%.3f",
            finding,
            percent(factor - 1),
            percent(bounds[0] - 1),
            percent(bounds[1] - 1),
            test.pValue()),
        !seen || worse <= maxRegression);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f%%", share * 100);
  }
}

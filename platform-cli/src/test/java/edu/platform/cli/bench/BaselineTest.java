package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.cli.json.BenchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
  private static final int PAIRS = 2000;

  private final SplittableRandom random = new SplittableRandom(20_261_125);

  private static BenchResult result(List<BenchResult.Run> runs) {
    return result(runs, false, new Recording(3));
  }

  private static BenchResult result(
      List<BenchResult.Run> runs, boolean stopped, Recording recording) {
    OperationStats course = recording.operations().getFirst();
    course.addAnswer(1);
    OperationStats.record(course.latency(), 1000);
    RunResult result = Results.closed(recording, 10);
    BenchResult json = JsonReport.of(result, Judgement.of(result, List.of()), runs);
    return new BenchResult(
        json.verdict(),
        json.objections(),
        stopped,
        json.assertions(),
        json.plan(),
        json.startedAt(),
        json.measuredSeconds(),
        json.total(),
        json.operations(),
        json.scheduleLag(),
        json.generator(),
        json.runs());
  }

  private static List<Assertion.Outcome> compare(
      List<BenchResult.Run> before, List<BenchResult.Run> after, double maxRegression) {
    return new Baseline("old.json", result(before), maxRegression).compare(after);
  }

  /**
   * A run as a noisy machine gives it: latencies of a queue, whose load and stalls differ from run
   * to run, a thousand of them.
   */
  private BenchResult.Run run(double slowness) {
    double ofThisRun = slowness * Math.exp(0.08 * random.nextGaussian());
    boolean stalled = random.nextInt(6) == 0;
    Histogram latency = OperationStats.newHistogram();
    for (int i = 0; i < 1000; i++) {
      double millis = ofThisRun * Math.exp(0.5 * random.nextGaussian());
      boolean hit = stalled && i % 50 == 0;
      OperationStats.record(latency, (long) ((hit ? 40 + 20 * random.nextDouble() : millis) * 1e6));
    }
    return new BenchResult.Run(
        JsonReport.rounded(1e6 / latency.getMean()),
        0,
        JsonReport.percentile(latency, 50),
        JsonReport.percentile(latency, 99));
  }

  private List<BenchResult.Run> runs(int count, double slowness) {
    return Stream.generate(() -> run(slowness)).limit(count).toList();
  }

  private static boolean seesNoDifference(List<Assertion.Outcome> outcomes) {
    return outcomes.stream()
        .allMatch(outcome -> outcome.measured().startsWith("no difference seen: "));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 12})
  void twoResultsOfOneBuildShowNoDifferenceIn19Of20Cases(int runs) {
    int same = 0;
    for (int i = 0; i < PAIRS; i++) {
      same += seesNoDifference(compare(runs(runs, 2), runs(runs, 2), 0.1)) ? 1 : 0;
    }

    // The bound is 95% of all pairs there could be; that of 2000 differs by chance: 3 sigma.
    assertThat((double) same / PAIRS).isGreaterThan(0.95 - 3 * Math.sqrt(0.95 * 0.05 / PAIRS));
  }

  @Test
  void aBuildThatIsAThirdSlowerIsSeen() {
    int seen = 0;
    for (int i = 0; i < 200; i++) {
      List<Assertion.Outcome> outcomes = compare(runs(8, 2), runs(8, 2.7), 0.1);
      seen += outcomes.stream().allMatch(Assertion.Outcome::passed) ? 0 : 1;
    }

    assertThat(seen).isGreaterThan(190);
  }

  @Test
  void aDifferenceWithinTheLimitPasses() {
    List<Assertion.Outcome> outcomes = compare(steady(100), steady(103), 0.1);

    assertThat(outcomes).allMatch(Assertion.Outcome::passed);
    assertThat(outcomes.get(1).assertion()).isEqualTo("p50 at most 10.0% worse than old.json");
    assertThat(outcomes.get(1).measured()).startsWith("worse: +3.0%, 95% within +");
    assertThat(outcomes.get(0).measured()).startsWith("better: +3.0%"); // the rate
  }

  @Test
  void aFasterBuildPassesWhateverTheLimit() {
    assertThat(compare(steady(100), steady(50), 0))
        .filteredOn(outcome -> outcome.assertion().startsWith("p"))
        .allMatch(outcome -> outcome.passed() && outcome.measured().startsWith("better: -50.0%"));
  }

  @Test
  void aLowerRateIsWorse() {
    assertThat(compare(steady(100), steady(50), 0.1))
        .filteredOn(outcome -> outcome.assertion().startsWith("rate"))
        .singleElement()
        .matches(outcome -> !outcome.passed() && outcome.measured().startsWith("worse: -50.0%"));
  }

  /** Five runs, all figures within a thousandth of a value. */
  private static List<BenchResult.Run> steady(double value) {
    List<BenchResult.Run> runs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double figure = value * (1 + i / 5000.0);
      runs.add(new BenchResult.Run(figure, 0, figure, figure));
    }
    return runs;
  }

  @Test
  void holmLooksAtTheSmallestFirst() {
    assertThat(Baseline.seen(new double[] {0.04, 0.016, 0.03})).containsExactly(false, true, false);
    assertThat(Baseline.seen(new double[] {0.04, 0.016, 0.02})).containsExactly(true, true, true);
    assertThat(Baseline.seen(new double[] {0.017, 0.02, 0.02}))
        .containsExactly(false, false, false);
  }

  @Test
  void aResultOfFewRunsIsNoBaseline() {
    assertThatThrownBy(() -> new Baseline("old.json", result(steady(1).subList(0, 4)), 0.1))
        .hasMessage("old.json has 4 runs, a comparison needs 5: make it with --repeat 5");
  }

  @Test
  void anInterruptedResultIsNoBaseline() {
    BenchResult interrupted = result(steady(1), true, new Recording(3));

    assertThatThrownBy(() -> new Baseline("old.json", interrupted, 0.1))
        .hasMessageContaining("was interrupted or invalid");
  }

  @Test
  void aBaselineOfAnotherPlanIsNamed() {
    Baseline baseline = new Baseline("old.json", result(steady(1)), 0.1);
    Target target = Target.parse("http://127.0.0.1:8080", false);
    Scenario classic = new ClassicScenario(target);
    Duration tenSeconds = Duration.ofSeconds(10);

    baseline.requirePlan(Plans.closed(target, classic, 32, tenSeconds));
    assertThatThrownBy(
            () ->
                baseline.requirePlan(Plans.closed(target, new UrlScenario(target), 32, tenSeconds)))
        .hasMessage("old.json is of another scenario: classic, this run's is url");
    assertThatThrownBy(() -> baseline.requirePlan(Plans.open(target, classic, 5, 32, tenSeconds)))
        .hasMessageContaining("another model: closed, this run's is open");
    assertThatThrownBy(() -> baseline.requirePlan(Plans.closed(target, classic, 8, tenSeconds)))
        .hasMessageContaining("another number of connections: 32, this run's is 8");
    assertThatThrownBy(
            () -> baseline.requirePlan(Plans.closed(target, classic, 32, Duration.ofSeconds(9))))
        .hasMessageContaining("another duration in seconds: 10.0, this run's is 9.0");
  }
}

package edu.platform.cli;

import edu.platform.cli.bench.Assertion;
import edu.platform.cli.bench.CapacityReport;
import edu.platform.cli.bench.CapacityRun;
import edu.platform.cli.bench.ClassicScenario;
import edu.platform.cli.bench.Interval;
import edu.platform.cli.bench.JsonReport;
import edu.platform.cli.bench.Judgement;
import edu.platform.cli.bench.LoadModel;
import edu.platform.cli.bench.LoadPlan;
import edu.platform.cli.bench.LoadRun;
import edu.platform.cli.bench.Probe;
import edu.platform.cli.bench.RunResult;
import edu.platform.cli.bench.Scenario;
import edu.platform.cli.bench.Stage;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.TextReport;
import edu.platform.cli.bench.ThinkTime;
import edu.platform.cli.bench.UnavailableException;
import edu.platform.cli.bench.UrlScenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** What {@link BenchCommand} does, apart from it because it needs the classes of the engine. */
final class Bench {
  private static final int USERS = 32;
  private static final int MOST_CONNECTIONS = 1000;
  private static final double FIRST_RATE = 100;

  private final BenchCommand command;

  Bench(BenchCommand command) {
    this.command = command;
  }

  int run() throws InterruptedException {
    try {
      return checkAndRun();
    } catch (UnavailableException failure) {
      throw new CliException(ExitCode.UNAVAILABLE, failure.getMessage(), failure.hint(), failure);
    }
  }

  private int checkAndRun() throws InterruptedException {
    Target target = checked("--target", () -> Target.parse(command.target, command.allowRemote));
    Scenario scenario = scenario(target);
    LoadPlan plan = plan(target, scenario);
    List<Assertion> assertions = assertions("--assert", command.assertions, scenario.operations());
    List<Assertion> capacity =
        assertions("--find-capacity", command.capacityAssertions, scenario.operations());
    if (!capacity.isEmpty() && !assertions.isEmpty()) {
      throw refused("--assert", "with --find-capacity give all assertions there");
    }
    scenario.prepare(new Probe(target)).forEach(command::say);
    return capacity.isEmpty() ? measure(plan, assertions) : findCapacity(plan, capacity);
  }

  private int measure(LoadPlan plan, List<Assertion> assertions) throws InterruptedException {
    LoadRun run = new LoadRun(plan);
    try (StopOnSignal _ = new StopOnSignal(run::stop)) {
      RunResult result = run.run(new Live("measuring", plan));
      command.progress().finish();
      Judgement judgement = Judgement.of(result, assertions);
      if (command.json()) {
        command.printJson(JsonReport.of(result, judgement));
      } else {
        print(TextReport.of(result, judgement));
      }
      return exitCode(result.stopped(), judgement.passed());
    }
  }

  private int findCapacity(LoadPlan plan, List<Assertion> assertions) throws InterruptedException {
    CapacityRun run = new CapacityRun(plan, assertions);
    try (StopOnSignal _ = new StopOnSignal(run::stop)) {
      CapacityRun.Result result =
          run.run(
              (trial, rate, confirming) ->
                  new Live(
                      String.format(
                          Locale.ROOT, "%s %.0f/s", confirming ? "confirming" : "trying", rate),
                      trial));
      command.progress().finish();
      if (command.json()) {
        command.printJson(CapacityReport.json(result));
      } else {
        print(CapacityReport.text(result));
      }
      return exitCode(result.stopped(), CapacityReport.isFound(result));
    }
  }

  private void print(String report) {
    command.out().print(report);
    command.out().flush();
  }

  private static int exitCode(boolean stopped, boolean passed) {
    if (stopped) {
      return ExitCode.INTERRUPTED;
    }
    return passed ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private List<Assertion> assertions(String option, List<String> texts, List<String> operations) {
    return checked(
        option, () -> texts.stream().map(text -> Assertion.parse(text, operations)).toList());
  }

  private Scenario scenario(Target target) {
    return switch (command.scenario) {
      case "classic" -> checked("--target", () -> new ClassicScenario(target));
      case "url" -> new UrlScenario(target);
      default ->
          throw refused(
              "--scenario", "there is no scenario '" + command.scenario + "', only classic, url");
    };
  }

  private LoadPlan plan(Target target, Scenario scenario) {
    boolean searching = !command.capacityAssertions.isEmpty();
    boolean open = searching || command.rate != null || command.stages != null;
    LoadModel model = open ? openModel() : closedModel(scenario);
    Duration duration =
        model instanceof LoadModel.Open(List<Stage> stages, boolean _)
            ? stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus)
            : duration();
    int byDefault = open ? MOST_CONNECTIONS : USERS;
    return checked(
        "",
        () ->
            new LoadPlan(
                target,
                scenario,
                model,
                command.connections == null ? byDefault : command.connections,
                command.threads,
                command.warmup,
                duration,
                command.connectTimeout,
                command.timeout,
                command.randomSeed));
  }

  private LoadModel closedModel(Scenario scenario) {
    if (command.arrivals != BenchCommand.ArrivalProcess.CONSTANT) {
      throw refused(
          "--arrivals", "it needs --rate or --stages: users of the closed model have none");
    }
    return new LoadModel.Closed(
        command.think == null
            ? scenario.thinkTime()
            : checked("--think", () -> ThinkTime.parse(command.think)));
  }

  private LoadModel openModel() {
    if (command.think != null) {
      throw refused("--think", "users of the open model, with --rate or --stages, don't think");
    }
    if (command.stages != null && !command.capacityAssertions.isEmpty()) {
      throw refused("--stages", "--find-capacity chooses the rates");
    }
    if (command.stages != null && command.rate != null) {
      throw refused("--stages", "give either it or --rate");
    }
    if (command.duration.isZero() && !command.capacityAssertions.isEmpty()) {
      throw refused("--duration", "a search for the capacity needs an end");
    }
    List<Stage> stages =
        command.stages != null
            ? checked("--stages", () -> Stage.parseAll(command.stages))
            : checked("--rate", () -> List.of(new Stage(duration(), rate())));
    return new LoadModel.Open(stages, command.arrivals == BenchCommand.ArrivalProcess.POISSON);
  }

  private double rate() {
    return command.rate == null ? FIRST_RATE : command.rate;
  }

  private Duration duration() {
    return command.duration.isZero() ? LoadPlan.UNTIL_STOPPED : command.duration;
  }

  private <T> T checked(String option, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException malformed) {
      throw refused(option, malformed.getMessage());
    }
  }

  private ParameterException refused(String option, String reason) {
    return new ParameterException(
        command.spec().commandLine(), option.isEmpty() ? reason : option + ": " + reason);
  }

  /** Shows each second of a run on the terminal. */
  private final class Live implements Consumer<Interval> {
    private final String name;
    private final LoadPlan plan;
    private long shownSeconds = -1; // not measuring yet

    Live(String name, LoadPlan plan) {
      this.name = name;
      this.plan = plan;
      if (plan.warmup().isZero()) {
        beginMeasuring();
      } else {
        command.progress().begin("warming up");
      }
    }

    private void beginMeasuring() {
      boolean endless = plan.duration().equals(LoadPlan.UNTIL_STOPPED);
      command.progress().begin(name, endless ? 0 : plan.duration().toSeconds(), "s");
      shownSeconds = 0;
    }

    @Override
    public void accept(Interval interval) {
      if (interval.elapsed().isNegative()) {
        return;
      }
      if (shownSeconds < 0) {
        beginMeasuring();
      }
      command
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "%.0f/s, p50 %.1f ms, p99 %.1f ms, %d errors",
                  interval.rate(),
                  interval.p50Nanos() / 1e6,
                  interval.p99Nanos() / 1e6,
                  interval.errors()));
      long seconds = interval.elapsed().toSeconds();
      command.progress().advance(seconds - shownSeconds);
      shownSeconds = seconds;
    }
  }
}

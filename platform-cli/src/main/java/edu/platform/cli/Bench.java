package edu.platform.cli;

import edu.platform.cli.bench.Assertion;
import edu.platform.cli.bench.Baseline;
import edu.platform.cli.bench.CapacityReport;
import edu.platform.cli.bench.CapacityRun;
import edu.platform.cli.bench.ClassicScenario;
import edu.platform.cli.bench.JsonReport;
import edu.platform.cli.bench.Judgement;
import edu.platform.cli.bench.LoadModel;
import edu.platform.cli.bench.LoadPlan;
import edu.platform.cli.bench.LoadRun;
import edu.platform.cli.bench.MeasuredRuns;
import edu.platform.cli.bench.Probe;
import edu.platform.cli.bench.Scenario;
import edu.platform.cli.bench.Stage;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.TextReport;
import edu.platform.cli.bench.ThinkTime;
import edu.platform.cli.bench.Timeline;
import edu.platform.cli.bench.UnavailableException;
import edu.platform.cli.bench.UrlScenario;
import edu.platform.cli.bench.script.ScriptLibrary;
import edu.platform.cli.bench.script.ScriptScenario;
import edu.platform.cli.json.BenchResult;
import edu.platform.cli.json.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** What {@link BenchCommand} does, apart from it because it needs the classes of the engine. */
final class Bench {
  private static final int USERS = 32;
  private static final int MOST_CONNECTIONS = 1000;
  private static final double FIRST_RATE = 100;
  private static final int MOST_RUNS = 100;

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
    Target given = checked("--target", () -> Target.parse(command.target, command.allowRemote));
    Target target = command.http2 ? given.withHttp2() : given;
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
    int planned = repeat(command.baseline != null);
    Optional<Baseline> baseline = baseline(plan);
    if (planned > 1 && plan.duration().equals(LoadPlan.UNTIL_STOPPED)) {
      throw refused("--repeat", "a run without end cannot be repeated");
    }
    Timeline timeline = new Timeline();
    MeasuredRuns runs = new MeasuredRuns(planned);
    Stoppable stoppable = new Stoppable();
    try (BenchOutputs outputs = new BenchOutputs(command, plan, planned);
        StopOnSignal _ = new StopOnSignal(stoppable)) {
      for (int i = 0; i < planned && !runs.isStopped(); i++) {
        String name = planned == 1 ? "measuring" : "measuring " + (i + 1) + " of " + planned;
        timeline.beginRun();
        runs.add(
            stoppable
                .begin(plan.withSeed(plan.seed() + i))
                .run(
                    new BenchLive(command.progress(), name, plan)
                        .andThen(timeline)
                        .andThen(outputs::add)));
      }
      command.progress().finish();
      List<Assertion.Outcome> compared =
          runs.isStopped()
              ? List.of()
              : baseline.map(earlier -> earlier.compare(runs.figures())).orElse(List.of());
      Judgement judgement = runs.judge(assertions, compared);
      outputs.write(runs, judgement, timeline);
      if (command.json()) {
        command.printJson(JsonReport.of(runs.whole(), judgement, runs.figures()));
      } else {
        print(TextReport.of(runs.whole(), judgement));
      }
      return exitCode(runs.isStopped(), judgement.passed());
    }
  }

  /** The run that goes on, and whether there may be another. */
  private static final class Stoppable implements Runnable {
    private LoadRun running;
    private boolean stopped;

    synchronized LoadRun begin(LoadPlan plan) {
      running = new LoadRun(plan);
      if (stopped) {
        running.stop();
      }
      return running;
    }

    @Override
    public synchronized void run() {
      stopped = true;
      if (running != null) {
        running.stop();
      }
    }
  }

  private int repeat(boolean compared) {
    int byDefault = compared ? Baseline.FEWEST_RUNS : 1;
    int runs = command.repeat == null ? byDefault : command.repeat;
    if (runs < 1 || runs > MOST_RUNS) {
      throw refused("--repeat", "must be 1 to " + MOST_RUNS + ": " + runs);
    }
    if (compared && runs < Baseline.FEWEST_RUNS) {
      throw refused(
          "--repeat", "a comparison needs at least " + Baseline.FEWEST_RUNS + " runs: " + runs);
    }
    return runs;
  }

  private Optional<Baseline> baseline(LoadPlan plan) {
    if (command.baseline == null) {
      return Optional.empty();
    }
    double maxRegression = maxRegression();
    return Optional.of(
        checked(
            "--baseline",
            () -> {
              Baseline baseline =
                  new Baseline(command.baseline.toString(), earlier(), maxRegression);
              baseline.requirePlan(plan);
              return baseline;
            }));
  }

  private BenchResult earlier() {
    try {
      return JsonLines.read(Files.readString(command.baseline), BenchResult.class);
    } catch (IOException failure) {
      throw new IllegalArgumentException(command.baseline + " cannot be read: " + failure, failure);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          command.baseline + " is no result of edu-cli bench --json: " + malformed.getMessage(),
          malformed);
    }
  }

  private double maxRegression() {
    String text = command.maxRegression.strip();
    if (!text.matches("\\d{1,3}(\\.\\d{1,3})?%")) {
      throw refused("--max-regression", "'" + text + "' is not a percentage such as 10%");
    }
    return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
  }

  private int findCapacity(LoadPlan plan, List<Assertion> assertions) throws InterruptedException {
    if (command.baseline != null || command.repeat != null) {
      throw refused(
          command.baseline != null ? "--baseline" : "--repeat",
          "a search for the capacity is many runs already");
    }
    if (command.metricsPort != null) {
      throw refused("--metrics-port", "a search for the capacity is many runs");
    }
    if (command.hdr != null) {
      throw refused("--hdr", "a search for the capacity is many runs: log one of them");
    }
    CapacityRun run = new CapacityRun(plan, assertions);
    try (BenchOutputs outputs = new BenchOutputs(command, plan, 1);
        StopOnSignal _ = new StopOnSignal(run::stop)) {
      CapacityRun.Result result =
          run.run(
              (trial, rate, confirming) ->
                  new BenchLive(
                      command.progress(),
                      String.format(
                          Locale.ROOT, "%s %.0f/s", confirming ? "confirming" : "trying", rate),
                      trial));
      command.progress().finish();
      outputs.write(result);
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
    String name = command.scenario;
    if (name.equals("url")) {
      return new UrlScenario(target);
    }
    if (name.equals("classic")) {
      return checked("--target", () -> new ClassicScenario(target));
    }
    ScriptLibrary scripts =
        checked(
            "--target", () -> new ScriptLibrary(target, command.uniform, command.settings()::get));
    ScriptScenario scenario;
    if (ScriptLibrary.NAMES.contains(name)) {
      scenario = checked("--scenario", () -> scripts.builtIn(name));
    } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      scenario = checked("--scenario", () -> scripts.read(Path.of(name)));
    } else {
      throw refused(
          "--scenario",
          "there is no scenario '"
              + name
              + "', only classic, url, "
              + String.join(", ", ScriptLibrary.NAMES)
              + " and files that end in .yaml");
    }
    if (scenario.writes() && !command.allowWrites) {
      throw refused(
          "--scenario", "'" + name + "' changes what is stored: give --allow-writes if it may");
    }
    return scenario;
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
}

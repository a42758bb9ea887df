package edu.platform.cli;

import edu.platform.cli.bench.Assertion;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** What {@link BenchCommand} does, apart from it because it needs the classes of the engine. */
final class Bench {
  private static final int USERS = 32;
  private static final int MOST_CONNECTIONS = 1000;
  private static final int PRINT_SECONDS = 10;

  private final BenchCommand command;

  Bench(BenchCommand command) {
    this.command = command;
  }

  int run() throws InterruptedException {
    try {
      return measure();
    } catch (UnavailableException failure) {
      throw new CliException(ExitCode.UNAVAILABLE, failure.getMessage(), failure.hint(), failure);
    }
  }

  private int measure() throws InterruptedException {
    Target target = checked("--target", () -> Target.parse(command.target, command.allowRemote));
    Scenario scenario = scenario(target);
    LoadPlan plan = plan(target, scenario);
    List<Assertion> assertions =
        checked(
            "--assert",
            () ->
                command.assertions.stream()
                    .map(text -> Assertion.parse(text, scenario.operations()))
                    .toList());
    scenario.prepare(new Probe(target)).forEach(command::say);
    LoadRun run = new LoadRun(plan);
    CountDownLatch printed = new CountDownLatch(1);
    Thread onSignal = Thread.ofPlatform().name("bench-stop").unstarted(() -> stop(run, printed));
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      RunResult result = run.run(new Live(plan));
      Judgement judgement = Judgement.of(result, assertions);
      print(result, judgement);
      if (result.stopped()) {
        return ExitCode.INTERRUPTED;
      }
      return judgement.passed() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    } finally {
      printed.countDown();
      forget(onSignal);
    }
  }

  /** Ctrl-C: the JVM ends, with the signal's exit code, when this has returned. */
  private static void stop(LoadRun run, CountDownLatch printed) {
    run.stop();
    try {
      var _ = printed.await(PRINT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException _) {
      // It is what ends us.
    }
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
    boolean open = command.rate != null || command.stages != null;
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
    if (command.rate != null && command.stages != null) {
      throw refused("--stages", "give either it or --rate");
    }
    List<Stage> stages =
        command.stages != null
            ? checked("--stages", () -> Stage.parseAll(command.stages))
            : checked("--rate", () -> List.of(new Stage(duration(), command.rate)));
    return new LoadModel.Open(stages, command.arrivals == BenchCommand.ArrivalProcess.POISSON);
  }

  private Duration duration() {
    return command.duration.isZero() ? LoadPlan.UNTIL_STOPPED : command.duration;
  }

  private void print(RunResult result, Judgement judgement) {
    command.progress().finish();
    if (command.json()) {
      command.printJson(JsonReport.of(result, judgement));
    } else {
      command.out().print(TextReport.of(result, judgement));
      command.out().flush();
    }
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
    private final LoadPlan plan;
    private long shownSeconds = -1; // not measuring yet

    Live(LoadPlan plan) {
      this.plan = plan;
      if (plan.warmup().isZero()) {
        beginMeasuring();
      } else {
        command.progress().begin("warming up");
      }
    }

    private void beginMeasuring() {
      boolean endless = plan.duration().equals(LoadPlan.UNTIL_STOPPED);
      command.progress().begin("measuring", endless ? 0 : plan.duration().toSeconds(), "s");
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

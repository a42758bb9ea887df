package edu.platform.cli;

import edu.platform.cli.failover.Cluster;
import edu.platform.cli.failover.ClusterProbe;
import edu.platform.cli.failover.Endpoints;
import edu.platform.cli.failover.Health;
import edu.platform.cli.failover.HealthRules;
import edu.platform.cli.failover.Member;
import edu.platform.cli.failover.PatroniClient;
import edu.platform.cli.failover.Sql;
import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.failover.Verdict;
import edu.platform.cli.failover.drill.Docker;
import edu.platform.cli.failover.drill.Drill;
import edu.platform.cli.failover.drill.DrillRun;
import edu.platform.cli.failover.drill.DrillSeries;
import edu.platform.cli.failover.drill.DrillText;
import edu.platform.cli.failover.drill.Limits;
import edu.platform.cli.failover.drill.Setup;
import edu.platform.cli.failover.drill.Shop;
import edu.platform.cli.failover.drill.StateFile;
import edu.platform.cli.failover.drill.Summary;
import edu.platform.cli.json.DrillResult;
import edu.platform.cli.json.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/** Drills of {@link FailoverCheckCommand}: what guards them, and the series. */
final class FailoverDrills {

  /** Patroni is asked in peace: a drill is not started on a guess. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** A look that comes too early, or a machine that is too busy, is given another chance. */
  private static final Duration SECOND_LOOKS = Duration.ofSeconds(5);

  private static final Duration MOST_HEALTH_WAIT = Duration.ofMinutes(1);

  private final FailoverCheckCommand command;
  private final Endpoints endpoints;
  private final Sql.Server owner;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<DrillRun> current = new AtomicReference<>();

  FailoverDrills(FailoverCheckCommand command, Endpoints endpoints, Sql.Server owner) {
    this.command = command;
    this.endpoints = endpoints;
    this.owner = owner;
  }

  int heal() throws InterruptedException {
    StateFile state = stateFile();
    List<String> healed = state.heal();
    if (healed.isEmpty()) {
      command.say("Nothing is broken: there is no " + state.path() + ".");
    } else {
      healed.forEach(text -> command.say("healed: " + text));
    }
    return ExitCode.DONE;
  }

  int run(HealthRules rules) throws InterruptedException {
    checkOptions();
    List<Drill> drills = drills();
    requireThisMachine();
    StateFile state = stateFile();
    state
        .read()
        .ifPresent(
            broken -> {
              throw new UnavailableException(
                  "the drill "
                      + broken.drill()
                      + " of "
                      + broken.startedAt()
                      + " has left something broken, or still runs (process "
                      + broken.pid()
                      + ")",
                  "Wait for it, or: edu-cli failover-check --heal");
            });
    DrillSeries series = new DrillSeries(drills, Optional.ofNullable(command.resume));
    Map<Integer, DrillResult> done = new LinkedHashMap<>(series.done());
    ClusterProbe probe = new ClusterProbe(endpoints, PATIENCE, Optional.empty());
    Setup setup = setup(state, requireHealth(probe, rules, SECOND_LOOKS));
    if (done.size() < drills.size()) {
      announce(setup, drills, done);
    }
    try (StopOnSignal _ = new StopOnSignal(this::stop)) {
      for (int index = 1; index <= drills.size() && !stopped.get(); index++) {
        if (!done.containsKey(index)) {
          Cluster cluster = requireHealth(probe, rules, MOST_HEALTH_WAIT).cluster();
          DrillResult result = drill(setup, drills.get(index - 1), index, cluster);
          if (!result.interrupted()) {
            series.add(result);
            done.put(index, result);
          }
        }
      }
      return conclude(done);
    }
  }

  private void stop() {
    stopped.set(true);
    DrillRun run = current.get();
    if (run != null) {
      run.stop();
    }
  }

  private DrillResult drill(Setup setup, Drill drill, int index, Cluster cluster)
      throws InterruptedException {
    DrillRun run =
        new DrillRun(setup, drill, step -> command.progress().begin(drill + ": " + step));
    current.set(run);
    if (stopped.get()) {
      run.stop();
    }
    DrillResult result = run.result(index, versions(cluster), commit(), command.randomSeed);
    command.progress().finish();
    if (command.report != null) {
      write(command.report, index + "-" + drill + ".json", JsonLines.line(result));
    }
    if (command.json()) {
      command.printJson(result);
    } else {
      print(DrillText.of(result));
    }
    return result;
  }

  private int conclude(Map<Integer, DrillResult> done) {
    var summary = Summary.of(done.values());
    if (done.size() > 1) {
      if (command.json()) {
        command.printJson(summary);
      } else {
        print(
            "\n"
                + DrillText.of(
                    summary, Optional.ofNullable(command.maxWriteGap).map(Duration::toMillis)));
      }
    }
    if (command.baseline != null) {
      command.say(
          "Baseline "
              + command.baseline
              + ":\n"
              + DrillText.of(Summary.of(DrillSeries.read(command.baseline)), Optional.empty()));
    }
    if (stopped.get()) {
      return ExitCode.INTERRUPTED;
    }
    return summary.failed() == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
  }

  private void announce(Setup setup, List<Drill> drills, Map<Integer, DrillResult> done)
      throws InterruptedException {
    List<Drill> left = new ArrayList<>();
    for (int index = 1; index <= drills.size(); index++) {
      if (!done.containsKey(index)) {
        left.add(drills.get(index - 1));
      }
    }
    command.say("This breaks, in the project " + command.project + " on this machine:");
    for (Drill drill : left.stream().distinct().toList()) {
      new DrillRun(setup, drill, _ -> {}).announcement().forEach(command::say);
    }
    if (!setup.synchronous()) {
      command.say("  before all that it turns synchronous replication OFF: writes will be lost");
    }
    if (left.size() > 1) {
      command.say(
          left.size() + " drills" + (done.isEmpty() ? "" : ", " + done.size() + " are done"));
    }
    if (!command.yes && !command.confirmed("Go on?")) {
      throw new CliException(
          ExitCode.USAGE, "nobody confirmed the drill", "Add --yes where nobody can be asked.");
    }
  }

  /** Looks again for a while: right after a drill HAProxy and etcd may be a second behind. */
  private ClusterProbe.Seen requireHealth(ClusterProbe probe, HealthRules rules, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      ClusterProbe.Seen seen = probe.look();
      Health health = rules.judge(seen);
      if (health.verdict() == Verdict.OK) {
        return seen;
      }
      if (System.nanoTime() >= deadline || stopped.get()) {
        throw new UnavailableException(
            "the cluster is "
                + health.verdict()
                + ", and a drill starts on a healthy one only: "
                + String.join("; ", health.reasons()),
            "See: edu-cli failover-check");
      }
      Thread.sleep(500);
    }
  }

  private void checkOptions() {
    check("--repeat", command.repeat >= 1, "must be 1 or more");
    check("--rate", command.rate > 0 && command.rate <= 1000, "must be more than 0, at most 1000");
    check(
        "--synchronous",
        List.of("on", "off").contains(command.synchronous),
        "must be on or off, not '" + command.synchronous + "'");
    check(
        "--max-lost and its like",
        Stream.of(
                command.maxLost,
                command.maxDoubled,
                command.maxStale,
                command.maxWrongTotals,
                command.maxOldLeader)
            .allMatch(limit -> limit >= 0),
        "must be 0 or more");
    check(
        "--baseline",
        command.baseline == null || Files.isReadable(command.baseline),
        command.baseline + " cannot be read");
  }

  private List<Drill> drills() {
    try {
      return DrillSeries.of(command.drills, command.repeat, command.randomSeed);
    } catch (IllegalArgumentException unknown) {
      throw refused("--drill", unknown.getMessage());
    }
  }

  private void check(String option, boolean holds, String message) {
    if (!holds) {
      throw refused(option, message);
    }
  }

  private ParameterException refused(String option, String reason) {
    return new ParameterException(command.spec().commandLine(), option + ": " + reason);
  }

  private void requireThisMachine() {
    Stream.concat(
            endpoints.patroni().stream().map(URI::getHost),
            Stream.of(owner.host(), endpoints.replicas().map(Sql.Server::host).orElse("127.0.0.1")))
        .distinct()
        .filter(host -> !command.allowRemote && !isThisMachine(host))
        .findFirst()
        .ifPresent(
            host -> {
              throw refused(
                  "--drill",
                  host + " is not this machine: breaking others' machines needs --allow-remote");
            });
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private Setup setup(StateFile state, ClusterProbe.Seen seen) {
    Sql.Server monitor = endpoints.database().orElse(owner);
    return new Setup(
        endpoints,
        new PatroniClient(endpoints.patroni(), PATIENCE),
        new Docker(command.project),
        owner,
        monitor,
        members(seen.cluster()),
        command.settings().get("PATRONI_REST_USER").orElse("patroni"),
        command.settings().get("PATRONI_REST_PASSWORD").orElse(""),
        state,
        command.rate,
        command.synchronous.equals("on"),
        new Limits(
            Optional.ofNullable(command.maxWriteGap),
            Optional.ofNullable(command.maxReadGap),
            Optional.ofNullable(command.maxRedundancy),
            command.maxLost,
            command.maxDoubled,
            command.maxStale,
            command.maxWrongTotals,
            command.maxOldLeader),
        endpoints
            .api()
            .filter(_ -> seen.surroundings().apiFault().filter(String::isEmpty).isPresent())
            .map(Shop::new));
  }

  /** The members' own databases: the n-th of --members belongs to the n-th of --patroni. */
  private Map<String, Sql.Server> members(Cluster cluster) {
    List<String> urls =
        command.members.isEmpty() && command.patroni.isEmpty()
            ? List.of(
                "postgresql://127.0.0.1:5011",
                "postgresql://127.0.0.1:5012",
                "postgresql://127.0.0.1:5013")
            : command.members;
    check(
        "--members",
        urls.size() == endpoints.patroni().size(),
        "needs as many addresses as --patroni, " + endpoints.patroni().size());
    Map<String, Sql.Server> members = new LinkedHashMap<>();
    for (int i = 0; i < urls.size(); i++) {
      URI rest = endpoints.patroni().get(i);
      String name =
          cluster.members().stream()
              .filter(member -> member.asked().filter(rest::equals).isPresent())
              .map(Member::name)
              .findFirst()
              .orElseThrow();
      try {
        members.put(
            name, Sql.Server.parse(urls.get(i), owner.database(), owner.user(), owner.password()));
      } catch (IllegalArgumentException malformed) {
        throw refused("--members", malformed.getMessage());
      }
    }
    return members;
  }

  private StateFile stateFile() {
    Path base =
        command
            .settings()
            .get("XDG_STATE_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
    return new StateFile(base.resolve("edu-platform").resolve("drill.json"));
  }

  private static List<String> versions(Cluster cluster) {
    return Stream.of(
            Stream.of("edu-cli " + VersionProvider.version()),
            cluster.members().stream()
                .flatMap(member -> member.patroniVersion().stream())
                .map(version -> "Patroni " + version),
            cluster.members().stream()
                .flatMap(member -> member.postgresVersion().stream())
                .map(version -> "PostgreSQL " + version))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** The commit of the folder that it is run in; a drill goes on without. */
  private static Optional<String> commit() throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? Optional.of(commit) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void write(Path folder, String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void print(String text) {
    command.out().print(text);
    command.out().flush();
  }
}

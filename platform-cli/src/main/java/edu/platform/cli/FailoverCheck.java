package edu.platform.cli;

import edu.platform.cli.failover.ClusterProbe;
import edu.platform.cli.failover.Endpoints;
import edu.platform.cli.failover.Explanation;
import edu.platform.cli.failover.Health;
import edu.platform.cli.failover.HealthJson;
import edu.platform.cli.failover.HealthRules;
import edu.platform.cli.failover.HealthText;
import edu.platform.cli.failover.Sql;
import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.failover.Verdict;
import edu.platform.cli.failover.drill.Docker;
import edu.platform.cli.failover.drill.MemberDisks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** What {@link FailoverCheckCommand} does, apart from it because it needs the heavy classes. */
final class FailoverCheck {

  private static final long MEGABYTE = 1 << 20;

  private final FailoverCheckCommand command;

  FailoverCheck(FailoverCheckCommand command) {
    this.command = command;
  }

  int run() throws InterruptedException {
    Endpoints endpoints = endpoints();
    check("--timeout", !command.timeout.isZero(), "must be more than 0");
    check("--interval", !command.interval.isZero(), "must be more than 0");
    check("--max-lag", command.maxLagMegabytes >= 0, "must be 0 or more");
    ClusterProbe probe =
        new ClusterProbe(
            endpoints,
            command.timeout,
            // With other addresses the members are elsewhere.
            command.patroni.isEmpty()
                ? Optional.of(new MemberDisks(new Docker(command.project)))
                : Optional.empty());
    HealthRules rules =
        new HealthRules(
            command.maxLagMegabytes * MEGABYTE, StackPasswords.published(command.settings()));
    try {
      FailoverDrills drills = new FailoverDrills(command, endpoints, owner());
      if (command.heal) {
        return drills.heal();
      }
      if (!command.drills.isEmpty()) {
        return drills.run(rules);
      }
      return command.watch ? watch(probe, rules) : exitCode(show(probe, rules, Optional.empty()));
    } catch (UnavailableException failure) {
      throw new CliException(ExitCode.UNAVAILABLE, failure.getMessage(), failure.hint(), failure);
    }
  }

  private int watch(ClusterProbe probe, HealthRules rules) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Outages outages = new Outages();
    try (StopOnSignal _ = new StopOnSignal(stopped::countDown)) {
      do {
        try {
          show(probe, rules, Optional.of(outages));
        } catch (UnavailableException failure) {
          var _ = outages.saw(Verdict.DOWN, Instant.now());
          command.say(failure.getMessage());
        }
      } while (!stopped.await(command.interval.toMillis(), TimeUnit.MILLISECONDS));
    }
    return ExitCode.INTERRUPTED;
  }

  private Verdict show(ClusterProbe probe, HealthRules rules, Optional<Outages> outages)
      throws InterruptedException {
    Instant at = Instant.now();
    long began = System.nanoTime();
    ClusterProbe.Seen seen = probe.look();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    Health health = rules.judge(seen);
    List<Explanation> explanations = command.explain ? Explanation.of(seen.cluster()) : List.of();
    Optional<Duration> outage = outages.flatMap(each -> each.saw(health.verdict(), at));
    if (command.json()) {
      command.printJson(HealthJson.of(seen, health, explanations, at, elapsed, outage));
    } else {
      if (outages.isPresent() && command.session().terminal().stdout()) {
        command.out().print("\u001b[H\u001b[2J");
      }
      command.out().print(HealthText.of(seen, health, explanations, elapsed));
      outage.ifPresent(
          length -> command.out().printf("It was down for %.1f s.%n", length.toMillis() / 1000.0));
      command.out().flush();
    }
    return health.verdict();
  }

  private int exitCode(Verdict verdict) {
    return verdict == Verdict.OK || (verdict == Verdict.DEGRADED && command.allowDegraded)
        ? ExitCode.DONE
        : ExitCode.CHECK_FAILED;
  }

  /** Finds out how long a cluster that is looked at again and again was down. */
  static final class Outages {
    private Instant since;

    /** Notes a verdict, and returns the outage that it ends. */
    Optional<Duration> saw(Verdict verdict, Instant at) {
      if (verdict == Verdict.DOWN) {
        since = since == null ? at : since;
        return Optional.empty();
      }
      Optional<Duration> outage =
          Optional.ofNullable(since).map(began -> Duration.between(began, at));
      since = null;
      return outage;
    }
  }

  /** Where everything is: as given, or the stack's ports on this machine. */
  private Endpoints endpoints() {
    boolean stack = command.patroni.isEmpty();
    Sql.Server monitor =
        new Sql.Server(
            "127.0.0.1",
            5001,
            setting("DB_NAME", setting("POSTGRES_DB", "platform")),
            setting("MONITORING_USER", setting("DB_USER", "postgres")),
            setting("MONITORING_PASSWORD", setting("DB_PASSWORD", "")));
    return new Endpoints(
        uris(
            "--patroni",
            stack
                ? List.of("http://127.0.0.1:8011", "http://127.0.0.1:8012", "http://127.0.0.1:8013")
                : command.patroni),
        server("--database", command.database, monitor)
            .or(() -> Optional.of(monitor).filter(_ -> stack)),
        server("--replicas", command.replicas, monitor)
            .or(() -> Optional.of(monitor.at("127.0.0.1", 5002)).filter(_ -> stack)),
        uris(
            "--etcd",
            stack && command.etcd.isEmpty()
                ? List.of("http://127.0.0.1:2379", "http://127.0.0.1:2380", "http://127.0.0.1:2381")
                : command.etcd),
        uri("--haproxy", command.haproxy, stack, "http://127.0.0.1:7070"),
        uri("--api", command.api, stack, "http://127.0.0.1:" + setting("HTTP_PORT", "8080")),
        redis(stack));
  }

  /** The port for writes, as the owner of the schema. */
  private Sql.Server owner() {
    Sql.Server stack =
        new Sql.Server(
            "127.0.0.1",
            5001,
            setting("DB_NAME", setting("POSTGRES_DB", "platform")),
            setting("DB_USER", "postgres"),
            setting("DB_PASSWORD", ""));
    return server("--database", command.database, stack).orElse(stack);
  }

  private Optional<Sql.Server> server(String option, String url, Sql.Server as) {
    return Optional.ofNullable(url)
        .map(
            text ->
                checked(
                    option, () -> Sql.Server.parse(text, as.database(), as.user(), as.password())));
  }

  private List<URI> uris(String option, List<String> texts) {
    return texts.stream().map(text -> uri(option, text)).toList();
  }

  private Optional<URI> uri(String option, String given, boolean stack, String byDefault) {
    if (given != null) {
      return Optional.of(uri(option, given));
    }
    return stack ? Optional.of(uri(option, byDefault)) : Optional.empty();
  }

  private URI uri(String option, String text) {
    return checked(
        option,
        () -> {
          URI uri = URI.create(text.strip());
          if (uri.getHost() == null
              || !(uri.getScheme().equals("http") || uri.getScheme().equals("https"))) {
            throw new IllegalArgumentException("'" + text + "' is not http://host:port");
          }
          return uri;
        });
  }

  private Optional<Endpoints.RedisServer> redis(boolean stack) {
    if (command.redis == null && !stack) {
      return Optional.empty();
    }
    String text = command.redis == null ? "127.0.0.1:6379" : command.redis;
    return Optional.of(
        checked(
            "--redis",
            () -> {
              String[] parts = text.split(":", -1);
              if (parts.length != 2 || !parts[1].matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("'" + text + "' is not host:port");
              }
              return new Endpoints.RedisServer(
                  parts[0],
                  Integer.parseInt(parts[1]),
                  setting("MONITORING_USER", ""),
                  setting("MONITORING_PASSWORD", ""));
            }));
  }

  private String setting(String name, String byDefault) {
    return command.settings().get(name).orElse(byDefault);
  }

  private void check(String option, boolean holds, String message) {
    if (!holds) {
      throw refused(option, message);
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
    return new ParameterException(command.spec().commandLine(), option + ": " + reason);
  }
}

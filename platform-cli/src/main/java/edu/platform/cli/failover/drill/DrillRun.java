package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Cluster;
import edu.platform.cli.failover.Member;
import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.failover.history.FinalState;
import edu.platform.cli.failover.history.History;
import edu.platform.cli.json.DrillResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One drill: load, fault, healing, and what it came to. */
public final class DrillRun {

  private static final Duration FIRST_WRITES = Duration.ofSeconds(20);
  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final Duration MOST_BROKEN = Duration.ofSeconds(90);
  private static final Duration MOST_HEALING = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Setup setup;
  private final Drill drill;
  private final Consumer<String> progress;
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * Make a run; nothing is broken yet.
   *
   * @param setup what it works with
   * @param drill what is tried
   * @param progress gets what is going on, a short line each
   */
  public DrillRun(Setup setup, Drill drill, Consumer<String> progress) {
    this.setup = setup;
    this.drill = drill;
    this.progress = progress;
  }

  /** Ends the run soon: heals what is broken and leaves. */
  public void stop() {
    stop.countDown();
  }

  /**
   * What will be done, in the words that the user is asked about.
   *
   * @throws UnavailableException if something that it needs is not there
   */
  public List<String> announcement() throws InterruptedException {
    Plan plan = plan(setup.patroni().look());
    List<String> lines = new ArrayList<>();
    lines.add(drill + ": " + drill.what());
    plan.steps().forEach(step -> lines.add("  break: " + step.text()));
    lines.add(
        "  hold:  "
            + plan.hold().toSeconds()
            + " s"
            + (plan.newLeader() ? ", and until another member takes writes" : ""));
    plan.heals().forEach(heal -> lines.add("  heal:  " + heal.text()));
    lines.add(
        "  predicted: writes stop for at most "
            + Limits.seconds(plan.prediction().writeGap())
            + " ("
            + plan.prediction().because()
            + ")");
    return lines;
  }

  /**
   * Run it.
   *
   * @param index of the drill in its series, from 1
   * @param versions of all that takes part
   * @param commit of the working tree, if there is one
   * @param randomSeed of the series
   * @return what it came to
   * @throws UnavailableException if something that it needs is not there, or if a fault or its
   *     healing could not be done: such a drill proves nothing
   * @throws InterruptedException if the thread is interrupted; what was broken is healed
   */
  public DrillResult result(
      int index, List<String> versions, Optional<String> commit, long randomSeed)
      throws InterruptedException {
    return new Measures(run())
        .result(
            new Measures.Label(index, drill, versions, commit, randomSeed, setup.rate()),
            setup.limits());
  }

  /** What was seen, to be made into a result. */
  record Seen(
      Instant startedAt,
      Instant loadBeganAt,
      Cluster before,
      Cluster after,
      Plan plan,
      History history,
      FinalState state,
      List<Recorder.Event> events,
      long faultNanos,
      long endNanos,
      Optional<Duration> redundancy,
      boolean interrupted) {}

  private Seen run() throws InterruptedException {
    Instant startedAt = Instant.now();
    Schema schema = new Schema(setup.owner());
    schema.create();
    Instant loadBeganAt = Instant.now();
    Recorder recorder = new Recorder();
    Workload workload =
        new Workload(
            recorder,
            setup.owner(),
            setup
                .endpoints()
                .replicas()
                .map(server -> setup.owner().at(server.host(), server.port())));
    List<Lane> watchers = new ArrayList<>();
    Optional<Heal> settings = Optional.empty();
    Cluster before;
    Plan plan;
    long faultNanos;
    long endNanos;
    Optional<Duration> redundancy;
    try {
      settings = setup.synchronous() ? Optional.empty() : Optional.of(withoutSynchronous());
      before = setup.patroni().look();
      plan = plan(before);
      setup.endpoints().haproxy().ifPresent(uri -> watchers.add(ProxyWatch.start(uri, recorder)));
      setup.shop().ifPresent(shop -> watchers.add(shop.reads(recorder)));
      workload.start(setup.rate(), setup.members());
      progress.accept("load");
      awaitFirstWrites(recorder);
      var _ = stop.await(BEFORE.toMillis(), TimeUnit.MILLISECONDS);
      faultNanos = breakAndHeal(plan, settings, recorder);
      progress.accept("waiting for full redundancy");
      redundancy = awaitRedundancy(before, recorder);
      var _ = stop.await(AFTER.toMillis(), TimeUnit.MILLISECONDS);
      endNanos = recorder.now();
    } finally {
      workload.close();
      watchers.forEach(Lane::close);
      if (settings.isPresent()) {
        settings.get().apply(setup.docker());
        setup.state().delete();
      }
    }
    progress.accept("checking");
    Schema.Content content = schema.read();
    Cluster after = setup.patroni().look();
    schema.drop();
    return new Seen(
        startedAt,
        loadBeganAt,
        before,
        after,
        plan,
        recorder.history(),
        new FinalState(
            content.numbers(),
            content.transfers(),
            content.total(),
            Schema.ACCOUNTS * Schema.BALANCE,
            Map.of()),
        recorder.events(),
        faultNanos,
        endNanos,
        redundancy,
        stopped());
  }

  private Plan plan(Cluster cluster) throws InterruptedException {
    return drill.plan(
        new Situation(
            setup.docker(),
            cluster,
            setup.patroni(),
            setup.endpoints().etcd(),
            setup.restUser(),
            setup.restPassword()));
  }

  /** Turns synchronous replication off, and returns what turns it on again. */
  private Heal withoutSynchronous() throws InterruptedException {
    Cluster cluster = setup.patroni().look();
    String container = setup.docker().container(cluster.members().getLast().name());
    Heal restore =
        new Heal.Configure(
            container, "synchronous_mode=" + cluster.settings().synchronous().toString());
    setup.state().write(setup.docker(), drill, List.of(restore));
    new Heal.Configure(container, "synchronous_mode=off").apply(setup.docker());
    // The leader stops waiting in its next loop.
    Thread.sleep(cluster.settings().loopWait().multipliedBy(2).plusSeconds(2));
    return restore;
  }

  private void awaitFirstWrites(Recorder recorder) throws InterruptedException {
    if (!await(FIRST_WRITES, () -> recorder.lastWriteNanos() > 0)) {
      if (stopped()) {
        throw new InterruptedException("stopped");
      }
      throw new UnavailableException(
          "no write was acknowledged within " + FIRST_WRITES.toSeconds() + " s, before any fault",
          "See: edu-cli failover-check.");
    }
  }

  /** Returns when the last fault was complete. */
  private long breakAndHeal(Plan plan, Optional<Heal> settings, Recorder recorder)
      throws InterruptedException {
    List<Heal> heals = new ArrayList<>(plan.heals());
    settings.ifPresent(heals::add);
    long faultNanos = recorder.now();
    setup.state().write(setup.docker(), drill, heals);
    try {
      for (Step step : plan.steps()) {
        progress.accept(step.text());
        faultNanos = recorder.now();
        recorder.event("drill", step.text());
        step.apply(setup.docker());
      }
      long since = faultNanos;
      progress.accept("broken");
      var _ = stop.await(plan.hold().toMillis(), TimeUnit.MILLISECONDS);
      var _ = await(MOST_BROKEN, () -> writesAreBack(recorder, since));
    } finally {
      progress.accept("healing");
      boolean interrupted = Thread.interrupted();
      for (Heal heal : plan.heals()) {
        recorder.event("drill", heal.text());
      }
      StateFile.applyAll(setup.docker(), plan.heals());
      if (settings.isEmpty()) {
        setup.state().delete();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return faultNanos;
  }

  private static boolean writesAreBack(Recorder recorder, long sinceNanos) {
    long last = recorder.lastWriteNanos();
    return last > sinceNanos && recorder.now() - last < QUIET.toNanos();
  }

  private Optional<Duration> awaitRedundancy(Cluster before, Recorder recorder)
      throws InterruptedException {
    long healed = recorder.now();
    Redundancy redundancy =
        new Redundancy(setup.monitor(), before.members().size() - 1, setup.synchronous());
    boolean reached = redundancy.await(MOST_HEALING, this::stopped);
    if (reached) {
      recorder.event("drill", "full redundancy");
    }
    return reached ? Optional.of(Duration.ofNanos(recorder.now() - healed)) : Optional.empty();
  }

  private boolean await(Duration most, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < deadline && !stopped()) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(PAUSE);
    }
    return false;
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  /** The member that leads, for people. */
  static String leader(Cluster cluster) {
    return cluster.leader().map(Member::name).orElse("nobody");
  }
}

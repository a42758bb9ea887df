package edu.platform.cli.failover;

import static java.util.stream.Collectors.joining;

import edu.platform.cli.failover.ClusterSettings.Synchronous;
import edu.platform.cli.failover.Health.Check;
import edu.platform.cli.failover.Health.Result;
import edu.platform.cli.failover.Surroundings.Etcd;
import edu.platform.cli.failover.Surroundings.Route;
import edu.platform.cli.failover.Surroundings.Server;
import edu.platform.cli.failover.Surroundings.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Judges what was seen of a cluster. Asks nobody. */
public final class HealthRules {

  private static final Duration MOST_SKEW = Duration.ofSeconds(3);
  private static final int LEAST_FREE_PERCENT = 10;
  private static final long MEGABYTE = 1 << 20;

  private final long mostLagBytes;
  private final List<String> defaultPasswords;

  /**
   * Make rules.
   *
   * @param mostLagBytes a replica further behind is not well
   * @param defaultPasswords settings whose value is the published one
   */
  public HealthRules(long mostLagBytes, List<String> defaultPasswords) {
    this.mostLagBytes = mostLagBytes;
    this.defaultPasswords = List.copyOf(defaultPasswords);
  }

  /**
   * Judge a cluster.
   *
   * @param seen what everybody answered
   * @return the verdict with its reasons
   */
  public Health judge(ClusterProbe.Seen seen) {
    Cluster cluster = seen.cluster();
    Surroundings around = seen.surroundings();
    List<Check> checks = new ArrayList<>();
    checks.add(leader(cluster));
    around.leaderPort().ifPresent(route -> checks.add(writes(cluster, route)));
    around.replicaPort().ifPresent(route -> checks.add(reads(cluster, route)));
    checks.add(members(cluster));
    checks.add(synchronous(cluster, around));
    checks.add(lag(cluster, around));
    checks.add(timelines(cluster));
    if (!around.etcd().isEmpty()) {
      checks.add(etcd(around));
    }
    if (!around.haproxy().isEmpty() || !around.haproxyFault().isEmpty()) {
      checks.add(haproxy(cluster, around));
    }
    around.apiFault().ifPresent(fault -> checks.add(api(around, fault)));
    around.redisFault().ifPresent(fault -> checks.add(redis(fault)));
    checks.add(slots(around));
    checks.add(failsafe(cluster));
    checks.add(paused(cluster));
    checks.add(pendingRestart(cluster));
    checks.add(clocks(cluster));
    if (!around.disks().isEmpty()) {
      checks.add(disks(around));
    }
    checks.add(timing(cluster));
    checks.add(versions(cluster));
    checks.add(passwords());
    return health(checks);
  }

  private static Health health(List<Check> checks) {
    List<Check> bad =
        checks.stream()
            .filter(check -> check.result() == Result.DOWN || check.result() == Result.DEGRADED)
            .sorted(Comparator.comparing(Check::result).reversed())
            .toList();
    Verdict verdict =
        bad.isEmpty()
            ? Verdict.OK
            : bad.getFirst().result() == Result.DOWN ? Verdict.DOWN : Verdict.DEGRADED;
    return new Health(verdict, bad.stream().map(Check::found).toList(), checks);
  }

  private static Check passed(String name, String found) {
    return new Check(name, Result.PASSED, found, "");
  }

  /** A leader counts when the cluster names it and it says so itself. */
  private static Check leader(Cluster cluster) {
    List<Member> primaries = cluster.members().stream().filter(Member::outOfRecovery).toList();
    if (primaries.size() > 1) {
      return new Check(
          "one-leader",
          Result.DOWN,
          primaries.size() + " members run as primaries: " + names(primaries),
          "Stop all but the one with the highest timeline at once: 'docker compose stop"
              + " patroniN'.");
    }
    Optional<Member> leader = cluster.leader();
    if (leader.isEmpty()) {
      return new Check(
          "one-leader",
          Result.DOWN,
          "no member is leader",
          "See 'edu-cli failover-check --explain' for what keeps each member from it.");
    }
    Member named = leader.get();
    if (named.asked().isPresent() && !named.answers()) {
      return new Check(
          "one-leader",
          Result.DOWN,
          "the leader " + named.name() + " " + named.fault(),
          "Another member takes over within "
              + seconds(cluster.settings().ttl().plusSeconds(3))
              + "; if none does, see --explain.");
    }
    if (named.answers() && !named.outOfRecovery() && named.role() == Member.Role.LEADER) {
      return new Check(
          "one-leader",
          Result.DOWN,
          "the leader "
              + named.name()
              + " does not run as a primary: its state is "
              + named.state(),
          "It is being promoted or stopped: look again in a few seconds.");
    }
    return passed("one-leader", named.name() + " is the one leader");
  }

  private static Check writes(Cluster cluster, Route route) {
    if (!route.answers()) {
      return new Check(
          "writes-reach-leader",
          Result.DOWN,
          "nothing answers at " + route.address() + " for writes: " + route.fault(),
          "Check HAProxy ('docker compose ps haproxy'), the password (DB_USER, DB_PASSWORD) and the"
              + " leader.");
    }
    if (route.inRecovery()) {
      return new Check(
          "writes-reach-leader",
          Result.DOWN,
          route.address() + " leads to a replica (" + route.member() + ")",
          "HAProxy's checks of /read-write are wrong or it has just started: look again.");
    }
    return sameCluster(cluster, route, Result.DOWN)
        .orElseGet(
            () ->
                passed(
                    "writes-reach-leader",
                    route.address()
                        + " leads to a primary on timeline "
                        + route.timeline().orElse(0)));
  }

  private static Optional<Check> sameCluster(Cluster cluster, Route route, Result worst) {
    return cluster
        .leader()
        .flatMap(Member::systemId)
        .filter(id -> route.systemId().isPresent() && !route.systemId().get().equals(id))
        .map(
            id ->
                new Check(
                    worst == Result.DOWN ? "writes-reach-leader" : "reads-reach-replica",
                    worst,
                    route.address() + " leads to another cluster's data than Patroni's",
                    "Compare --database with --patroni: they are not of one cluster."));
  }

  private static Check reads(Cluster cluster, Route route) {
    if (!route.answers()) {
      return new Check(
          "reads-reach-replica",
          Result.DEGRADED,
          "nothing answers at " + route.address() + " for reads: " + route.fault(),
          "Check HAProxy and the replicas' lag.");
    }
    if (!route.inRecovery()) {
      return new Check(
          "reads-reach-replica",
          Result.DEGRADED,
          route.address() + " leads to the leader: no replica is near enough",
          "Bring the replicas back; until then reports load the leader.");
    }
    return sameCluster(cluster, route, Result.DEGRADED)
        .orElseGet(() -> passed("reads-reach-replica", route.address() + " leads to a replica"));
  }

  private static Check members(Cluster cluster) {
    List<Member> bad = cluster.members().stream().filter(member -> !member.works()).toList();
    if (cluster.members().size() < 2) {
      return new Check(
          "members",
          Result.DEGRADED,
          "there is one member and no standby",
          "A cluster of one survives nothing: add members.");
    }
    if (bad.isEmpty()) {
      return passed("members", "all " + cluster.members().size() + " members work");
    }
    return new Check(
        "members",
        Result.DEGRADED,
        bad.stream()
            .map(
                member ->
                    member.name()
                        + (member.asked().isPresent() && !member.answers()
                            ? " " + member.fault()
                            : " is in state " + member.state()))
            .collect(joining("; ")),
        "'docker compose ps -a' and 'docker compose logs --tail 50 patroniN'; a member that cannot"
            + " follow is copied anew by 'patronictl reinit'.");
  }

  private static Check synchronous(Cluster cluster, Surroundings around) {
    if (cluster.settings().synchronous() == Synchronous.OFF) {
      return new Check(
          "synchronous-standby",
          Result.DEGRADED,
          "commits wait for no standby: the last acknowledged writes are lost with the leader",
          "'patronictl edit-config -s synchronous_mode=quorum' (Patroni 4; =on before).");
    }
    // /cluster is up to loop_wait old: the leader itself goes first, unless the role may not see.
    boolean leaderSays =
        around.leaderPort().filter(route -> route.answers() && !route.inRecovery()).isPresent()
            && around.standbys().stream().noneMatch(each -> each.syncState().equals("hidden"));
    boolean attached =
        leaderSays
            ? around.standbys().stream()
                .anyMatch(each -> List.of("quorum", "sync").contains(each.syncState()))
            : cluster.members().stream()
                .anyMatch(member -> member.role().synchronous() && member.works());
    if (!attached) {
      return new Check(
          "synchronous-standby",
          cluster.settings().strict() ? Result.DOWN : Result.DEGRADED,
          cluster.settings().strict()
              ? "no synchronous standby is attached: writes wait"
              : "no synchronous standby is attached: the leader goes on alone",
          "Bring a standby back: 'docker compose ps -a', 'docker compose start patroniN'.");
    }
    return passed(
        "synchronous-standby",
        "commits wait for a standby (" + cluster.settings().synchronous() + ")");
  }

  private Check lag(Cluster cluster, Surroundings around) {
    List<String> behind = new ArrayList<>();
    for (Member member : cluster.members()) {
      OptionalLong bytes =
          around.standbys().stream()
              .filter(standby -> standby.name().equals(member.name()))
              .map(Surroundings.Standby::lagBytes)
              .findFirst()
              .orElse(member.lagBytes());
      if (bytes.isPresent() && bytes.getAsLong() > mostLagBytes) {
        behind.add(member.name() + " by " + megabytes(bytes.getAsLong()));
      }
    }
    return behind.isEmpty()
        ? passed("lag", "no replica is more than " + megabytes(mostLagBytes) + " behind")
        : new Check(
            "lag",
            Result.DEGRADED,
            "behind the leader: " + String.join(", ", behind),
            "Look for long queries there (hot_standby_feedback), a full disk or a slow network.");
  }

  private static Check timelines(Cluster cluster) {
    Optional<Integer> leading =
        cluster
            .leader()
            .filter(member -> member.timeline().isPresent())
            .map(member -> member.timeline().getAsInt());
    List<Member> others =
        cluster.members().stream()
            .filter(Member::works)
            .filter(member -> member.timeline().isPresent())
            .filter(member -> leading.isPresent() && member.timeline().getAsInt() != leading.get())
            .toList();
    return others.isEmpty()
        ? passed("timeline", "all members that work are on one timeline")
        : new Check(
            "timeline",
            Result.DEGRADED,
            "not on the leader's timeline " + leading.orElseThrow() + ": " + names(others),
            "They follow within seconds of a failover; later, 'patronictl reinit'.");
  }

  private static Check etcd(Surroundings around) {
    List<Etcd> bad = around.etcd().stream().filter(each -> !each.healthy()).toList();
    int healthy = around.etcd().size() - bad.size();
    String found = "etcd: " + healthy + " of " + around.etcd().size() + " members are healthy";
    if (bad.isEmpty()) {
      return passed("etcd-quorum", found);
    }
    return new Check(
        "etcd-quorum",
        Result.DEGRADED,
        found
            + (around.quorum() ? "; " : ", no quorum; ")
            + bad.stream().map(each -> each.address() + " " + each.fault()).collect(joining("; ")),
        around.quorum()
            ? "'docker compose start etcdN': losing one more would leave no quorum."
            : "No leader can be chosen now. Start etcd; the leader goes on only as long as it"
                + " reaches all members (failsafe_mode).");
  }

  private static Check haproxy(Cluster cluster, Surroundings around) {
    if (!around.haproxyFault().isEmpty()) {
      return new Check(
          "haproxy",
          Result.DEGRADED,
          "HAProxy's statistics: " + around.haproxyFault(),
          "'docker compose ps haproxy', 'docker compose logs --tail 50 haproxy'.");
    }
    List<String> leaders = up(around, server -> server.backend().equals("leader"));
    boolean right =
        leaders.size() == 1
            && cluster.leader().map(Member::name).filter(leaders.getFirst()::equals).isPresent();
    return right
        ? passed(
            "haproxy",
            "HAProxy sends writes to "
                + leaders.getFirst()
                + " and reads to "
                + String.join(", ", up(around, server -> server.backend().equals("replicas"))))
        : new Check(
            "haproxy",
            Result.DEGRADED,
            "HAProxy sends writes to "
                + (leaders.isEmpty() ? "nobody" : String.join(", ", leaders))
                + ", the leader is "
                + cluster.leader().map(Member::name).orElse("nobody"),
            "Right after its start it counts every server as up, and a second after a failover it"
                + " is behind: look again.");
  }

  private static List<String> up(Surroundings around, Predicate<Server> wanted) {
    return around.haproxy().stream().filter(wanted).filter(Server::up).map(Server::name).toList();
  }

  private static Check api(Surroundings around, String fault) {
    List<Server> instances =
        around.haproxy().stream()
            .filter(server -> server.backend().equals("api_instances"))
            .filter(server -> !server.status().startsWith("MAINT"))
            .toList();
    List<Server> down = instances.stream().filter(server -> !server.up()).toList();
    if (!fault.isEmpty()) {
      return new Check(
          "api",
          Result.DEGRADED,
          "the API " + fault,
          "'docker compose ps -a api', 'docker compose logs --tail 50 api'.");
    }
    return down.isEmpty()
        ? passed("api", "the API is ready, instances: " + Math.max(1, instances.size()))
        : new Check(
            "api",
            Result.DEGRADED,
            down.size() + " of " + instances.size() + " instances of the API are not ready",
            "'docker compose ps -a api', 'docker compose logs --tail 50 api'.");
  }

  private static Check redis(String fault) {
    return fault.isEmpty()
        ? passed("redis", "Redis answers")
        : new Check(
            "redis",
            Result.DEGRADED,
            "Redis " + fault,
            "'docker compose start redis'. The API goes on without it, slower.");
  }

  private static Check slots(Surroundings around) {
    List<Slot> idle =
        around.slots().stream()
            .filter(slot -> !slot.active())
            .filter(slot -> slot.retainedBytes().orElse(0) > 0)
            .toList();
    return idle.isEmpty()
        ? passed("slots", "no inactive slot holds WAL")
        : new Check(
            "slots",
            Result.DEGRADED,
            idle.stream()
                .map(
                    slot ->
                        "slot "
                            + slot.name()
                            + " is inactive and holds "
                            + megabytes(slot.retainedBytes().orElse(0)))
                .collect(joining("; ")),
            "Bring that member back, or drop the slot if it is gone for good:"
                + " SELECT pg_drop_replication_slot('NAME').");
  }

  private static Check failsafe(Cluster cluster) {
    return cluster.settings().failsafe()
        ? passed("failsafe", "failsafe_mode is on")
        : new Check(
            "failsafe",
            Result.DEGRADED,
            "failsafe_mode is off: without etcd there are no writes",
            "'patronictl edit-config -s failsafe_mode=true' (Patroni 3.0 and later).");
  }

  private static Check paused(Cluster cluster) {
    return cluster.paused()
        ? new Check(
            "paused",
            Result.DEGRADED,
            "Patroni is paused: nobody takes over when the leader fails",
            "'patronictl resume'.")
        : passed("paused", "Patroni acts");
  }

  private static Check pendingRestart(Cluster cluster) {
    List<Member> pending = cluster.members().stream().filter(Member::pendingRestart).toList();
    return pending.isEmpty()
        ? passed("pending-restart", "no changed setting waits for a restart")
        : new Check(
            "pending-restart",
            Result.ADVICE,
            "a changed setting waits for a restart: " + names(pending),
            "'patronictl restart', replicas first, then a switchover and the former leader.");
  }

  /** The members among themselves: whether this machine's own clock is right does not matter. */
  private static Check clocks(Cluster cluster) {
    List<Duration> skews =
        cluster.members().stream().flatMap(member -> member.skew().stream()).sorted().toList();
    if (skews.isEmpty()) {
      return passed("clocks", "no clock is known");
    }
    Duration apart = skews.getLast().minus(skews.getFirst());
    return apart.compareTo(MOST_SKEW) < 0
        ? passed(
            "clocks", "the members' clocks agree within about " + seconds(apart.plusSeconds(1)))
        : new Check(
            "clocks",
            Result.ADVICE,
            "the members' clocks are " + seconds(apart) + " apart",
            "Patroni does not need them, certificates, logs and people do: start a time service.");
  }

  private static Check disks(Surroundings around) {
    List<String> full =
        around.disks().stream()
            .filter(disk -> disk.freeBytes() * 100 < disk.sizeBytes() * LEAST_FREE_PERCENT)
            .map(disk -> disk.member() + " has " + megabytes(disk.freeBytes()) + " left")
            .toList();
    return full.isEmpty()
        ? passed("disk", "each member has " + LEAST_FREE_PERCENT + " % of its disk free")
        : new Check(
            "disk",
            Result.DEGRADED,
            String.join("; ", full),
            "A full disk stops PostgreSQL. Look for inactive slots and old logs, or enlarge it.");
  }

  private static Check timing(Cluster cluster) {
    ClusterSettings settings = cluster.settings();
    String found =
        "loop_wait "
            + seconds(settings.loopWait())
            + " + 2 * retry_timeout "
            + seconds(settings.retryTimeout())
            + (settings.timingIsSafe() ? " <= ttl " : " > ttl ")
            + seconds(settings.ttl());
    return settings.timingIsSafe()
        ? passed("timing", found)
        : new Check(
            "timing",
            Result.ADVICE,
            found,
            "A leader may believe in its key after it has ended: lower retry_timeout or"
                + " loop_wait.");
  }

  /** Patroni 3.0.0 to 3.0.2 can overwrite a new leader's key after a stall, with etcd's API v3. */
  private static Check versions(Cluster cluster) {
    List<Member> bad =
        cluster.members().stream()
            .filter(
                member ->
                    member
                        .patroniVersion()
                        .filter(each -> each.matches("3\\.0\\.[0-2]"))
                        .isPresent())
            .toList();
    if (!bad.isEmpty()) {
      return new Check(
          "patroni-version",
          Result.ADVICE,
          "Patroni 3.0.0 to 3.0.2 with etcd3 can overwrite a new leader's key: " + names(bad),
          "Go to 3.0.3 or later, one member after another.");
    }
    List<String> versions =
        cluster.members().stream()
            .flatMap(member -> member.patroniVersion().stream())
            .distinct()
            .sorted()
            .toList();
    return passed("patroni-version", "Patroni " + String.join(", ", versions));
  }

  private Check passwords() {
    return defaultPasswords.isEmpty()
        ? passed("passwords", "no password of the settings is a published one")
        : new Check(
            "passwords",
            Result.ADVICE,
            "published passwords are in use: " + String.join(", ", defaultPasswords),
            "Good for a trial on one's own machine. docs/operations.md says how to change them.");
  }

  private static String names(List<Member> members) {
    return members.stream().map(Member::name).collect(joining(", "));
  }

  static String megabytes(long bytes) {
    return bytes < 10 * MEGABYTE
        ? String.format(java.util.Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE)
        : bytes / MEGABYTE + " MB";
  }

  static String seconds(Duration duration) {
    return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        .replace(".0 s", " s");
  }
}

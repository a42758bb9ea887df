package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.ClusterSettings;
import edu.platform.cli.failover.UnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The faults that can be tried. */
public enum Drill {
  SWITCHOVER("the leader hands over") {
    @Override
    Plan plan(Situation now) {
      return new Plan(
          List.of(now.switchover()),
          Duration.ofSeconds(4),
          true,
          Prediction.switchover(now.settings()));
    }
  },
  POSTGRES_CRASH("the leader's PostgreSQL is killed, Patroni lives") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillProcesses(now.leaderContainer(), Processes.POSTMASTER)),
          Duration.ofSeconds(4),
          true,
          Prediction.crash(now.settings()));
    }
  },
  POSTGRES_FREEZE("the leader's PostgreSQL is frozen beyond the ttl, Patroni lives") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.FreezeProcesses(now.leaderContainer(), Processes.POSTGRES)),
          beyondTtl(now.settings()),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  PATRONI_KILL("the leader's Patroni is killed, and its container restarted by the engine") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillProcesses(now.leaderContainer(), Processes.PATRONI)),
          Duration.ofSeconds(5),
          false,
          Prediction.deadLeader(now.settings()));
    }
  },
  PATRONI_FREEZE("the leader's Patroni is frozen beyond the ttl, PostgreSQL lives") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.FreezeProcesses(now.leaderContainer(), Processes.PATRONI)),
          beyondTtl(now.settings()).plusSeconds(10),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  NODE_KILL("the leader's machine loses power") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillContainer(now.leaderContainer())),
          Duration.ofSeconds(5),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  NODE_KILL_BEHIND("the leader's machine loses power while nothing reaches its standbys") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      String leader = now.leaderContainer();
      return new Plan(
          List.of(
              new Step.FreezeProcesses(leader, Processes.WAL_SENDERS),
              new Step.Wait(Duration.ofMillis(300)),
              new Step.KillContainer(leader)),
          Duration.ofSeconds(5),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  NODE_PAUSE("the leader's machine is frozen") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.PauseContainer(now.leaderContainer())),
          beyondTtl(now.settings()),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  PARTITION("the leader is cut off from etcd, its peers and its clients") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      String leader = now.leaderContainer();
      return new Plan(
          List.of(now.cut(leader, "cluster"), now.cut(leader, "data")),
          beyondTtl(now.settings()),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  ASYMMETRIC_PARTITION("the leader is cut off from etcd and its peers, not from its clients") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(now.cut(now.leaderContainer(), "cluster")),
          beyondTtl(now.settings()),
          true,
          Prediction.deadLeader(now.settings()));
    }
  },
  REPLICA_KILL("a standby's machine loses power") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillContainer(now.standbyContainer())),
          Duration.ofSeconds(10),
          false,
          Prediction.standby(now.settings()));
    }
  },
  REPLICA_PAUSE("a standby's machine is frozen") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.PauseContainer(now.standbyContainer())),
          Duration.ofSeconds(15),
          false,
          Prediction.standby(now.settings()));
    }
  },
  ETCD_MEMBER_KILL("the leader of etcd loses power") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillContainer(now.etcdLeaderFirst().getFirst())),
          Duration.ofSeconds(15),
          false,
          Prediction.none("etcd chooses another leader well within retry_timeout"));
    }
  },
  ETCD_QUORUM_LOSS("two of three members of etcd lose power for 30 s") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      List<String> etcd = now.etcdLeaderFirst();
      Duration loss = Duration.ofSeconds(30);
      return new Plan(
          List.of(new Step.KillContainer(etcd.get(0)), new Step.KillContainer(etcd.get(1))),
          loss,
          false,
          Prediction.quorumLoss(now.settings(), loss));
    }
  },
  DISK_FULL("the disk of the leader fills up (needs provisioning/small-disk.yml)") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      String leader = now.leaderContainer();
      SmallDisk.require(now.docker(), leader);
      return new Plan(
          List.of(new Step.FillDisk(leader, SmallDisk.FILLER)),
          Duration.ofSeconds(10),
          false,
          Prediction.crash(now.settings()));
    }

    @Override
    public boolean ordinary() {
      return false;
    }
  },
  HAPROXY_RESTART("HAProxy is restarted") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.RestartContainer(now.docker().container("haproxy"))),
          Duration.ofSeconds(4),
          false,
          Prediction.proxyRestart());
    }
  },
  REDIS_KILL("Redis loses power") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      return new Plan(
          List.of(new Step.KillContainer(now.docker().container("redis"))),
          Duration.ofSeconds(10),
          false,
          Prediction.none("the database does not need Redis"));
    }
  },
  REDIS_SLOW("Redis runs a tenth of the time") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      Duration time = Duration.ofSeconds(10);
      return new Plan(
          List.of(new Step.SlowRedis(now.docker().container("redis"), time)),
          time,
          false,
          Prediction.none("the database does not need Redis"));
    }
  },
  API_KILL("one of several instances of the API loses power") {
    @Override
    Plan plan(Situation now) throws InterruptedException {
      List<String> instances = now.docker().containers("api", true);
      if (instances.size() < 2) {
        throw new UnavailableException(
            "api-kill needs two instances of the API, found " + instances.size(),
            "docker compose up -d --wait --scale api=2");
      }
      return new Plan(
          List.of(new Step.KillContainer(instances.getFirst())),
          Duration.ofSeconds(10),
          false,
          Prediction.none("the database does not need the API"));
    }
  };

  private final String what;

  Drill(String what) {
    this.what = what;
  }

  /**
   * Make the plan for a cluster as it is now; changes nothing.
   *
   * @throws UnavailableException if something that it needs is not there
   */
  abstract Plan plan(Situation now) throws InterruptedException;

  /** Whether {@code all} and {@code random} have it: those that need no special stack. */
  public boolean ordinary() {
    return true;
  }

  /** Whether not one read of the API may fail: what is lost is not needed for them. */
  boolean sparesReads() {
    return this == REDIS_KILL || this == REDIS_SLOW || this == API_KILL;
  }

  /** What happens, for people. */
  public String what() {
    return what;
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that {@code all} and {@code random} choose from. */
  public static List<Drill> allOrdinary() {
    return Arrays.stream(values()).filter(Drill::ordinary).toList();
  }

  /** Find one by its name on the command line. */
  public static Optional<Drill> of(String name) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Long enough that a new leader is there, and time is left to see the two beside each other. */
  private static Duration beyondTtl(ClusterSettings settings) {
    return settings.ttl().plusSeconds(5);
  }
}

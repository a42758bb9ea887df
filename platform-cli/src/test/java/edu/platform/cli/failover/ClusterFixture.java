package edu.platform.cli.failover;

import edu.platform.cli.failover.ClusterSettings.Synchronous;
import edu.platform.cli.failover.Member.Role;
import edu.platform.cli.failover.Surroundings.Etcd;
import edu.platform.cli.failover.Surroundings.Route;
import edu.platform.cli.failover.Surroundings.Server;
import edu.platform.cli.failover.Surroundings.Slot;
import edu.platform.cli.failover.Surroundings.Standby;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A cluster of three that is well, and what may be wrong with it. */
public final class ClusterFixture {

  /** The settings of the stack. */
  public static final ClusterSettings SETTINGS =
      new ClusterSettings(
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ZERO,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          true,
          Synchronous.QUORUM,
          true,
          1_048_576);

  private ClusterFixture() {}

  static Member member(String name, Role role) {
    boolean leads = role == Role.LEADER;
    return new Member(
        name,
        Optional.of(URI.create("http://" + name + ":8008")),
        true,
        "",
        role,
        leads ? "running" : "streaming",
        leads,
        OptionalInt.of(3),
        leads ? OptionalLong.empty() : OptionalLong.of(0),
        Optional.of("4.0.7"),
        Optional.of("17.6"),
        Optional.of("77"),
        false,
        "",
        Optional.of(Duration.ofMillis(200)));
  }

  static Member dead(String name, Role role) {
    Member well = member(name, role);
    return new Member(
        name,
        well.asked(),
        false,
        "refuses the connection",
        role,
        well.state(),
        false,
        well.timeline(),
        well.lagBytes(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        "",
        Optional.empty());
  }

  static Cluster well() {
    return new Cluster(
        "platform",
        List.of(
            member("a", Role.LEADER),
            member("b", Role.QUORUM_STANDBY),
            member("c", Role.QUORUM_STANDBY)),
        SETTINGS,
        true,
        false,
        List.of());
  }

  static Cluster with(Member... members) {
    Cluster well = well();
    return new Cluster(well.name(), List.of(members), SETTINGS, true, false, List.of());
  }

  static Cluster with(ClusterSettings settings) {
    Cluster well = well();
    return new Cluster(well.name(), well.members(), settings, true, false, List.of());
  }

  static Cluster paused() {
    Cluster well = well();
    return new Cluster(well.name(), well.members(), SETTINGS, true, true, List.of());
  }

  /** A cluster whose leader is on a timeline, with a history. */
  public static Cluster afterFailovers(int timeline, Cluster.Failover... failovers) {
    Member leader = member("a", Role.LEADER);
    Member moved =
        new Member(
            leader.name(),
            leader.asked(),
            true,
            "",
            Role.LEADER,
            "running",
            true,
            OptionalInt.of(timeline),
            OptionalLong.empty(),
            leader.patroniVersion(),
            leader.postgresVersion(),
            leader.systemId(),
            false,
            "",
            leader.skew());
    return new Cluster("platform", List.of(moved), SETTINGS, true, false, List.of(failovers));
  }

  static Surroundings around() {
    return new Surroundings(
        List.of(new Etcd("e1", ""), new Etcd("e2", ""), new Etcd("e3", "")),
        Optional.of(
            new Route("h:5001", "", "10.0.0.1:5432", false, Optional.of("77"), OptionalInt.of(3))),
        Optional.of(
            new Route("h:5002", "", "10.0.0.2:5432", true, Optional.of("77"), OptionalInt.of(3))),
        List.of(
            new Standby("b", "streaming", "quorum", OptionalLong.of(0)),
            new Standby("c", "streaming", "quorum", OptionalLong.of(0))),
        List.of(new Slot("b", true, OptionalLong.of(0)), new Slot("c", true, OptionalLong.of(0))),
        List.of(
            new Server("leader", "a", "UP"),
            new Server("leader", "b", "DOWN"),
            new Server("replicas", "b", "UP"),
            new Server("replicas", "c", "UP"),
            new Server("api_instances", "api1", "UP"),
            new Server("api_instances", "api2", "MAINT (resolution)")),
        "",
        Optional.of(""),
        Optional.of(""),
        List.of(new Surroundings.Disk("a", 50, 100)));
  }

  static Surroundings etcdDown(int members) {
    Surroundings well = around();
    List<Etcd> etcd = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      etcd.add(new Etcd("e" + (i + 1), i < members ? "refuses the connection" : ""));
    }
    return copy(well, etcd, well.leaderPort(), well.standbys(), well.slots(), well.haproxy());
  }

  static Surroundings leaderPort(UnaryOperator<Route> change) {
    Surroundings well = around();
    return copy(
        well,
        well.etcd(),
        well.leaderPort().map(change),
        well.standbys(),
        well.slots(),
        well.haproxy());
  }

  static Surroundings standbys(Standby... standbys) {
    Surroundings well = around();
    return copy(
        well, well.etcd(), well.leaderPort(), List.of(standbys), well.slots(), well.haproxy());
  }

  static Surroundings slots(Slot... slots) {
    Surroundings well = around();
    return copy(
        well, well.etcd(), well.leaderPort(), well.standbys(), List.of(slots), well.haproxy());
  }

  static Surroundings haproxy(Server... servers) {
    Surroundings well = around();
    return copy(
        well, well.etcd(), well.leaderPort(), well.standbys(), well.slots(), List.of(servers));
  }

  private static Surroundings copy(
      Surroundings well,
      List<Etcd> etcd,
      Optional<Route> leaderPort,
      List<Standby> standbys,
      List<Slot> slots,
      List<Server> haproxy) {
    return new Surroundings(
        etcd,
        leaderPort,
        well.replicaPort(),
        standbys,
        slots,
        haproxy,
        "",
        well.apiFault(),
        well.redisFault(),
        well.disks());
  }
}

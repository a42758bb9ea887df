package edu.platform.cli.failover;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What stands around a Patroni cluster, and what SQL tells of it. What was not asked for is absent.
 *
 * @param etcd its members
 * @param leaderPort what the port for writes leads to
 * @param replicaPort what the port for reads leads to
 * @param standbys of the leader, by SQL through the port for writes
 * @param slots of the leader, likewise
 * @param haproxy servers by its statistics; empty if not asked
 * @param haproxyFault why there are no statistics; empty if there are, or if not asked
 * @param apiFault why the API is not ready through HAProxy; none if not asked, empty if it is ready
 * @param redisFault why Redis does not answer; none if not asked, empty if it does
 * @param disks free space of the members' volumes, where the engine of this machine runs them
 */
public record Surroundings(
    List<Etcd> etcd,
    Optional<Route> leaderPort,
    Optional<Route> replicaPort,
    List<Standby> standbys,
    List<Slot> slots,
    List<Server> haproxy,
    String haproxyFault,
    Optional<String> apiFault,
    Optional<String> redisFault,
    List<Disk> disks) {

  /** Nothing was asked for. */
  public static final Surroundings NONE =
      new Surroundings(
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          "",
          Optional.empty(),
          Optional.empty(),
          List.of());

  /**
   * A member of etcd.
   *
   * @param fault why it is not healthy; empty if it is, which it only is with a quorum
   */
  public record Etcd(String address, String fault) {
    /** Whether it takes part in a quorum. */
    public boolean healthy() {
      return fault.isEmpty();
    }
  }

  /**
   * Where a port of HAProxy leads, found out by SQL.
   *
   * @param address as asked
   * @param fault why there was no answer; empty if there was
   * @param member address of the server behind it, as that server sees itself
   * @param inRecovery whether that is a replica
   * @param systemId of its data
   * @param timeline it is on
   */
  public record Route(
      String address,
      String fault,
      String member,
      boolean inRecovery,
      Optional<String> systemId,
      OptionalInt timeline) {

    static Route failed(String address, String fault) {
      return new Route(address, fault, "", false, Optional.empty(), OptionalInt.empty());
    }

    /** Whether there was an answer. */
    public boolean answers() {
      return fault.isEmpty();
    }
  }

  /**
   * A standby, as its leader sees it.
   *
   * @param syncState {@code quorum}, {@code sync}, {@code potential} or {@code async}
   * @param lagBytes written by the leader and not yet replayed there
   */
  public record Standby(String name, String state, String syncState, OptionalLong lagBytes) {}

  /**
   * A replication slot.
   *
   * @param retainedBytes of WAL that it keeps
   */
  public record Slot(String name, boolean active, OptionalLong retainedBytes) {}

  /**
   * A server of HAProxy's.
   *
   * @param backend such as {@code leader}
   * @param status such as {@code UP}, {@code DOWN}
   */
  public record Server(String backend, String name, String status) {
    /** Whether it gets clients. */
    public boolean up() {
      return status.startsWith("UP");
    }
  }

  /** Free space of a volume. */
  public record Disk(String member, long freeBytes, long sizeBytes) {}

  /** Whether more than half of etcd takes part; true if nobody was asked. */
  public boolean quorum() {
    return etcd.isEmpty() || etcd.stream().filter(Etcd::healthy).count() > etcd.size() / 2;
  }
}

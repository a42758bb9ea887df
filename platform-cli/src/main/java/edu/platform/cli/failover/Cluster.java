package edu.platform.cli.failover;

import java.util.List;
import java.util.Optional;

/**
 * A Patroni cluster at one moment.
 *
 * @param name of the cluster ({@code scope})
 * @param members in the order of their names
 * @param settings what decides how it behaves under faults
 * @param settingsKnown whether the settings were read; else they are Patroni's defaults
 * @param paused whether Patroni is told not to act
 * @param failovers leader changes, the oldest first
 */
public record Cluster(
    String name,
    List<Member> members,
    ClusterSettings settings,
    boolean settingsKnown,
    boolean paused,
    List<Failover> failovers) {

  /** Copies the lists. */
  public Cluster {
    members = List.copyOf(members);
    failovers = List.copyOf(failovers);
  }

  /**
   * A change of the leader.
   *
   * @param timeline that it ended
   * @param at when the new one was begun, as Patroni writes it (RFC 3339); empty if unknown
   * @param leader who took over; empty before Patroni 2.1 and for the first entries
   * @param reason as PostgreSQL's history file has it
   */
  public record Failover(int timeline, String at, String leader, String reason) {}

  /** The member that the cluster counts as its leader. */
  public Optional<Member> leader() {
    return members.stream().filter(Member::leads).findFirst();
  }
}

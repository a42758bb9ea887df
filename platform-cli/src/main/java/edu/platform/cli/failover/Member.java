package edu.platform.cli.failover;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A member of the cluster: what the cluster says of it, and what it says of itself when it is asked
 * directly.
 *
 * @param name in Patroni
 * @param asked its own REST address, if it was among those that were asked
 * @param answers whether it answered itself
 * @param fault why it did not; empty if it did or was not asked
 * @param role in the words of {@code GET /cluster}
 * @param state such as {@code running}, {@code streaming}, {@code stopped}
 * @param outOfRecovery whether its PostgreSQL runs as a primary, by its own answer
 * @param timeline of its PostgreSQL
 * @param lagBytes how far it is behind the leader; none for the leader, or if nobody knows
 * @param patroniVersion such as {@code 4.0.4}
 * @param postgresVersion such as {@code 17.6}
 * @param systemId of its data
 * @param pendingRestart whether a changed setting waits for its restart
 * @param barred why its tags keep it from becoming leader; empty if they do not
 * @param skew its clock against this machine's, within about a second
 */
public record Member(
    String name,
    Optional<URI> asked,
    boolean answers,
    String fault,
    Role role,
    String state,
    boolean outOfRecovery,
    OptionalInt timeline,
    OptionalLong lagBytes,
    Optional<String> patroniVersion,
    Optional<String> postgresVersion,
    Optional<String> systemId,
    boolean pendingRestart,
    String barred,
    Optional<Duration> skew) {

  /** What a member is to the cluster. */
  public enum Role {
    LEADER,
    STANDBY_LEADER,
    SYNC_STANDBY,
    QUORUM_STANDBY,
    REPLICA,
    UNKNOWN;

    static Role of(String patroni) {
      return switch (patroni) {
        case "leader", "master", "primary" -> LEADER;
        case "standby_leader" -> STANDBY_LEADER;
        case "sync_standby" -> SYNC_STANDBY;
        case "quorum_standby" -> QUORUM_STANDBY;
        case "replica" -> REPLICA;
        default -> UNKNOWN;
      };
    }

    /** As Patroni 4 writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether commits wait for it. */
    public boolean synchronous() {
      return this == SYNC_STANDBY || this == QUORUM_STANDBY;
    }
  }

  /** Whether the cluster counts it as its leader. */
  public boolean leads() {
    return role == Role.LEADER || role == Role.STANDBY_LEADER;
  }

  /** Whether its PostgreSQL does what its role asks: {@code running} was all up to Patroni 3.0. */
  public boolean works() {
    boolean reachable = asked.isEmpty() || answers;
    return reachable
        && (state.equals("streaming")
            || state.equals("running")
            || state.equals("in archive recovery"));
  }
}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code failover-check}.
 *
 * @param verdict {@code ok}, {@code degraded} or {@code down}
 * @param reasons why it is not ok, the worst first
 * @param at when it was looked at, RFC 3339, UTC
 * @param elapsedMs milliseconds the look took
 * @param cluster its name
 * @param members in the order of their names
 * @param etcd its members; none if not asked
 * @param routes where the ports for writes and reads lead
 * @param haproxy servers that get clients, by backend
 * @param slots of the leader
 * @param disks free space, where known
 * @param failovers leader changes, the oldest first
 * @param checks all that was looked at
 * @param explanations with {@code --explain}: who could become leader now
 * @param outageMs with {@code --watch}: milliseconds without writes that ended with this look
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record FailoverHealth(
    String verdict,
    List<String> reasons,
    String at,
    long elapsedMs,
    String cluster,
    List<Member> members,
    List<Etcd> etcd,
    List<Route> routes,
    List<Server> haproxy,
    List<Slot> slots,
    List<Disk> disks,
    List<Failover> failovers,
    List<Check> checks,
    List<Explanation> explanations,
    Optional<Long> outageMs) {

  /** A member of the cluster. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Member(
      String name,
      String role,
      String state,
      boolean answers,
      boolean outOfRecovery,
      Optional<Integer> timeline,
      Optional<Long> lagBytes,
      Optional<String> patroniVersion,
      Optional<String> postgresVersion,
      boolean pendingRestart,
      Optional<Long> clockSkewMs) {}

  /** A member of etcd. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Etcd(String address, boolean healthy, String fault) {}

  /** Where a port leads. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Route(
      String purpose,
      String address,
      String fault,
      String server,
      boolean inRecovery,
      Optional<String> systemId,
      Optional<Integer> timeline) {}

  /** A server of HAProxy's. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Server(String backend, String name, String status) {}

  /** A replication slot. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Slot(String name, boolean active, Optional<Long> retainedBytes) {}

  /** Free space of a member's volume. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Disk(String member, long freeBytes, long sizeBytes) {}

  /** A change of the leader. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Failover(int timeline, String at, String leader, String reason) {}

  /** One thing that was looked at. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Check(String check, String result, String found, String advice) {}

  /** Why a member could or could not become leader now. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Explanation(String member, boolean eligible, List<String> reasons) {}
}

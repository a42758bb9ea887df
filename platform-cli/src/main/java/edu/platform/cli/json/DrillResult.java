package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * The result of one drill. Times are milliseconds; those called {@code at} count from the fault,
 * what came before it is negative.
 *
 * @param index of the drill in its series, from 1
 * @param drill its name
 * @param verdict {@code passed} or {@code failed}
 * @param broken limits that were broken, each in a phrase
 * @param interrupted whether it was stopped before its end
 * @param startedAt RFC 3339, UTC
 * @param versions of edu-cli, Patroni and PostgreSQL
 * @param commit of the working tree, if there is one
 * @param randomSeed of the series
 * @param synchronousMode of the cluster during the drill
 * @param rate of each kind of write, a second
 * @param leaderBefore its name
 * @param leaderAfter its name
 * @param predictedWriteGapMs bound by the cluster's own settings
 * @param predictedBecause what the bound is made of
 * @param writeGapMs last success before to first acknowledged write after
 * @param readGapMs the same of reads from replicas
 * @param worstWriteMs slowest acknowledged write
 * @param redundancyMs from healing until all members are back and in step
 * @param acknowledged writes
 * @param lost acknowledged writes that are not there
 * @param doubled writes that are there more than once
 * @param refusedAndDone refused writes that are there
 * @param indeterminate writes whose clients do not know
 * @param indeterminateDone those of them that are there
 * @param wrongTotals sums of the bank that were wrong
 * @param staleReads reads that miss the client's own write
 * @param oldLeaderWrites acknowledged by an older leader beside a newer one
 * @param twoLeadersMs how long two acknowledged writes
 * @param twoPrimariesMs how long two were out of recovery
 * @param operations by kind
 * @param timeline what happened, in order
 * @param seconds the load, second by second
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record DrillResult(
    int index,
    String drill,
    String verdict,
    List<String> broken,
    boolean interrupted,
    String startedAt,
    List<String> versions,
    Optional<String> commit,
    long randomSeed,
    String synchronousMode,
    double rate,
    String leaderBefore,
    String leaderAfter,
    long predictedWriteGapMs,
    String predictedBecause,
    long writeGapMs,
    long readGapMs,
    long worstWriteMs,
    Optional<Long> redundancyMs,
    long acknowledged,
    long lost,
    long doubled,
    long refusedAndDone,
    long indeterminate,
    long indeterminateDone,
    long wrongTotals,
    long staleReads,
    long oldLeaderWrites,
    long twoLeadersMs,
    long twoPrimariesMs,
    List<Kind> operations,
    List<Event> timeline,
    List<Second> seconds) {

  /**
   * How operations of a kind ended.
   *
   * @param faults most frequent first, each with its number
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Kind(String kind, long ok, long refused, long indeterminate, List<String> faults) {}

  /**
   * Something that happened.
   *
   * @param atMs since the fault
   * @param source who says so
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Event(long atMs, String source, String text) {}

  /**
   * A second of the load.
   *
   * @param atMs its beginning, since the fault
   * @param ok acknowledged writes
   * @param notOk refused and indeterminate ones
   * @param worstMs slowest acknowledged write
   * @param reads answered reads
   * @param primaries members that were out of recovery at its end
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Second(
      long atMs, long ok, long notOk, long worstMs, long reads, List<String> primaries) {}
}

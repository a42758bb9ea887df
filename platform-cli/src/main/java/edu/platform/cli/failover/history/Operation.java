package edu.platform.cli.failover.history;

import java.util.Optional;

/**
 * Something that a client did.
 *
 * @param kind what it was
 * @param id of the number, transfer or purchase it was about; for reads, what was read
 * @param beganNanos since the beginning of the load
 * @param endedNanos since the beginning of the load
 * @param outcome how it ended
 * @param writer which server acknowledged it, for writes that are ok
 * @param detail why it was refused, or what was wrong with what was read; empty if nothing was
 */
public record Operation(
    Kind kind,
    long id,
    long beganNanos,
    long endedNanos,
    Outcome outcome,
    Optional<Writer> writer,
    String detail) {

  /** What a client does. */
  public enum Kind {
    /** Adds a unique number, through HAProxy's port for writes. */
    ADD,
    /** Adds a unique number at one member, past HAProxy. */
    ADD_DIRECTLY,
    /** Moves money between two accounts, through HAProxy's port for writes. */
    TRANSFER,
    /** Reads a number that this client has just added, from the leader. */
    READ_OWN,
    /** Adds up all accounts in one statement, from a replica. */
    READ_TOTAL,
    /** Buys through the API, with an idempotency key. */
    PURCHASE,
    /** Reads a course through the API, without a user. */
    READ_API;

    /** Whether it changes something that must not be lost. */
    public boolean writes() {
      return this == ADD || this == ADD_DIRECTLY || this == TRANSFER || this == PURCHASE;
    }

    /** In small letters, as in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How it ended, as its client knows. */
  public enum Outcome {
    /** Acknowledged. Only this may count as lost. */
    OK,
    /** Surely not done. */
    REFUSED,
    /** Nobody can tell: the answer never came, or came with a reservation. */
    INDETERMINATE
  }

  /**
   * A server as it was while it acknowledged: after a restart it is another one.
   *
   * @param timeline that it writes
   * @param startedMicros when its PostgreSQL was started, since the epoch
   */
  public record Writer(int timeline, long startedMicros) implements Comparable<Writer> {
    /** The later one is the newer leader. */
    @Override
    public int compareTo(Writer other) {
      int byTimeline = Integer.compare(timeline, other.timeline);
      return byTimeline != 0 ? byTimeline : Long.compare(startedMicros, other.startedMicros);
    }
  }

  /** Whether it was acknowledged. */
  public boolean ok() {
    return outcome == Outcome.OK;
  }
}

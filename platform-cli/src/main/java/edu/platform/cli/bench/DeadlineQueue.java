package edu.platform.cli.bench;

/**
 * Connections that wait for something which must come within a fixed time, the soonest first.
 * Adding and removing cost the same whatever the length, and allocate nothing.
 */
final class DeadlineQueue {
  private final long timeoutNanos;
  private Connection first;
  private Connection last;

  DeadlineQueue(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  void add(Connection connection, long nowNanos) {
    connection.queue = this;
    connection.deadlineNanos = nowNanos + timeoutNanos;
    connection.sooner = last;
    connection.later = null;
    if (last == null) {
      first = connection;
    } else {
      last.later = connection;
    }
    last = connection;
  }

  static void remove(Connection connection) {
    DeadlineQueue queue = connection.queue;
    if (connection.sooner == null) {
      queue.first = connection.later;
    } else {
      connection.sooner.later = connection.later;
    }
    if (connection.later == null) {
      queue.last = connection.sooner;
    } else {
      connection.later.sooner = connection.sooner;
    }
    connection.queue = null;
    connection.sooner = null;
    connection.later = null;
  }

  /** Return the connection whose deadline has passed longest ago, null if there is none. */
  Connection overdue(long nowNanos) {
    return first != null && first.deadlineNanos <= nowNanos ? first : null;
  }

  /** Return the next deadline, {@code Long.MAX_VALUE} if nothing waits. */
  long nextDeadline() {
    return first == null ? Long.MAX_VALUE : first.deadlineNanos;
  }
}

package edu.platform.cli.bench;

/** Decides when an event loop begins requests, and on which connections. */
sealed interface Pacing permits ClosedPacing, OpenPacing {

  /**
   * Begin what is due.
   *
   * @return when something is due next, {@code Long.MAX_VALUE} if that depends on an answer
   */
  long beginDue(long nowNanos);

  /** Learn that a request has ended and its connection is free. */
  void ended(Connection connection, long nowNanos, boolean well);

  /** Return whether requests that are due before the end have yet to begin. */
  boolean hasBacklog();

  /** Return whether requests must begin within microseconds of their time. */
  boolean isPrecise();
}

package edu.platform.cli.bench;

/**
 * One simulated user: a sequence of requests on one connection, the next after the answer to the
 * last. All methods of a user are called by one thread, and allocate nothing if the scenario is
 * meant to measure a fast server.
 */
public interface VirtualUser {

  /** How a user judges an answer. */
  enum Check {
    /** What was expected. */
    OK,
    /** Counts as {@link ErrorKind#STATUS}. */
    WRONG_STATUS,
    /** Counts as {@link ErrorKind#BODY}. */
    WRONG_BODY
  }

  /**
   * Return whether the next request begins a round, before which users of the closed model think.
   */
  boolean thinksBeforeNext();

  /**
   * Write the next request.
   *
   * @param request to be begun and filled
   * @param nowNanos nanoseconds since the start of the run
   */
  void writeNext(Request request, long nowNanos);

  /** Judge the answer to the request written last, and remember what later requests need of it. */
  Check check(Answer answer);

  /** Learn that the request written last got no answer that could be checked. */
  default void unanswered() {}
}

package edu.platform.core;

/** The faults that the platform reports, each with a stable lower-case code and a {@link Kind}. */
public enum ErrorCode {
  /** What was sent is not acceptable; nothing was written. */
  INVALID_REQUEST(Kind.USER),
  /** A row with the same unique value exists. */
  ALREADY_EXISTS(Kind.USER),
  /** A row that was referred to does not exist, or is still referred to. */
  REFERENCE_VIOLATED(Kind.USER),
  /** A setting is missing or wrong; the message names it. */
  INVALID_CONFIGURATION(Kind.USER),
  /** The port to listen on is taken, or the address is not ours. */
  ADDRESS_IN_USE(Kind.UNAVAILABLE),
  /** No database answered within the timeout, or it cannot do this now; worth trying again. */
  DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
  /** The connection was lost during a commit: it may or may not have been done. */
  COMMIT_UNKNOWN(Kind.UNAVAILABLE),
  /** The database gave up a statement at its timeout. */
  STATEMENT_TIMEOUT(Kind.UNAVAILABLE),
  /** Another transaction held a row for as long as one may wait for it. */
  LOCK_TIMEOUT(Kind.UNAVAILABLE),
  /** All database connections were in use for as long as a request may wait. */
  POOL_EXHAUSTED(Kind.UNAVAILABLE),
  /** More of something costly is asked for than can be done in time. */
  BUSY(Kind.UNAVAILABLE),
  /** A defect of ours: the log has its cause. */
  INTERNAL(Kind.INTERNAL);

  private final Kind kind;

  ErrorCode(Kind kind) {
    this.kind = kind;
  }

  /**
   * Return who can mend the fault.
   *
   * @return the kind, which decides the HTTP status and the exit code
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Return the code as programs see it.
   *
   * @return the stable lower-case form, such as {@code pool_exhausted}
   */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Who can mend a fault. */
  public enum Kind {
    /** The caller: HTTP 4xx, exit code 2. */
    USER,
    /** Time, or an operator: HTTP 503 with {@code Retry-After}, exit code 3. */
    UNAVAILABLE,
    /** A developer: HTTP 500, exit code 4. */
    INTERNAL
  }
}

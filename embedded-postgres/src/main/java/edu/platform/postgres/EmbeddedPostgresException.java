package edu.platform.postgres;

import static java.util.Objects.requireNonNull;

/**
 * The embedded server could not be had. The message says what was tried, what was found and what to
 * do next, and holds no secret. Whatever the kind, existing data was not changed.
 */
public final class EmbeddedPostgresException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  EmbeddedPostgresException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  EmbeddedPostgresException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * Return what was in the way.
   *
   * @return the kind of fault
   */
  public Kind kind() {
    return kind;
  }

  /** What was in the way. */
  public enum Kind {
    /** There is no embedded PostgreSQL for this operating system, processor or C library. */
    UNSUPPORTED_PLATFORM,
    /** No unpacked PostgreSQL was found where it should be. */
    SERVER_MISSING,
    /** Another process, or a server of a former one, uses the data directory. */
    DATA_DIRECTORY_IN_USE,
    /** The data was made by another major version of PostgreSQL. */
    OTHER_MAJOR_VERSION,
    /** The data directory lacks what every database has, or the server refuses it. */
    DAMAGED,
    /** Too little room is left for a new database, or for the server to start. */
    NO_DISK_SPACE,
    /** The server ended or was not ready in time, for a reason other than its data. */
    DID_NOT_START
  }
}

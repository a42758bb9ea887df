package edu.platform.migrations;

import static java.util.Objects.requireNonNull;

/**
 * The schema could not be read or brought to where it should be. The message says what was tried,
 * what was found and what to do next, and holds no secret.
 */
public final class MigrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  MigrationException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  MigrationException(Kind kind, String message, Throwable cause) {
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
    /** No database answers at the address, or it went away; worth trying again. */
    UNREACHABLE,
    /** The database does not let this user in, or not do this. */
    ACCESS_REFUSED,
    /** Another migration held the lock for too long; worth trying again. */
    BUSY,
    /** The schema is of a version that this build does not know; nothing was changed. */
    NEWER_SCHEMA,
    /** There are tables that no migration made; nothing was changed. */
    UNKNOWN_SCHEMA,
    /** A migration that was applied is not the one of this build; nothing was changed. */
    CHECKSUM_MISMATCH,
    /** A migration failed and was rolled back; the ones before it stay. */
    FAILED_MIGRATION,
    /** This build has no such version. */
    BAD_TARGET,
    /** A defect of ours: the cause tells more. */
    INTERNAL
  }
}

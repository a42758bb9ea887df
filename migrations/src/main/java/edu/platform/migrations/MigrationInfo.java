package edu.platform.migrations;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One migration, applied or not.
 *
 * @param version its version, from 1; none if it runs at every migrate
 * @param description what it does, as its file name says
 * @param script its file name
 * @param state whether it is applied
 * @param installedOn when it was applied last
 */
public record MigrationInfo(
    OptionalInt version,
    String description,
    String script,
    State state,
    Optional<Instant> installedOn) {

  /** Whether a migration is applied. */
  public enum State {
    /** Applied, and known to this build. */
    APPLIED,
    /** Known to this build and not applied. */
    PENDING,
    /** Without a version: runs at every migrate, after the others. */
    REPEATABLE,
    /** Applied by a newer build. */
    UNKNOWN,
    /** Recorded as failed. */
    FAILED
  }
}

package edu.platform.migrations;

import java.time.Duration;
import java.util.List;

/**
 * What a migrate did.
 *
 * @param target version that was asked for
 * @param versionBefore version of the schema before, 0 if it was empty
 * @param versionAfter version of the schema now; above the target if it was before, since nothing
 *     is ever taken back
 * @param applied the migrations that ran, in order
 * @param notices what the database said meanwhile, such as that the application's role is missing
 */
public record MigrationReport(
    int target, int versionBefore, int versionAfter, List<Applied> applied, List<String> notices) {

  /** Copy the lists. */
  public MigrationReport {
    applied = List.copyOf(applied);
    notices = List.copyOf(notices);
  }

  /**
   * Return whether the schema was above the target already, and stays there.
   *
   * @return whether nothing could be done about the target
   */
  public boolean isAboveTarget() {
    return versionAfter > target;
  }

  /**
   * A migration that ran.
   *
   * @param script its file name
   * @param took how long it ran, in whole milliseconds
   */
  public record Applied(String script, Duration took) {}
}

package edu.platform.migrations;

import java.util.List;

/**
 * What a repair of the history did. The tables themselves are never touched.
 *
 * @param removed failed migrations that are no longer recorded
 * @param aligned migrations whose recorded checksum and name are now those of this build
 * @param deleted migrations marked as deleted, since this build has no file of them
 */
public record RepairReport(List<String> removed, List<String> aligned, List<String> deleted) {

  /** Copy the lists. */
  public RepairReport {
    removed = List.copyOf(removed);
    aligned = List.copyOf(aligned);
    deleted = List.copyOf(deleted);
  }
}

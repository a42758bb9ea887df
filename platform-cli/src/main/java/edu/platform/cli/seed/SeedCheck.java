package edu.platform.cli.seed;

import java.util.List;

/**
 * Seeded rows compared with what was recorded when they were loaded.
 *
 * @param status what is recorded
 * @param tables those recorded, in the order they were loaded
 */
public record SeedCheck(SeedStatus status, List<Table> tables) {

  /** Copies the list. */
  public SeedCheck {
    tables = List.copyOf(tables);
  }

  /**
   * Return whether all rows are as they were loaded, or were changed in a way that leaves a trace.
   *
   * @return false if some table does not hold
   */
  public boolean holds() {
    return tables.stream().allMatch(Table::holds);
  }

  /**
   * A table whose rows were read back.
   *
   * @param name of the table
   * @param rows that are as they were loaded
   * @param checksum of these rows; that of loading if none was changed or removed
   * @param changed rows whose values have changed since, left out
   * @param removed rows that are gone, left out
   * @param added rows that were not loaded, left out
   * @param untraced those of the changed rows whose {@code updated_at} is from before the loading
   * @param sameRows false if this build makes other rows than were loaded, so that a table with any
   *     change at all cannot be taken apart: then nothing is counted
   */
  public record Table(
      String name,
      long rows,
      String checksum,
      long changed,
      long removed,
      long added,
      long untraced,
      boolean sameRows) {

    /**
     * Return whether every row is as loaded, or was changed in a way that leaves a trace.
     *
     * @return false if rows differ that nobody is known to have changed
     */
    public boolean holds() {
      return sameRows && untraced == 0;
    }
  }
}

package edu.platform.cli.seed;

import java.time.Duration;
import java.util.List;

/**
 * What a seeding did.
 *
 * @param settings what the rows depend on
 * @param version schema version the database is seeded up to
 * @param tables those loaded by this run, in the order they were finished; empty if nothing was
 *     left to do
 * @param salesOpen whether some course can be bought today; false for good once the last run's
 *     sales have closed
 * @param time from connecting to the last commit
 */
public record SeedResult(
    SeedSettings settings, int version, List<Table> tables, boolean salesOpen, Duration time) {

  /** Copies the list. */
  public SeedResult {
    tables = List.copyOf(tables);
  }

  /**
   * A loaded table.
   *
   * @param name of the table
   * @param rows loaded
   * @param bytes sent
   * @param checksum {@code seeding_status.checksum}
   * @param time from locking the table to its commit
   */
  public record Table(String name, long rows, long bytes, String checksum, Duration time) {}
}

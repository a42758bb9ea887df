package edu.platform.cli.seed;

import java.util.List;
import java.util.Optional;

/**
 * What has been seeded, as {@code seeding_status} records it.
 *
 * @param schemaVersion version of the schema, 0 if there is none
 * @param seededVersion version the seeding has reached, 0 if none
 * @param settings what the rows depend on; empty if nothing is recorded. The currency is that of
 *     the courses.
 * @param tables in the order they were loaded
 */
public record SeedStatus(
    int schemaVersion, int seededVersion, Optional<SeedSettings> settings, List<Table> tables) {

  /** Copies the list. */
  public SeedStatus {
    tables = List.copyOf(tables);
  }

  /**
   * A seeded table.
   *
   * @param name of the table
   * @param version schema version it came with
   * @param rows loaded
   * @param checksum of the rows as they were loaded
   * @param seededAt time of loading, in UTC, ISO 8601
   */
  public record Table(String name, int version, long rows, String checksum, String seededAt) {}
}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code seed status}.
 *
 * @param schemaVersion version of the schema, 0 if there is none
 * @param seededVersion version the seeding has reached, 0 if none
 * @param count rows per large table, if anything is recorded
 * @param randomSeed the random seed
 * @param locale {@code ru} or {@code en}
 * @param asOf day around which sales are laid out
 * @param accounts addresses to sign in with
 * @param tables in the order they were loaded
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record SeedState(
    int schemaVersion,
    int seededVersion,
    Optional<Integer> count,
    Optional<Long> randomSeed,
    Optional<String> locale,
    Optional<String> asOf,
    List<String> accounts,
    List<Table> tables) {

  /**
   * A seeded table.
   *
   * @param table its name
   * @param version schema version it came with
   * @param rows loaded
   * @param checksum of the rows as they were loaded
   * @param seededAt RFC 3339, UTC
   * @param verified what the rows are like now, with {@code --verify}
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Table(
      String table,
      int version,
      long rows,
      String checksum,
      String seededAt,
      Optional<Check> verified) {}

  /**
   * A table's rows compared with what was loaded.
   *
   * @param holds whether all rows are as loaded or have visibly been changed
   * @param rows that are as they were loaded
   * @param checksum of these rows
   * @param changed rows with other values than loaded
   * @param removed rows that are gone
   * @param added rows that were not loaded
   * @param untraced changed rows whose {@code updated_at} is from before the loading
   * @param sameRows false if this build makes other rows, so that changes cannot be counted
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Check(
      boolean holds,
      long rows,
      String checksum,
      long changed,
      long removed,
      long added,
      long untraced,
      boolean sameRows) {}
}

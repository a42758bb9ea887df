package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code seed}.
 *
 * @param version schema version the database is now seeded up to
 * @param count rows per large table
 * @param randomSeed the random seed
 * @param locale {@code ru} or {@code en}
 * @param asOf day around which sales are laid out
 * @param currency ISO 4217 code of all amounts
 * @param salesOpen whether some course can be bought today
 * @param elapsedMs milliseconds the whole took
 * @param tables those loaded by this run, in the order they were finished
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record SeedReport(
    int version,
    int count,
    long randomSeed,
    String locale,
    String asOf,
    String currency,
    boolean salesOpen,
    long elapsedMs,
    List<Table> tables) {

  /**
   * A loaded table.
   *
   * @param table its name
   * @param rows loaded
   * @param bytes sent
   * @param checksum of the rows
   * @param elapsedMs milliseconds from locking to commit
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Table(String table, long rows, long bytes, String checksum, long elapsedMs) {}
}

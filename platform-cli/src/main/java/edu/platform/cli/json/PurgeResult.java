package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code purge}.
 *
 * @param dryRun whether rows were counted and not deleted
 * @param tables each that is purged, without rows too
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record PurgeResult(boolean dryRun, List<Table> tables) {

  /**
   * A table.
   *
   * @param table its name
   * @param rows deleted, or to be deleted
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Table(String table, long rows) {}
}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a series of drills comes to. Times are milliseconds.
 *
 * @param drills that were done
 * @param failed those that broke a limit
 * @param lost acknowledged writes, in all
 * @param doubled writes, in all
 * @param oldLeaderWrites acknowledged by an older leader beside a newer one, in all
 * @param rows one a kind of drill, in the order they were first done
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record DrillSummary(
    int drills, int failed, long lost, long doubled, long oldLeaderWrites, List<Row> rows) {

  /** All drills of a kind. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Row(
      String drill,
      int runs,
      int failed,
      Range writeGap,
      Range readGap,
      Range redundancy,
      long predictedWriteGapMs,
      long lost,
      long indeterminate) {}

  /** Of several runs. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Range(long min, long median, long max) {}
}

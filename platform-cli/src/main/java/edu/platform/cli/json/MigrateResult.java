package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code migrate}.
 *
 * @param target version that was asked for
 * @param versionBefore version of the schema before, 0 if it was empty
 * @param versionAfter version of the schema now
 * @param applied what ran, in order
 * @param notices what the database said meanwhile
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record MigrateResult(
    int target, int versionBefore, int versionAfter, List<Applied> applied, List<String> notices) {

  /**
   * A migration that ran.
   *
   * @param script its file
   * @param elapsedMs milliseconds it took
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Applied(String script, long elapsedMs) {}
}

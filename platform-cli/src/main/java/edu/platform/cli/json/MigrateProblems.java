package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code migrate validate}.
 *
 * @param valid whether there is no problem
 * @param problems what differs between the database and this build
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record MigrateProblems(boolean valid, List<Problem> problems) {

  /**
   * A migration that differs.
   *
   * @param script its file
   * @param problem what differs
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Problem(String script, String problem) {}
}

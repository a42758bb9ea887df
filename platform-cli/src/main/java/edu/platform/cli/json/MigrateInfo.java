package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code migrate info}.
 *
 * @param latest newest version that this build knows
 * @param migrations in order
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record MigrateInfo(int latest, List<Migration> migrations) {

  /**
   * A migration.
   *
   * @param version none if it runs at every migrate
   * @param description what it does
   * @param script its file
   * @param state {@code applied}, {@code pending}, {@code repeatable}, {@code unknown} or {@code
   *     failed}
   * @param installedOn when it was applied last, RFC 3339
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Migration(
      Optional<Integer> version,
      String description,
      String script,
      String state,
      Optional<String> installedOn) {}
}

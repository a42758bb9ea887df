package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What a drill has broken and how it is healed: kept in a file while it is broken, so that {@code
 * --heal} can do it after the drill itself was killed.
 *
 * @param project name of the Compose project
 * @param drill its name
 * @param pid process of the drill
 * @param startedAt RFC 3339, UTC
 * @param heals in the order they are done
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record DrillState(
    String project, String drill, long pid, String startedAt, List<HealStep> heals) {

  /**
   * One thing to heal.
   *
   * @param kind such as {@code start}
   * @param container it is done to
   * @param detail a network, a group of processes, a file or a setting; may be empty
   * @param values names in the network
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record HealStep(String kind, String container, String detail, List<String> values) {}
}

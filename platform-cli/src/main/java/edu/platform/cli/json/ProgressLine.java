package edu.platform.cli.json;

import io.avaje.jsonb.Json;

/**
 * A line of {@code --progress json}.
 *
 * @param step what is being done
 * @param done units of it that are done
 * @param total units of it, 0 when nobody knows
 * @param unit what is counted, such as {@code rows}
 * @param elapsedMs milliseconds since the step began
 * @param finished whether this is the step's last line
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record ProgressLine(
    String step, long done, long total, String unit, long elapsedMs, boolean finished) {}

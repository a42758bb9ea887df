package edu.platform.cli.json;

import io.avaje.jsonb.Json;

/**
 * A line of {@code up --json} for each part of the start.
 *
 * @param event {@code phase}
 * @param phase {@code database}, {@code schema}, {@code data} or {@code API}
 * @param elapsedMs milliseconds it took
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record PhaseLine(String event, String phase, long elapsedMs) {}

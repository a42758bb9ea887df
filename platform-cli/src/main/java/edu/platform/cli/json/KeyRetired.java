package edu.platform.cli.json;

import io.avaje.jsonb.Json;

/**
 * The result of {@code keys retire}.
 *
 * @param kid the key that is gone
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record KeyRetired(String kid) {}

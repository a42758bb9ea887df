package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * The result of {@code keys create}.
 *
 * @param kid the new key; empty if there was one and none was wanted besides
 * @param signs whether tokens are signed by it at once
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record KeyCreated(Optional<String> kid, boolean signs) {}

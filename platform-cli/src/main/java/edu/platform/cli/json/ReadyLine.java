package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * The line of {@code serve --json} and {@code up --json} when the API answers.
 *
 * @param event {@code ready}
 * @param address of the API
 * @param elapsedMs milliseconds since the command began
 * @param dataDir where the data is kept, if the command keeps it
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record ReadyLine(String event, String address, long elapsedMs, Optional<String> dataDir) {}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.Optional;

/**
 * A line of the log, when it does not go to a terminal.
 *
 * @param time RFC 3339, UTC, to milliseconds
 * @param app which program speaks ({@code APP_NAME})
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param logger the class that speaks
 * @param message without line breaks
 * @param error the stack trace, if there is one
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record LogLine(
    String time, String app, String level, String logger, String message, Optional<String> error) {}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;

/**
 * The result of {@code completion --json}.
 *
 * @param shell {@code bash} or {@code zsh}
 * @param script to be sourced
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record CompletionScript(String shell, String script) {}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;

/**
 * The result of {@code migrate --dry-run}.
 *
 * @param target version that was asked for
 * @param sql what would run
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record MigrateDryRun(int target, String sql) {}

package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code migrate repair}.
 *
 * @param removed failed migrations that are no longer recorded
 * @param aligned migrations whose recorded checksum and name are now this build's
 * @param deleted migrations marked as deleted
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record MigrateRepairs(List<String> removed, List<String> aligned, List<String> deleted) {}

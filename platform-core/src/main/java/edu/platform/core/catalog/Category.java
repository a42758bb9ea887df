package edu.platform.core.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code difficulty_level} or {@code course_specialization} (V1).
 *
 * @param id its key
 * @param name unique
 * @param description if there is one
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Category(
    int id,
    String name,
    Optional<String> description,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

package edu.platform.core.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A project that students do in a topic: a row of {@code project} (V1).
 *
 * @param id its key
 * @param topicId of its topic
 * @param name what is built
 * @param description if there is one
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Project(
    int id,
    int topicId,
    String name,
    Optional<String> description,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

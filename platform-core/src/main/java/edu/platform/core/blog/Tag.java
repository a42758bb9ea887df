package edu.platform.core.blog;

import java.time.Instant;

/**
 * A word that posts are found by: a row of {@code tag} (V3).
 *
 * @param id its key
 * @param name unique, lower case
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Tag(int id, String name, Instant createdAt, Instant updatedAt, int version) {}

package edu.platform.core.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * An account as the staff's search shows it (requirement R10.8).
 *
 * @param id its key
 * @param name first name
 * @param surname family name
 * @param email masked, such as {@code i***@example.org}, unless an admin asks
 * @param blockedAt since when nobody can sign in to it
 * @param createdAt when the row was made
 */
public record AccountSummary(
    int id,
    String name,
    String surname,
    String email,
    Optional<Instant> blockedAt,
    Instant createdAt) {}

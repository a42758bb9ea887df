package edu.platform.core.accounts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What entitles an account to a reduced price (requirement R6.2): a row of {@code user_benefit}
 * (V7). It tells of health or service, and is shown to the owner, support and admins alone.
 *
 * @param courseTypeId key of the reduced way to buy
 * @param typeName of it
 * @param validUntil last day of validity, inclusive
 * @param confirmedBy key of the employee row of who confirmed it
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 */
public record Benefit(
    int courseTypeId,
    String typeName,
    LocalDate validUntil,
    int confirmedBy,
    Instant createdAt,
    Instant updatedAt) {}

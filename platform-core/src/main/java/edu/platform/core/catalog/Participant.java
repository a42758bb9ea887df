package edu.platform.core.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who holds a place of a run (requirement R1.4). In which way it was bought tells of
 * health, and is not shown (requirements section 8).
 *
 * @param purchaseId key of the order
 * @param userId the account
 * @param name empty once the account is erased
 * @param surname empty once the account is erased
 * @param status {@code unpaid} or {@code paid}
 * @param purchaseDate when the order was placed
 */
public record Participant(
    int purchaseId,
    int userId,
    Optional<String> name,
    Optional<String> surname,
    String status,
    Instant purchaseDate) {}

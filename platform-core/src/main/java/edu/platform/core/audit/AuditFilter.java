package edu.platform.core.audit;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the audit log is narrowed to; all parts that are present must hold.
 *
 * @param entity the table
 * @param entityId key of the row
 * @param actorUserId account that acted
 * @param action what was done
 * @param from first day, in the platform's zone
 * @param to last day, inclusive
 */
public record AuditFilter(
    Optional<String> entity,
    Optional<Integer> entityId,
    Optional<Integer> actorUserId,
    Optional<String> action,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {}

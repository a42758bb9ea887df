package edu.platform.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the audit log: a row of {@code audit_log} (V8, requirement R10.5).
 *
 * @param id its key
 * @param at when it was done
 * @param actorUserId account that acted; empty for the system itself
 * @param actorRole roles that it acted with, separated by commas; empty for a student
 * @param action what was done, such as {@code certificate.issued}
 * @param entity the table, such as {@code certificate}
 * @param entityId key of the row
 * @param members what changed
 * @param requestId of the request
 */
public record AuditEntry(
    long id,
    Instant at,
    Optional<Integer> actorUserId,
    Optional<String> actorRole,
    String action,
    String entity,
    Optional<Long> entityId,
    List<AuditedMember> members,
    Optional<String> requestId) {

  /** Copies the list. */
  public AuditEntry {
    members = List.copyOf(members);
  }
}

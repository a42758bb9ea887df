package edu.platform.core.audit;

import java.util.Optional;

/**
 * A member that an audited change was about.
 *
 * @param name its column
 * @param before its text before; empty where there was none, {@code changed} for a personal value
 * @param after its text after, likewise
 */
public record AuditedMember(String name, Optional<String> before, Optional<String> after) {}

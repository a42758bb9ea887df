package edu.platform.core.blog;

import java.util.Optional;

/**
 * Who wrote a post: public by name (requirements section 8).
 *
 * @param employeeId key of the employee row
 * @param name empty once the account is erased
 * @param surname empty once the account is erased
 */
public record PostAuthor(int employeeId, Optional<String> name, Optional<String> surname) {}

package edu.platform.core.staff;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody to be hired.
 *
 * @param userId key of the account
 * @param roleId key of the role
 * @param position job title
 * @param hiredOn first day, today at the latest; today if absent
 */
public record NewEmployee(int userId, int roleId, String position, Optional<LocalDate> hiredOn) {}

package edu.platform.core.staff;

import java.util.Optional;

/**
 * What a list of employees is narrowed to; all parts that are present must hold.
 *
 * @param roleId key of the role
 * @param active whether they are not dismissed
 * @param surnamePrefix how the surname begins, in any case
 */
public record EmployeeFilter(
    Optional<Integer> roleId, Optional<Boolean> active, Optional<String> surnamePrefix) {}

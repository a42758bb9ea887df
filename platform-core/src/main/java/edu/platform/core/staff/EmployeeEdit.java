package edu.platform.core.staff;

import edu.platform.core.Patch;
import java.time.LocalDate;

/**
 * What an admin changes of an employee; another role is another employment.
 *
 * @param position job title
 * @param hiredOn first day, today at the latest
 */
public record EmployeeEdit(Patch<String> position, Patch<LocalDate> hiredOn) {}

package edu.platform.core.career;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An application for work: a row of {@code job_application} (V3, requirement R7.2).
 *
 * @param id its key
 * @param studentId of the graduate in care
 * @param companyId of the company
 * @param applicationDate within the period of care
 * @param status as {@link ApplicationStatus} says
 * @param statusChangedAt since when
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record JobApplication(
    int id,
    int studentId,
    int companyId,
    LocalDate applicationDate,
    String status,
    Instant statusChangedAt,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

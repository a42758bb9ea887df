package edu.platform.core.career;

import java.time.Instant;

/**
 * A company that hires graduates: a row of {@code partner_company} (V3, requirement R7.2).
 *
 * @param id its key
 * @param shortName as it is called
 * @param fullName its legal name, unique
 * @param hiredGraduatesCount applications to it that ended in hiring
 * @param requirements what it expects of graduates
 * @param agreementStatus as {@link AgreementStatus} says
 * @param createdAt when the row was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Company(
    int id,
    String shortName,
    String fullName,
    int hiredGraduatesCount,
    String requirements,
    String agreementStatus,
    Instant createdAt,
    Instant updatedAt,
    int version) {}

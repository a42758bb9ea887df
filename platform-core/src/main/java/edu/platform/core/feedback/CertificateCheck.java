package edu.platform.core.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What anyone learns who was shown a certificate's code (requirement R1.3 and section 8).
 *
 * @param code as it is stored
 * @param name first name of the holder; empty once the account is erased
 * @param surname family name of the holder; likewise
 * @param courseId of the course
 * @param courseName of the course
 * @param issueDate when it was issued
 * @param valid whether it was not revoked
 * @param revokedAt since when it is not valid any more
 */
public record CertificateCheck(
    String code,
    Optional<String> name,
    Optional<String> surname,
    int courseId,
    String courseName,
    LocalDate issueDate,
    boolean valid,
    Optional<Instant> revokedAt) {}

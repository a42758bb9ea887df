package edu.platform.core.catalog;

import java.util.Optional;

/**
 * A teacher as the public sees one (requirement R4.1).
 *
 * @param employeeId key of the employee row
 * @param name first name
 * @param surname family name
 * @param workPlace where the teacher works besides
 * @param overallExperience whole years, 0 to 70
 * @param specializationExperience whole years in the specialisation, within the overall ones
 * @param photoUrl https address of a picture, if there is one
 * @param about a few words, if there are any
 */
public record TeacherCard(
    int employeeId,
    String name,
    String surname,
    String workPlace,
    int overallExperience,
    int specializationExperience,
    Optional<String> photoUrl,
    Optional<String> about) {}

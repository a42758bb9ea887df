package edu.platform.core.staff;

import java.util.Optional;

/**
 * What a teacher says of the work (requirement R4.1).
 *
 * @param workPlace where the teacher works besides
 * @param overallExperience whole years, 0 to 70
 * @param specializationExperience whole years in the specialisation, within the overall ones
 * @param about a few words, if there are any
 */
public record TeacherDetails(
    String workPlace, int overallExperience, int specializationExperience, Optional<String> about) {

  /** The most years of experience. */
  public static final int MAX_EXPERIENCE = 70;

  /** Checks the years. */
  public TeacherDetails {
    if (overallExperience < 0
        || overallExperience > MAX_EXPERIENCE
        || specializationExperience < 0
        || specializationExperience > overallExperience) {
      throw new IllegalArgumentException(
          "expected 0 <= specializationExperience <= overallExperience <= "
              + MAX_EXPERIENCE
              + ": "
              + specializationExperience
              + ", "
              + overallExperience);
    }
  }
}

package edu.platform.core.career;

import edu.platform.core.RefusedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far an application for work is (requirements, section 3). */
public enum ApplicationStatus {
  /** Sent to the company. */
  APPLIED,
  /** The company has talked with the student. */
  INTERVIEWED,
  /** The company wants the student. */
  OFFERED,
  /** The student has the job. */
  HIRED,
  /** The company does not want the student. */
  REJECTED,
  /** The student does not want the job any more, or has another. */
  WITHDRAWN;

  private static final Map<String, ApplicationStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ApplicationStatus::code, Function.identity()));

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the statuses by their codes.
   *
   * @return all of them
   */
  public static Map<String, ApplicationStatus> byCode() {
    return BY_CODE;
  }

  /**
   * Tell whether the application may still lead to a job.
   *
   * @return whether it is applied, interviewed or offered
   */
  public boolean isOpen() {
    return this == APPLIED || this == INTERVIEWED || this == OFFERED;
  }

  /**
   * Find who may make a move.
   *
   * @param to the status that is wanted
   * @return who may
   * @throws RefusedException {@code invalid_state} if nobody may
   */
  Mover moverTo(ApplicationStatus to) {
    Mover mover =
        switch (to) {
          case APPLIED -> null;
          case INTERVIEWED -> this == APPLIED ? Mover.CAREER_MANAGER : null;
          case OFFERED ->
              switch (this) {
                case INTERVIEWED -> Mover.CAREER_MANAGER;
                case HIRED -> Mover.ADMIN;
                default -> null;
              };
          case HIRED -> this == OFFERED ? Mover.CAREER_MANAGER : null;
          case REJECTED -> isOpen() ? Mover.CAREER_MANAGER : null;
          case WITHDRAWN -> isOpen() ? Mover.OWNER : null;
        };
    if (mover == null) {
      throw RefusedException.conflict(
          "invalid_state", "an application that is " + code() + " cannot become " + to.code());
    }
    return mover;
  }

  /** Who makes moves. */
  enum Mover {
    /** The student whose application it is. */
    OWNER,
    /** A career manager, or an admin. */
    CAREER_MANAGER,
    /** An admin, who corrects a mistake. */
    ADMIN
  }
}

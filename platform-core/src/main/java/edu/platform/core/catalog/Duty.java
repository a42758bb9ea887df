package edu.platform.core.catalog;

import edu.platform.core.access.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What somebody does for a course (requirement R1.4). Each duty takes the role of its name. */
public enum Duty {
  /** Teaches it. */
  TEACHER(Role.TEACHER),
  /** Looks after its students. */
  MENTOR(Role.MENTOR),
  /** Reviews their projects. */
  REVIEWER(Role.REVIEWER);

  private static final Map<String, Duty> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Duty::code, Function.identity()));

  private final Role role;

  Duty(Role role) {
    this.role = role;
  }

  /**
   * Return the role that an employee must have.
   *
   * @return the role (invariant I13)
   */
  public Role role() {
    return role;
  }

  /**
   * Return the duty as the database and the API write it.
   *
   * @return lower case
   */
  public String code() {
    return role.code();
  }

  /**
   * Return the duties by their codes.
   *
   * @return all of them
   */
  public static Map<String, Duty> byCode() {
    return BY_CODE;
  }
}

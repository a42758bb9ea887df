package edu.platform.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an account may do besides being a student, which every account is (requirement R2.1; table
 * {@code role}, whose ids are fixed).
 */
public enum Role {
  /** May do everything, and alone cares for staff. */
  ADMIN(1),
  /** Cares for topics and the descriptions of their courses. */
  TEACHER(2),
  /** Writes the blog. */
  SMM_MANAGER(4),
  /** Looks after the students of their courses. */
  MENTOR(5),
  /** Helps customers. */
  SUPPORT(6),
  /** Reviews projects, and issues certificates of their courses. */
  REVIEWER(7),
  /** Cares for graduates and partner companies. */
  CAREER_MANAGER(8),
  /** Reads reports. */
  ANALYST(9);

  private static final Map<String, Role> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Role::code, Function.identity()));
  private static final Map<Integer, Role> BY_ID =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::id, Function.identity()));

  private final int id;

  Role(int id) {
    this.id = id;
  }

  /**
   * Return the key of the role's row.
   *
   * @return 1 to 9
   */
  public int id() {
    return id;
  }

  /**
   * Return the name of the role's row, which tokens and the API show.
   *
   * @return such as {@code smm_manager}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the roles by their codes.
   *
   * @return all of them
   */
  public static Map<String, Role> byCode() {
    return BY_CODE;
  }

  /**
   * Find a role by the key of its row.
   *
   * @param id 1 to 9, without 3
   * @return the role
   * @throws IllegalArgumentException if there is none
   */
  public static Role of(int id) {
    Role role = BY_ID.get(id);
    if (role == null) {
      throw new IllegalArgumentException("there is no role " + id);
    }
    return role;
  }
}

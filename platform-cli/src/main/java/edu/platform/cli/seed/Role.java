package edu.platform.cli.seed;

import java.util.Locale;

/** The rows of {@code role}: fixed ids and codes, in every language (requirements section 2). */
enum Role {
  ADMIN(1),
  TEACHER(2),
  SMM_MANAGER(4),
  MENTOR(5),
  SUPPORT(6),
  REVIEWER(7),
  CAREER_MANAGER(8),
  ANALYST(9);

  private final int id;

  Role(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

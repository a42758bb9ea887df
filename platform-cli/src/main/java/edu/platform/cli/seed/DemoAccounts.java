package edu.platform.cli.seed;

import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts to sign in with after seeding: one for each role, {@code <role>@demo.example.org}.
 */
public final class DemoAccounts {

  /** The password of every seeded account. */
  public static final String PASSWORD = "education-platform-demo";

  /** {@link #PASSWORD} in Argon2id (19 456 KiB, 2 passes, 1 lane), in PHC string format. */
  static final String PASSWORD_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$CFxO5CLn4ZSuWzy9exNjog"
          + "$VVkmyXVmwjwiwII/uhR5DPZ4MqY7ADJ/yv7PaGrDrW4";

  private static final String DOMAIN = "@demo.example.org";

  private DemoAccounts() {}

  /**
   * Return the address of the account that everybody has: it has bought, passed and reviewed.
   *
   * @return the address of a student
   */
  public static String student() {
    return "student" + DOMAIN;
  }

  /**
   * Return all addresses.
   *
   * @return the student's and one for each role
   */
  public static List<String> emails() {
    return Stream.concat(Stream.of(student()), Stream.of(Role.values()).map(DemoAccounts::email))
        .toList();
  }

  static String email(Role role) {
    return role.code() + DOMAIN;
  }
}

package edu.platform.web.http;

import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may call an operation (design section 7). What belongs to somebody is compared by the use
 * case, which answers 404 to everybody else.
 *
 * @param audience the widest circle of callers
 * @param roles that may call it besides, or alone for {@link Audience#STAFF}; always with {@code
 *     admin} then
 */
public record Access(Audience audience, Set<Role> roles) {

  /** Anyone, signed in or not. */
  public static final Access ANYONE = new Access(Audience.ANYONE, Set.of());

  /** Any account. */
  public static final Access USER = new Access(Audience.USER, Set.of());

  /** Whom it belongs to, and nobody else: not even {@code admin} speaks for others. */
  public static final Access OWNER = new Access(Audience.OWNER, Set.of());

  /** Copies the set. */
  public Access {
    roles = Set.copyOf(roles);
  }

  /**
   * Make the access of operations on what belongs to an account.
   *
   * @param others roles that may do the same for others; {@code admin} is added
   * @return the owner, and these
   */
  public static Access owner(Role... others) {
    return new Access(Audience.OWNER, withAdmin(others));
  }

  /**
   * Make the access of staff.
   *
   * @param roles that may; {@code admin} is added
   * @return these roles
   */
  public static Access staff(Role... roles) {
    return new Access(Audience.STAFF, withAdmin(roles));
  }

  private static Set<Role> withAdmin(Role... roles) {
    Set<Role> all = EnumSet.of(Role.ADMIN);
    all.addAll(Arrays.asList(roles));
    return all;
  }

  /**
   * Tell whether a viewer may come in; what is inside may still be somebody else's.
   *
   * @param viewer who asks
   * @throws ProblemException 401 without an account, 403 without a role
   */
  void require(Viewer viewer) {
    if (audience == Audience.ANYONE) {
      return;
    }
    if (viewer.userId().isEmpty()) {
      throw ProblemException.unauthenticated("this is for " + this + ": sign in first");
    }
    if (audience == Audience.STAFF && viewer.roles().stream().noneMatch(roles::contains)) {
      throw ProblemException.of(
          io.helidon.http.Status.FORBIDDEN_403, "forbidden", "this takes the role " + this);
    }
  }

  /** Tell whether what the token says has to be confirmed by the database. */
  boolean isConfirmed() {
    return audience == Audience.OWNER || audience == Audience.STAFF;
  }

  /** Such as {@code public}, {@code user}, {@code owner, admin, support}. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    switch (audience) {
      case ANYONE -> all.add("public");
      case USER -> all.add("user");
      case OWNER -> all.add("owner");
      case STAFF -> {}
    }
    roles.stream().sorted().map(Role::code).forEach(all::add);
    return String.join(", ", all);
  }

  /** Circles of callers. */
  public enum Audience {
    /** Signed in or not. */
    ANYONE,
    /** Every account. */
    USER,
    /** Whom it belongs to, and roles. */
    OWNER,
    /** Roles alone. */
    STAFF
  }
}

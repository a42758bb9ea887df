package edu.platform.core.access;

import static java.util.Objects.requireNonNull;

import edu.platform.core.RefusedException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks.
 *
 * @param userId the account; empty for someone who did not sign in, and for the system itself
 * @param roles of its employee rows; {@code admin} has the rights of every other
 * @param requestId of the request, for the audit log; empty text without one
 */
public record Viewer(OptionalInt userId, Set<Role> roles, String requestId) {

  /** The platform itself, when nobody asked: sweepers and start-up. */
  public static final Viewer SYSTEM = new Viewer(OptionalInt.empty(), Set.of(), "");

  /** Copies the set. */
  public Viewer {
    requireNonNull(userId, "userId");
    roles = Set.copyOf(roles);
    requireNonNull(requestId, "requestId");
  }

  /**
   * Make the viewer of a request without a token.
   *
   * @param requestId of the request
   * @return somebody
   */
  public static Viewer anonymous(String requestId) {
    return new Viewer(OptionalInt.empty(), Set.of(), requestId);
  }

  /**
   * Make the viewer of a request with a token.
   *
   * @param userId the account
   * @param roles of its employee rows
   * @param requestId of the request
   * @return the account
   */
  public static Viewer of(int userId, Set<Role> roles, String requestId) {
    return new Viewer(OptionalInt.of(userId), roles, requestId);
  }

  /**
   * Return the account that asks.
   *
   * @return its key
   * @throws RefusedException {@code unauthenticated} for someone who did not sign in
   */
  public int account() {
    return userId.orElseThrow(
        () -> RefusedException.unauthenticated("unauthenticated", "sign in first"));
  }

  /**
   * Tell whether this is a certain account.
   *
   * @param account its key
   * @return whether it asks
   */
  public boolean is(int account) {
    return userId.isPresent() && userId.getAsInt() == account;
  }

  /**
   * Tell whether the viewer has a role, or is an admin.
   *
   * @param any one of them is enough; none asks for an admin
   * @return whether it may do what these roles may
   */
  public boolean has(Role... any) {
    return roles.contains(Role.ADMIN) || Arrays.stream(any).anyMatch(roles::contains);
  }

  /**
   * Tell whether the viewer works here: has any role besides that of a student.
   *
   * @return whether drafts may be seen
   */
  public boolean isStaff() {
    return !roles.isEmpty();
  }

  /**
   * Insist on any role.
   *
   * @throws RefusedException {@code unauthenticated} for someone who did not sign in, {@code
   *     forbidden} for students
   */
  public void requireStaff() {
    account();
    if (!isStaff()) {
      throw RefusedException.forbidden("forbidden", "this is for staff");
    }
  }

  /**
   * Insist on a role.
   *
   * @param any one of them is enough; {@code admin} always is
   * @throws RefusedException {@code forbidden} without one
   */
  public void require(Role... any) {
    if (!has(any)) {
      throw RefusedException.forbidden("forbidden", "this takes the role " + names(any));
    }
  }

  private static String names(Role... any) {
    return any.length == 0
        ? Role.ADMIN.code()
        : Arrays.stream(any).map(Role::code).collect(Collectors.joining(" or "));
  }
}

package edu.platform.core.accounts;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.accounts.internal.ProfilesSql;
import edu.platform.core.change.Change;
import java.util.List;
import java.util.Map;

/** Sees to it that there is always an admin who can sign in. */
public final class Admins {

  private Admins() {}

  /**
   * Refuse what would leave the platform without an admin. To be called before somebody loses that
   * role, or the account, in the same transaction.
   *
   * @param change that is under way
   * @param accountId who is about to lose it; nothing is refused for who is no admin
   * @throws RefusedException {@code last_admin} if nobody else is an admin who can sign in
   */
  public static void keepOneBesides(Change change, int accountId) {
    List<Integer> admins =
        change.query(
            ProfilesSql.LOCK_ADMINS,
            Map.of("admin", Role.ADMIN.id()),
            row -> row.integer("user_id"));
    if (!admins.contains(accountId)) {
      return;
    }
    // A statement of its own: it sees what those have done who held the rows before.
    boolean another =
        change
            .one(
                ProfilesSql.HAS_OTHER_ADMIN,
                Map.of("admin", Role.ADMIN.id(), "account_id", accountId),
                row -> row.bool("there_is"))
            .orElseThrow();
    if (!another) {
      throw RefusedException.conflict(
          "last_admin", "account " + accountId + " is the only admin who can sign in");
    }
  }
}

package edu.platform.core.accounts;

import edu.platform.core.accounts.internal.ProfilesSql;
import edu.platform.core.change.Change;
import edu.platform.core.db.Values;
import java.util.Optional;
import java.util.UUID;

/** What an account is signed in to. */
public final class Sessions {

  private Sessions() {}

  /**
   * Revoke all refresh tokens of an account, in the transaction that takes away a right. Access
   * tokens live on for minutes, which is why operations of staff ask the database.
   *
   * @param change that is under way
   * @param accountId whose
   */
  public static void end(Change change, int accountId) {
    endAllBut(change, accountId, Optional.empty());
  }

  /**
   * Revoke the refresh tokens of an account, but those of one sign-in.
   *
   * @param change that is under way
   * @param accountId whose
   * @param family of the sign-in that goes on, if one does
   */
  static void endAllBut(Change change, int accountId, Optional<UUID> family) {
    change.execute(
        ProfilesSql.REVOKE_TOKENS,
        Values.of("account_id", accountId).with("now", change.now()).with("but", family).map());
  }
}

package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import java.util.Map;
import java.util.Optional;

/**
 * Reads accounts; throws {@link PlatformException} of kind {@code UNAVAILABLE} if the database does
 * not answer.
 */
public final class Accounts {

  /** An account that is not erased. */
  static final Sql ACCOUNT_BY_ID =
      Sql.named(
          "accounts.account-by-id",
          """
          SELECT u.account_id, u.name, u.surname, u.email
            FROM users u
           WHERE u.account_id = :account_id
             AND u.erased_at IS NULL
          """);

  private final Database database;

  /**
   * Make the accounts of a database.
   *
   * @param database where it is
   */
  @SuppressWarnings("exports") // only Platform calls it
  public Accounts(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /**
   * Return what the old user route shows of an account.
   *
   * @param accountId its key
   * @return the account with its address masked; empty if there is none or it was erased
   */
  public Optional<PublicAccount> publicAccount(int accountId) {
    return database.one(
        ACCOUNT_BY_ID,
        Map.of("account_id", accountId),
        row ->
            new PublicAccount(
                row.integer("account_id"),
                row.text("name"),
                row.text("surname"),
                PublicAccount.masked(row.text("email"))));
  }
}

package edu.platform.core.accounts.internal;

import edu.platform.core.accounts.PersonalRecords;
import edu.platform.core.accounts.PersonalTable;
import edu.platform.core.change.Change;
import edu.platform.core.db.Sql;
import java.util.List;
import java.util.Map;

/** The account itself, what is signed in to it, and its benefits. */
public final class AccountRecords implements PersonalRecords {

  private static final List<Sql> DELETIONS =
      List.of(
          Sql.named(
              "accounts.delete-tokens", "DELETE FROM refresh_token WHERE user_id = :account_id"),
          Sql.named(
              "accounts.delete-resets", "DELETE FROM password_reset WHERE user_id = :account_id"),
          Sql.named(
              "accounts.delete-benefits", "DELETE FROM user_benefit WHERE user_id = :account_id"));

  @Override
  public List<PersonalTable> tables() {
    return List.of(
        new PersonalTable(
            "users",
            """
            SELECT t.account_id, t.name, t.surname, t.birthdate, t.email, t.profile_picture_url,
                   t.phone_number, t.snils_number, t.blocked_at, t.created_at, t.updated_at, t.version
              FROM users t
             WHERE t.account_id = :account_id\
            """),
        new PersonalTable(
            "refresh_token",
            """
            SELECT t.family_id, t.issued_at, t.expires_at, t.used_at, t.revoked_at
              FROM refresh_token t
             WHERE t.user_id = :account_id
             ORDER BY t.issued_at, t.token_hash\
            """),
        new PersonalTable(
            "password_reset",
            """
            SELECT t.created_by, t.expires_at, t.used_at
              FROM password_reset t
             WHERE t.user_id = :account_id
             ORDER BY t.expires_at, t.code_hash\
            """),
        new PersonalTable(
            "user_benefit",
            """
            SELECT t.course_type_id, t.valid_until, t.confirmed_by, t.created_at, t.updated_at, t.version
              FROM user_benefit t
             WHERE t.user_id = :account_id
             ORDER BY t.course_type_id\
            """));
  }

  @Override
  public void erase(Change change, int accountId) {
    DELETIONS.forEach(deletion -> change.execute(deletion, Map.of("account_id", accountId)));
  }
}

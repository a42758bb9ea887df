package edu.platform.core.accounts.internal;

import edu.platform.core.db.Sql;

/** SQL of profiles: reading, changing, blocking and erasing accounts. */
public final class ProfilesSql {

  private static final String COLUMNS =
      """
      u.account_id, u.name, u.surname, u.birthdate, u.email, u.profile_picture_url, u.phone_number,
             u.snils_number, u.blocked_at, u.created_at, u.updated_at, u.version\
      """;

  /** An account that is not erased. */
  public static final Sql PROFILE_BY_ID =
      Sql.named(
          "accounts.profile-by-id",
          "SELECT "
              + COLUMNS
              + """

                FROM users u
               WHERE u.account_id = :account_id
                 AND u.erased_at IS NULL
              """);

  /**
   * The same, held until the end of the transaction. The unique columns may change, and whatever
   * refers to the row has to wait until it is clear what becomes of it.
   */
  public static final Sql LOCK =
      Sql.named("accounts.lock", PROFILE_BY_ID.text() + " FOR UPDATE OF u");

  /** All that the owner may change. */
  public static final Sql CHANGE =
      Sql.named(
          "accounts.change-profile",
          """
          UPDATE users u
             SET name = :name,
                 surname = :surname,
                 birthdate = :birthdate,
                 email = :email,
                 profile_picture_url = CAST(:profile_picture_url AS text),
                 phone_number = CAST(:phone_number AS text),
                 snils_number = CAST(:snils_number AS text),
                 updated_at = :now,
                 version = version + 1
           WHERE u.account_id = :account_id
          RETURNING\s"""
              + COLUMNS);

  /** Since when nobody can sign in; NULL lets the owner in again. */
  public static final Sql SET_BLOCKED =
      Sql.named(
          "accounts.set-blocked",
          """
          UPDATE users u
             SET blocked_at = CAST(:blocked_at AS timestamptz),
                 updated_at = :now,
                 version = version + 1
           WHERE u.account_id = :account_id
          RETURNING\s"""
              + COLUMNS);

  /** Leaves the row and its key, which purchases, reviews and certificates refer to. */
  public static final Sql ERASE =
      Sql.named(
          "accounts.erase",
          """
          UPDATE users
             SET name = NULL,
                 surname = NULL,
                 birthdate = NULL,
                 email = NULL,
                 hashed_password = NULL,
                 profile_picture_url = NULL,
                 phone_number = NULL,
                 snils_number = NULL,
                 erased_at = :now,
                 updated_at = :now,
                 version = version + 1
           WHERE account_id = :account_id
          """);

  /** Ends all that was signed in. */
  public static final Sql REVOKE_TOKENS =
      Sql.named(
          "accounts.revoke-tokens",
          """
          UPDATE refresh_token
             SET revoked_at = :now
           WHERE user_id = :account_id
             AND revoked_at IS NULL
             AND family_id IS DISTINCT FROM CAST(:but AS uuid)
          """);

  /** The courses whose cards show the person as a teacher. */
  public static final Sql COURSES_TAUGHT =
      Sql.named(
          "accounts.courses-taught",
          """
          SELECT ct.course_id
            FROM employee e
            JOIN course_teacher ct ON ct.teacher_id = e.id
           WHERE e.user_id = :account_id
          """);

  /** Holds the rows of all admins in one order, so that two of them cannot leave at once. */
  public static final Sql LOCK_ADMINS =
      Sql.named(
          "accounts.lock-admins",
          """
          SELECT e.user_id
            FROM employee e
           WHERE e.role_id = :admin
             AND e.dismissed_on IS NULL
           ORDER BY e.id
             FOR NO KEY UPDATE
          """);

  /** Whether somebody else is an admin and can sign in. */
  public static final Sql HAS_OTHER_ADMIN =
      Sql.named(
          "accounts.has-other-admin",
          """
          SELECT EXISTS (SELECT
                           FROM employee e
                           JOIN users u ON u.account_id = e.user_id
                          WHERE e.role_id = :admin
                            AND e.dismissed_on IS NULL
                            AND e.user_id <> :account_id
                            AND u.blocked_at IS NULL
                            AND u.erased_at IS NULL) AS there_is
          """);

  private ProfilesSql() {}
}

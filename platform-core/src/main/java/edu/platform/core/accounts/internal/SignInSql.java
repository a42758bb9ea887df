package edu.platform.core.accounts.internal;

import edu.platform.core.db.Sql;

/** SQL of registering, signing in and staying signed in (V2, V6). */
public final class SignInSql {

  /** A new account; its key. */
  public static final Sql INSERT_ACCOUNT =
      Sql.named(
          "accounts.insert",
          """
          INSERT INTO users (name, surname, birthdate, email, hashed_password, created_at, updated_at)
          VALUES (:name, :surname, :birthdate, :email, :hashed_password, :now, :now)
          RETURNING account_id
          """);

  /** What signing in to an account needs to know. */
  public static final Sql ACCOUNT_BY_EMAIL =
      Sql.named(
          "accounts.by-email",
          """
          SELECT u.account_id, u.hashed_password, u.blocked_at IS NOT NULL AS blocked
            FROM users u
           WHERE u.email = :email
          """);

  /** The account, held until the end of the transaction, if its password is still this one. */
  public static final Sql HOLD_ACCOUNT =
      Sql.named(
          "accounts.hold",
          """
          SELECT u.account_id
            FROM users u
           WHERE u.account_id = :account_id
             AND u.hashed_password = :hashed_password
             AND u.blocked_at IS NULL
             FOR NO KEY UPDATE
          """);

  /** Locks of sign-in, and failures since the window began. */
  public static final Sql THROTTLES =
      Sql.named(
          "accounts.throttles",
          """
          SELECT t.key, t.failures, t.locked_until
            FROM login_throttle t
           WHERE t.key = ANY (CAST(:keys AS text[]))
             AND (t.locked_until > :now OR t.window_started_at > :window)
          """);

  /** Count a failure; failures of the window, which begins anew when it is over. */
  public static final Sql COUNT_FAILURE =
      Sql.named(
          "accounts.count-failure",
          """
          INSERT INTO login_throttle AS t (key, failures, window_started_at)
          VALUES (:key, 1, :now)
              ON CONFLICT (key) DO UPDATE
             SET failures = CASE WHEN t.window_started_at > :window THEN t.failures + 1 ELSE 1 END,
                 window_started_at = CASE WHEN t.window_started_at > :window
                                          THEN t.window_started_at ELSE :now END
          RETURNING t.failures
          """);

  /** Lock a key. */
  public static final Sql LOCK =
      Sql.named(
          "accounts.lock-sign-in",
          "UPDATE login_throttle SET locked_until = :until WHERE key = :key");

  /** Forget the failures of a key. */
  public static final Sql FORGET_FAILURES =
      Sql.named("accounts.forget-failures", "DELETE FROM login_throttle WHERE key = :key");

  /** What an account may do now. */
  public static final Sql ROLES =
      Sql.named(
          "accounts.roles",
          """
          SELECT e.role_id
            FROM employee e
           WHERE e.user_id = :user_id
             AND e.dismissed_on IS NULL
          """);

  /** A new refresh token. */
  public static final Sql INSERT_TOKEN =
      Sql.named(
          "accounts.insert-refresh-token",
          """
          INSERT INTO refresh_token (family_id, user_id, token_hash, issued_at, expires_at)
          VALUES (CAST(:family_id AS uuid), :user_id, :token_hash, :now, :expires_at)
          """);

  /** The account that a refresh token is of, held until the end of the transaction. */
  public static final Sql HOLD_OWNER_OF_TOKEN =
      Sql.named(
          "accounts.hold-owner-of-token",
          """
          SELECT u.account_id
            FROM users u
           WHERE u.account_id = (SELECT t.user_id FROM refresh_token t WHERE t.token_hash = :token_hash)
             FOR NO KEY UPDATE
          """);

  /** A refresh token, and whether one that was issued for it has been used. */
  public static final Sql TOKEN =
      Sql.named(
          "accounts.refresh-token",
          """
          SELECT t.family_id, t.expires_at, t.used_at, t.revoked_at IS NOT NULL AS revoked,
                 EXISTS (SELECT 1
                           FROM refresh_token s
                          WHERE s.family_id = t.family_id
                            AND s.issued_at >= t.used_at
                            AND s.used_at IS NOT NULL
                            AND s.token_hash <> t.token_hash) AS successor_used,
                 u.blocked_at IS NULL AND u.erased_at IS NULL AS usable
            FROM refresh_token t JOIN users u ON u.account_id = t.user_id
           WHERE t.token_hash = :token_hash
          """);

  /** Note that a refresh token was replaced. */
  public static final Sql USE_TOKEN =
      Sql.named(
          "accounts.use-refresh-token",
          "UPDATE refresh_token SET used_at = :now WHERE token_hash = :token_hash");

  /** Revoke what else was issued of a family and not used. */
  public static final Sql REVOKE_UNUSED =
      Sql.named(
          "accounts.revoke-unused",
          """
          UPDATE refresh_token
             SET revoked_at = :now
           WHERE family_id = CAST(:family_id AS uuid)
             AND used_at IS NULL
             AND revoked_at IS NULL
          """);

  /** Revoke a family. */
  public static final Sql REVOKE_FAMILY =
      Sql.named(
          "accounts.revoke-family",
          """
          UPDATE refresh_token
             SET revoked_at = :now
           WHERE family_id = CAST(:family_id AS uuid)
             AND revoked_at IS NULL
          """);

  /** What changing a password needs to know of an account. */
  public static final Sql CREDENTIALS =
      Sql.named(
          "accounts.credentials",
          """
          SELECT u.hashed_password, u.email, u.name, u.surname
            FROM users u
           WHERE u.account_id = :account_id
             AND u.erased_at IS NULL
          """);

  /** Change a password, if it is still the one that was compared. */
  public static final Sql CHANGE_PASSWORD =
      Sql.named(
          "accounts.change-password",
          """
          UPDATE users
             SET hashed_password = :hashed_password, updated_at = :now
           WHERE account_id = :account_id
             AND hashed_password = :current
          """);

  /** Change a password, whatever it was. */
  public static final Sql SET_PASSWORD =
      Sql.named(
          "accounts.set-password",
          """
          UPDATE users
             SET hashed_password = :hashed_password, updated_at = :now
           WHERE account_id = :account_id
             AND erased_at IS NULL
          """);

  /** An account, held until the end of the transaction, and whether it is one of staff. */
  public static final Sql HOLD_FOR_RESET =
      Sql.named(
          "accounts.hold-for-reset",
          """
          SELECT EXISTS (SELECT 1
                           FROM employee e
                          WHERE e.user_id = u.account_id
                            AND e.dismissed_on IS NULL) AS staff
            FROM users u
           WHERE u.account_id = :account_id
             AND u.erased_at IS NULL
             FOR NO KEY UPDATE
          """);

  /** Void the codes of an account that were not used. */
  public static final Sql VOID_RESETS =
      Sql.named(
          "accounts.void-resets",
          "UPDATE password_reset SET used_at = :now WHERE user_id = :user_id AND used_at IS NULL");

  /** A new code, made by the employee row by which somebody may make it. */
  public static final Sql INSERT_RESET =
      Sql.named(
          "accounts.insert-reset",
          """
          INSERT INTO password_reset (code_hash, user_id, created_by, expires_at)
          SELECT :code_hash, :user_id, min(e.id), :expires_at
            FROM employee e JOIN role r ON r.id = e.role_id
           WHERE e.user_id = :created_by
             AND e.dismissed_on IS NULL
             AND r.name IN ('admin', 'support')
          """);

  /** The account that a code is for, while it is of use. */
  public static final Sql ACCOUNT_OF_RESET =
      Sql.named(
          "accounts.account-of-reset",
          """
          SELECT u.email, u.name, u.surname
            FROM password_reset p JOIN users u ON u.account_id = p.user_id
           WHERE p.code_hash = :code_hash
             AND p.used_at IS NULL
             AND p.expires_at > :now
             AND u.erased_at IS NULL
          """);

  /** Use a code, once; the account that it is for. */
  public static final Sql USE_RESET =
      Sql.named(
          "accounts.use-reset",
          """
          UPDATE password_reset
             SET used_at = :now
           WHERE code_hash = :code_hash
             AND used_at IS NULL
             AND expires_at > :now
          RETURNING user_id
          """);

  /** Whether there is an admin who can sign in. */
  public static final Sql ADMIN_EXISTS =
      Sql.named(
          "accounts.admin-exists",
          """
          SELECT EXISTS (SELECT 1
                           FROM employee e
                           JOIN role r ON r.id = e.role_id
                           JOIN users u ON u.account_id = e.user_id
                          WHERE r.name = 'admin'
                            AND e.dismissed_on IS NULL
                            AND u.blocked_at IS NULL) AS found
          """);

  /** The row of the role, held until the end of the transaction. */
  public static final Sql HOLD_ADMIN_ROLE =
      Sql.named(
          "accounts.hold-admin-role", "SELECT id FROM role WHERE name = 'admin' FOR NO KEY UPDATE");

  /** The employee row of an admin; its key. */
  public static final Sql INSERT_ADMIN =
      Sql.named(
          "accounts.insert-admin",
          """
          INSERT INTO employee (user_id, role_id, position, hired_on, created_at, updated_at)
          VALUES (:user_id, :role_id, 'Administrator', :today, :now, :now)
          RETURNING id
          """);

  private SignInSql() {}
}

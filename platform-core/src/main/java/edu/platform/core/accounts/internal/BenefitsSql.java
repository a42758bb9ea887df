package edu.platform.core.accounts.internal;

import edu.platform.core.db.Sql;

/** SQL of benefits. */
public final class BenefitsSql {

  /** Whether there is an account that is not erased. */
  public static final Sql ACCOUNT_EXISTS =
      Sql.named(
          "accounts.exists",
          "SELECT 1 AS one FROM users u WHERE u.account_id = :account_id AND u.erased_at IS NULL");

  /** The benefits of an account. */
  public static final Sql BENEFITS =
      Sql.named(
          "accounts.benefits",
          """
          SELECT b.course_type_id, t.type_name, b.valid_until, b.confirmed_by, b.created_at, b.updated_at
            FROM user_benefit b
            JOIN course_type t ON t.id = b.course_type_id
           WHERE b.user_id = :account_id
           ORDER BY b.course_type_id
          """);

  /** What kind a way to buy is of. */
  public static final Sql KIND =
      Sql.named(
          "accounts.kind-of-course-type",
          "SELECT t.kind FROM course_type t WHERE t.id = :course_type_id");

  /** How long a benefit is valid. */
  public static final Sql VALID_UNTIL =
      Sql.named(
          "accounts.benefit-valid-until",
          """
          SELECT b.valid_until
            FROM user_benefit b
           WHERE b.user_id = :account_id
             AND b.course_type_id = :course_type_id
          """);

  /** In the name of the employee row by which the confirmer may: support, or else admin. */
  public static final Sql CONFIRM =
      Sql.named(
          "accounts.confirm-benefit",
          """
          INSERT INTO user_benefit AS b
                 (user_id, course_type_id, valid_until, confirmed_by, created_at, updated_at)
          SELECT :account_id, :course_type_id, CAST(:valid_until AS date), e.id, :now, :now
            FROM employee e
           WHERE e.user_id = :confirmer
             AND e.dismissed_on IS NULL
             AND e.role_id IN (:support, :admin)
           ORDER BY e.role_id = :support DESC
           LIMIT 1
          ON CONFLICT (user_id, course_type_id) DO UPDATE
             SET valid_until = excluded.valid_until,
                 confirmed_by = excluded.confirmed_by,
                 updated_at = excluded.updated_at,
                 version = b.version + 1
          """);

  /** Takes a benefit back. */
  public static final Sql WITHDRAW =
      Sql.named(
          "accounts.withdraw-benefit",
          """
          DELETE FROM user_benefit
           WHERE user_id = :account_id
             AND course_type_id = :course_type_id
          """);

  private BenefitsSql() {}
}

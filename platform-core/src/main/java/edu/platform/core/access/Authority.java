package edu.platform.core.access;

import static java.util.Objects.requireNonNull;

import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.db.Database;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Confirms who a viewer says they are. A token lives for minutes after its account was blocked or
 * its employee dismissed: whatever is about staff, money or accounts asks the database (design
 * section 7).
 */
@SuppressWarnings("exports") // only the core calls what takes a transaction
public final class Authority {

  private static final Sql LIVE_ROLES =
      Sql.named(
          "access.live-roles",
          """
          SELECT ARRAY(SELECT CAST(e.role_id AS text)
                         FROM employee e
                        WHERE e.user_id = u.account_id
                          AND e.dismissed_on IS NULL) AS roles
            FROM users u
           WHERE u.account_id = :account_id
             AND u.blocked_at IS NULL
             AND u.erased_at IS NULL
          """);

  private final Database database;

  /**
   * Make the authority of a database.
   *
   * @param database where accounts and employees are
   */
  public Authority(Database database) {
    this.database = requireNonNull(database, "database");
  }

  /**
   * Confirm a viewer before a read.
   *
   * @param viewer as the token says
   * @return the viewer with the roles that it has now
   * @throws RefusedException {@code unauthenticated} if the account is blocked or erased
   * @throws PlatformException of kind {@code UNAVAILABLE} if the database does not answer
   */
  public Viewer confirm(Viewer viewer) {
    return viewer.userId().isEmpty()
        ? viewer
        : withRoles(
            viewer,
            database.one(LIVE_ROLES, Map.of("account_id", viewer.account()), Authority::roles));
  }

  /**
   * Confirm a viewer within the transaction that is done in its name.
   *
   * @param transaction of the work
   * @param viewer as the token says
   * @return the viewer with the roles that it has now
   * @throws RefusedException {@code unauthenticated} if the account is blocked or erased
   */
  public static Viewer confirm(Database.Transaction transaction, Viewer viewer) {
    return viewer.userId().isEmpty()
        ? viewer
        : withRoles(
            viewer,
            transaction.one(LIVE_ROLES, Map.of("account_id", viewer.account()), Authority::roles));
  }

  private static Viewer withRoles(Viewer viewer, Optional<Set<Role>> roles) {
    return Viewer.of(
        viewer.account(),
        roles.orElseThrow(
            () ->
                RefusedException.unauthenticated(
                    "unauthenticated", "the account is blocked or does not exist any more")),
        viewer.requestId());
  }

  private static Set<Role> roles(Row row) {
    return row.texts("roles").stream()
        .map(id -> Role.of(Integer.parseInt(id)))
        .collect(Collectors.toUnmodifiableSet());
  }
}

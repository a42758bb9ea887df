package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.history.Operation.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** What an answer of PostgreSQL, or none, means for a write. */
final class Outcomes {

  /**
   * With it, PostgreSQL confirms a commit that no standby has: the row may still be lost (design
   * section 11).
   */
  private static final String NOT_REPLICATED = "canceling wait for synchronous replication";

  private Outcomes() {}

  /**
   * Judge a failure.
   *
   * @param failure of a statement
   * @param mayBeCommitted whether the server had been asked to commit, which a statement in
   *     autocommit does
   */
  static Outcome of(SQLException failure, boolean mayBeCommitted) {
    return mayBeCommitted && !isRefusal(failure) ? Outcome.INDETERMINATE : Outcome.REFUSED;
  }

  /**
   * Only an error that the server itself reports, about the statement and not about the end of the
   * connection, says that nothing was done. A backend that is ended while it waits for a standby
   * has committed already.
   */
  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && state.length() == 5
        && !state.startsWith("08") // connection
        && !state.startsWith("57") // ended by the administrator, or cancelled
        && !state.startsWith("58") // system error
        && !state.startsWith("XX"); // internal error
  }

  /** Judge a success by its warnings. */
  static Outcome ofSuccess(Statement statement, Connection connection) throws SQLException {
    return reserved(statement.getWarnings()) || reserved(connection.getWarnings())
        ? Outcome.INDETERMINATE
        : Outcome.OK;
  }

  static boolean reserved(SQLWarning warning) {
    for (SQLWarning each = warning; each != null; each = each.getNextWarning()) {
      if (String.valueOf(each.getMessage()).contains(NOT_REPLICATED)) {
        return true;
      }
    }
    return false;
  }
}

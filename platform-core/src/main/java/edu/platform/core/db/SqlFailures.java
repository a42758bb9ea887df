package edu.platform.core.db;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.postgresql.util.PSQLException;

/**
 * Translates what the driver, the pool ({@link SQLTransientConnectionException}: it could make no
 * connection) and DbClient throw. SQLSTATE classes: PostgreSQL, appendix A. The message carries the
 * name of the statement and the SQLSTATE, never parameters.
 */
final class SqlFailures {

  private static final String READ_ONLY_TRANSACTION = "25006";
  private static final String QUERY_CANCELED = "57014";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String RESTRICT_VIOLATION = "23001";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK_DETECTED = "40P01";

  private SqlFailures() {}

  static PlatformException translate(String statement, Throwable failure) {
    if (failure instanceof PlatformException translated) {
      return translated;
    }
    SQLException cause = sqlException(failure);
    if (cause == null) {
      return new PlatformException(ErrorCode.INTERNAL, statement + " failed: " + failure, failure);
    }
    if (cause instanceof SQLTransientConnectionException) {
      return new PlatformException(
          ErrorCode.DATABASE_UNAVAILABLE,
          statement + " got no connection: " + firstLine(root(cause)),
          failure);
    }
    String state = state(cause);
    ErrorCode code =
        switch (state) {
          case UNIQUE_VIOLATION -> ErrorCode.ALREADY_EXISTS;
          case FOREIGN_KEY_VIOLATION, RESTRICT_VIOLATION -> ErrorCode.REFERENCE_VIOLATED;
          case QUERY_CANCELED -> ErrorCode.STATEMENT_TIMEOUT;
          case LOCK_NOT_AVAILABLE -> ErrorCode.LOCK_TIMEOUT;
          case READ_ONLY_TRANSACTION,
              TOO_MANY_CONNECTIONS,
              SERIALIZATION_FAILURE,
              DEADLOCK_DETECTED ->
              ErrorCode.DATABASE_UNAVAILABLE;
          default -> connectionIsLost(state) ? ErrorCode.DATABASE_UNAVAILABLE : ErrorCode.INTERNAL;
        };
    return new PlatformException(
        code,
        statement + " failed with SQLSTATE " + state + ": " + firstLine(cause),
        constraint(cause),
        failure);
  }

  /**
   * Tell whether the work may be done again on another connection: this one is lost, or leads to a
   * server that is no longer the leader. Not when the pool could make none within its time.
   */
  static boolean worthAnotherConnection(Throwable failure) {
    SQLException cause = sqlException(failure);
    return cause != null
        && !isOfCommit(failure)
        && !(cause instanceof SQLTransientConnectionException)
        && (connectionIsLost(state(cause)) || state(cause).equals(READ_ONLY_TRANSACTION));
  }

  /** Tell whether a transaction that was not committed may be done again from its start. */
  static boolean worthAnotherTransaction(Throwable failure) {
    SQLException cause = sqlException(failure);
    return worthAnotherConnection(failure)
        || (cause != null
            && (state(cause).equals(SERIALIZATION_FAILURE)
                || state(cause).equals(DEADLOCK_DETECTED)));
  }

  /** Translates what a commit threw; without a connection nobody knows what became of it. */
  static PlatformException ofCommit(String name, Throwable failure) {
    PlatformException translated = translate(name, failure);
    SQLException cause = sqlException(failure);
    return cause != null && connectionIsLost(state(cause))
        ? new PlatformException(ErrorCode.COMMIT_UNKNOWN, translated.getMessage(), failure)
        : translated;
  }

  static boolean leaderIsElsewhere(SQLException failure) {
    return READ_ONLY_TRANSACTION.equals(failure.getSQLState());
  }

  private static boolean isOfCommit(Throwable failure) {
    return failure instanceof PlatformException fault && fault.code() == ErrorCode.COMMIT_UNKNOWN;
  }

  private static boolean connectionIsLost(String state) {
    return state.startsWith("08") || state.startsWith("57P0");
  }

  private static String constraint(SQLException failure) {
    return failure instanceof PSQLException ofServer && ofServer.getServerErrorMessage() != null
        ? Objects.requireNonNullElse(ofServer.getServerErrorMessage().getConstraint(), "")
        : "";
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "unknown" : failure.getSQLState();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}

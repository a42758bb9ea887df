package edu.platform.migrations;

import edu.platform.migrations.MigrationException.Kind;
import java.sql.SQLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** Says in our terms what the library or the driver threw. */
final class FlywayFailures {

  private static final String USE_THE_OWNER =
      "Migrations need the user that owns the database (DB_USER, DB_PASSWORD, DB_NAME).";

  private final String database;

  /**
   * Make a translator.
   *
   * @param jdbcUrl address to name in messages; its parameters, which may hold secrets, are left
   *     out
   */
  FlywayFailures(String jdbcUrl) {
    int parameters = jdbcUrl.indexOf('?');
    this.database = parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
  }

  MigrationException translate(FlywayException failure) {
    SQLException inDatabase = sqlCause(failure);
    if (inDatabase != null && kind(inDatabase) == Kind.UNREACHABLE) {
      return translate(inDatabase, failure);
    }
    return switch (failure) {
      case FlywayMigrateException failed -> failedMigration(failed, inDatabase);
      case FlywayValidateException invalid ->
          new MigrationException(
              Kind.CHECKSUM_MISMATCH,
              "Migrations applied to %s are not those of this build: %s%n"
                      .formatted(database, secondLine(invalid))
                  + "'migrate validate' lists them; 'migrate repair' accepts those of this build.",
              invalid);
      default -> {
        if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
          yield new MigrationException(
              Kind.UNKNOWN_SCHEMA,
              "The schema of %s has tables that no migration made; it was not changed.%n"
                      .formatted(database)
                  + "Give an empty database.",
              failure);
        }
        if (String.valueOf(failure.getMessage()).contains("advisory lock")) {
          yield new MigrationException(
              Kind.BUSY,
              "Another migration of %s did not end in time.%nTry again when it has."
                  .formatted(database),
              failure);
        }
        yield inDatabase == null
            ? new MigrationException(
                Kind.INTERNAL,
                "Migrating %s failed: %s".formatted(database, firstLine(failure)),
                failure)
            : translate(inDatabase, failure);
      }
    };
  }

  MigrationException mayNotCreate(String user) {
    return new MigrationException(
        Kind.ACCESS_REFUSED,
        "User \"%s\" may not create tables in %s.%n%s".formatted(user, database, USE_THE_OWNER));
  }

  MigrationException translate(SQLException failure) {
    return translate(failure, failure);
  }

  private MigrationException translate(SQLException failure, Exception thrown) {
    Kind kind = kind(failure);
    String next =
        switch (kind) {
          case UNREACHABLE -> "Check that it runs and that address and port are right.";
          case ACCESS_REFUSED -> USE_THE_OWNER;
          default -> "SQLState " + failure.getSQLState() + ".";
        };
    return new MigrationException(
        kind, "Using %s failed: %s%n%s".formatted(database, firstLine(failure), next), thrown);
  }

  private MigrationException failedMigration(
      FlywayMigrateException failed, SQLException inDatabase) {
    String script = failed.getMigration().getScript();
    if (inDatabase == null) {
      return new MigrationException(
          Kind.FAILED_MIGRATION,
          "Migration %s of %s failed and was rolled back: %s"
              .formatted(script, database, firstLine(failed)),
          failed);
    }
    return new MigrationException(
        Kind.FAILED_MIGRATION,
        "Migration %s of %s failed at line %d and was rolled back: %s (SQLState %s).%n"
                .formatted(
                    script,
                    database,
                    failed.getLineNumber(),
                    firstLine(inDatabase),
                    inDatabase.getSQLState())
            + "The versions before it stay. Mend the cause and migrate again.",
        failed);
  }

  private static Kind kind(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300")) {
      return Kind.UNREACHABLE;
    }
    if (state.startsWith("28") || state.equals("3D000") || state.equals("42501")) {
      return Kind.ACCESS_REFUSED;
    }
    return Kind.INTERNAL;
  }

  private static SQLException sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  /** The first only says that there is a second. */
  private static String secondLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().skip(1).findFirst().orElse("") + ".";
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}

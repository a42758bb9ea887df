package edu.platform.cli;

import edu.platform.core.config.DatabaseConfig;
import edu.platform.migrations.MigrationException;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.SchemaState;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets a server start on a schema that it can serve, and not before (design section 4). */
final class SchemaGate {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Supplier<SchemaState> schema;
  private final Duration patience;
  private final Consumer<String> say;

  /**
   * Make a gate.
   *
   * @param schema looks at the schema
   * @param patience how long a schema may be too old
   * @param say takes messages for people
   */
  SchemaGate(Supplier<SchemaState> schema, Duration patience, Consumer<String> say) {
    this.schema = schema;
    this.patience = patience;
    this.say = say;
  }

  /** A gate before the database that the API uses. */
  static SchemaGate before(DatabaseConfig pg, Duration patience, Consumer<String> say) {
    return new SchemaGate(() -> read(pg), patience, say);
  }

  /**
   * Wait until the schema can be served.
   *
   * @return its state then
   * @throws CliException {@code UNAVAILABLE} if it is still too old after the patience
   * @throws InterruptedException if interrupted while waiting
   */
  SchemaState pass() throws InterruptedException {
    long began = System.nanoTime();
    SchemaState state = schema.get();
    if (isTooOld(state)) {
      say.accept(tooOld(state) + ": waiting up to " + patience.toSeconds() + " s for a migration.");
    }
    while (isTooOld(state)) {
      long left = patience.toNanos() - (System.nanoTime() - began);
      if (left <= 0) {
        throw new CliException(
            ExitCode.UNAVAILABLE,
            tooOld(state) + ", and nobody migrated it within " + patience.toSeconds() + " s",
            "Run 'edu-cli migrate' as the owner of the database (DB_USER), then start again.");
      }
      Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
      state = schema.get();
    }
    int version = state.version().orElseThrow();
    if (version > Migrations.LATEST) {
      say.accept(
          "Warning: the schema is at version "
              + version
              + ", this build knows "
              + Migrations.LATEST
              + ". A newer release has migrated it; starting all the same.");
    }
    return state;
  }

  private static boolean isTooOld(SchemaState state) {
    return state.version().orElse(0) < Migrations.LOWEST_SERVABLE;
  }

  private static String tooOld(SchemaState state) {
    return "the schema is at version "
        + state.version().orElse(0)
        + ", this build needs "
        + Migrations.LOWEST_SERVABLE;
  }

  private static SchemaState read(DatabaseConfig pg) {
    try {
      return SchemaState.read(
          pg.jdbcUrl()
              + "?ApplicationName=edu-cli&connectTimeout="
              + Math.max(1, pg.connectTimeout().toSeconds())
              + "&socketTimeout="
              + Math.max(1, pg.socketTimeout().toSeconds()),
          pg.user(),
          pg.password());
    } catch (MigrationException refused) {
      if (refused.kind() != MigrationException.Kind.ACCESS_REFUSED) {
        throw refused;
      }
      throw new CliException(
          ExitCode.UNAVAILABLE,
          refused.getMessage().lines().findFirst().orElse(""),
          "Check PG_USER, PG_PASS and PG_NAME; 'edu-cli migrate' grants PG_USER its rights.",
          refused);
    }
  }
}

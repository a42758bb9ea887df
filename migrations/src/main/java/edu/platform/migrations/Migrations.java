package edu.platform.migrations;

import edu.platform.migrations.MigrationException.Kind;
import edu.platform.migrations.MigrationInfo.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.RepairOutput;

/**
 * Brings the schema of a database to a version, and tells which one it has. The versions are those
 * of section 2 of the requirements; each is applied once, in one transaction, in order, and never
 * taken back. Two migrates at once are safe: the second waits, for five minutes at most, and finds
 * nothing left to do.
 */
public final class Migrations {

  /** The newest version of the schema that this build knows. */
  public static final int LATEST = 9;

  /** The oldest version of the schema that this build can serve. */
  public static final int LOWEST_SERVABLE = 9;

  private static final int LOCK_WAIT_SECONDS = 300;
  private static final String FOLDER = "META-INF/migrations";
  private static final String MAY_CREATE =
      "SELECT has_schema_privilege(current_schema(), 'CREATE')";
  private static final String APP_ROLE = "app_role";
  private static final ClassLoader CLASS_LOADER = Migrations.class.getClassLoader();

  /** Kept, since the level of a logger that nobody refers to is forgotten. */
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  static {
    if (FLYWAY_LOG.getLevel() == null) {
      FLYWAY_LOG.setLevel(Level.OFF); // what it did is in the report, what failed in the exception
    }
  }

  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final String appRole;
  private final FlywayFailures failures;

  /**
   * Make a runner; nothing is connected yet.
   *
   * @param jdbcUrl address of the database, {@code jdbc:postgresql://…}
   * @param user owner of the database ({@code DB_USER}); need not be a superuser
   * @param password of the user
   * @param appRole role of the application ({@code PG_USER}), which is granted what it needs on all
   *     tables; one that does not exist gives a notice
   */
  public Migrations(String jdbcUrl, String user, String password, String appRole) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.appRole = appRole;
    this.failures = new FlywayFailures(jdbcUrl);
  }

  /**
   * Apply all versions up to a target, then the grants, which every migrate renews.
   *
   * @param target version to reach; when the schema is above it, only the grants run
   * @return what was done
   * @throws MigrationException if the database is unreachable, refuses this user, has a newer
   *     schema or one of somebody else's, or if a migration fails; what was applied before it stays
   */
  public MigrationReport migrate(Target target) {
    int current = requireKnownVersion();
    requireRightToCreate();
    Notices notices = new Notices();
    var result =
        call(
            () ->
                configuration()
                    .target(Integer.toString(Math.max(current, target.version())))
                    .callbacks(notices)
                    .load()
                    .migrate());
    List<MigrationReport.Applied> applied =
        result.migrations.stream()
            .map(
                one ->
                    new MigrationReport.Applied(
                        fileName(one.filepath), Duration.ofMillis(one.executionTime)))
            .toList();
    // As it was when the lock was ours: another migrate may have run since we looked.
    int before =
        result.initialSchemaVersion == null ? 0 : Integer.parseInt(result.initialSchemaVersion);
    return new MigrationReport(
        target.version(), before, requireKnownVersion(), applied, notices.texts());
  }

  /**
   * List all migrations.
   *
   * @return versions in order, then what runs at every migrate
   * @throws MigrationException if the database is unreachable or refuses this user
   */
  public List<MigrationInfo> info() {
    List<MigrationInfo> versions = new ArrayList<>();
    // Each run of a repeatable one is in the history; the last is what counts.
    Map<String, MigrationInfo> repeatables = new LinkedHashMap<>();
    for (var migration : call(() -> configuration().load().info().all())) {
      MigrationInfo described = describe(migration);
      if (migration.isVersioned()) {
        versions.add(described);
      } else {
        repeatables.merge(described.script(), described, Migrations::later);
      }
    }
    versions.addAll(repeatables.values());
    return List.copyOf(versions);
  }

  /**
   * Compare the applied migrations with those of this build. Versions not applied yet are no
   * problem.
   *
   * @return what differs; empty if all is well
   * @throws MigrationException if the database is unreachable, refuses this user or has a newer
   *     schema
   */
  public List<ValidationProblem> validate() {
    requireKnownVersion();
    return call(() -> configuration().load().validateWithResult()).invalidMigrations.stream()
        .map(
            invalid ->
                new ValidationProblem(
                    invalid.filepath.isEmpty() ? invalid.description : fileName(invalid.filepath),
                    oneLine(invalid.errorDetails.errorMessage)))
        .toList();
  }

  /**
   * Make the history say what this build says: accept its checksums and forget failed attempts. For
   * use after a look at {@link #validate()}; tables are not touched.
   *
   * @return what was changed in the history
   * @throws MigrationException if the database is unreachable, refuses this user or has a newer
   *     schema
   */
  public RepairReport repair() {
    requireKnownVersion();
    var result = call(() -> configuration().load().repair());
    return new RepairReport(
        names(result.migrationsRemoved),
        names(result.migrationsAligned),
        names(result.migrationsDeleted));
  }

  /**
   * Return the SQL that {@link #migrate} would run, changing nothing.
   *
   * @param target version to reach
   * @return the files in order, each under a line with its name, with the role filled in
   * @throws MigrationException as {@link #migrate} before it runs anything
   */
  public String pendingSql(Target target) {
    int before = requireKnownVersion();
    String upTo = Integer.toString(Math.max(before, target.version()));
    var known = call(() -> configuration().target(upTo).load().info());
    Set<String> scripts = new LinkedHashSet<>();
    for (var pending : known.pending()) {
      scripts.add(pending.getScript());
    }
    // Flyway does not count one as pending that ran within this second.
    for (var migration : known.all()) {
      if (migration.isRepeatable()) {
        scripts.add(migration.getScript());
      }
    }
    StringBuilder sql = new StringBuilder();
    for (String script : scripts) {
      sql.append("-- ").append(script).append("\n\n");
      sql.append(read(script).replace("${" + APP_ROLE + "}", appRole)).append('\n');
    }
    return sql.toString();
  }

  private FluentConfiguration configuration() {
    return Flyway.configure(CLASS_LOADER)
        .dataSource(jdbcUrl, user, password)
        .locations("classpath:" + FOLDER)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .lockRetryCount(LOCK_WAIT_SECONDS) // one try a second
        // Repeatable ones change with every run, and a pending version is no mistake.
        .ignoreMigrationPatterns("repeatable:*", "versioned:pending")
        .placeholders(Map.of(APP_ROLE, appRole));
  }

  /** Return the version of the schema, 0 for an empty one, or refuse one newer than this build. */
  private int requireKnownVersion() {
    int version;
    try (Connection connection = connect()) {
      version = SchemaHistory.currentVersion(connection).orElse(0);
    } catch (SQLException failure) {
      throw failures.translate(failure);
    }
    if (version > LATEST) {
      throw new MigrationException(
          Kind.NEWER_SCHEMA,
          "The schema is at version %d, this build knows versions up to %d; nothing was changed.%n"
                  .formatted(version, LATEST)
              + "Use the release that made it, or a later one.");
    }
    return version;
  }

  /** Asked first: Flyway tries ten seconds long to make its table. */
  private void requireRightToCreate() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(MAY_CREATE)) {
      answer.next();
      if (!answer.getBoolean(1)) {
        throw failures.mayNotCreate(user);
      }
    } catch (SQLException failure) {
      throw failures.translate(failure);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  private <T> T call(Supplier<T> action) {
    try {
      return action.get();
    } catch (FlywayException failure) {
      throw failures.translate(failure);
    }
  }

  private static MigrationInfo describe(org.flywaydb.core.api.MigrationInfo migration) {
    State state;
    if (!migration.isVersioned()) {
      state = State.REPEATABLE;
    } else if (migration.getState().isFailed()) {
      state = State.FAILED;
    } else if (!migration.getState().isApplied()) {
      state = State.PENDING;
    } else {
      state = migration.getState().isResolved() ? State.APPLIED : State.UNKNOWN;
    }
    return new MigrationInfo(
        migration.isVersioned()
            ? OptionalInt.of(Integer.parseInt(migration.getVersion().getVersion()))
            : OptionalInt.empty(),
        migration.getDescription(),
        migration.getScript(),
        state,
        Optional.ofNullable(migration.getInstalledOn()).map(java.util.Date::toInstant));
  }

  private static MigrationInfo later(MigrationInfo one, MigrationInfo other) {
    Instant never = Instant.MIN;
    return other.installedOn().orElse(never).isAfter(one.installedOn().orElse(never)) ? other : one;
  }

  private static List<String> names(List<RepairOutput> outputs) {
    List<String> names = new ArrayList<>();
    for (RepairOutput output : outputs) {
      names.add(output.filepath.isEmpty() ? output.description : fileName(output.filepath));
    }
    return names;
  }

  private static String read(String script) {
    try (InputStream file = CLASS_LOADER.getResourceAsStream(FOLDER + "/" + script)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("reading " + script, failure);
    }
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String oneLine(String text) {
    return text.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
  }
}

package edu.platform.web;

import edu.platform.core.Platform;
import edu.platform.core.access.Role;
import edu.platform.core.accounts.KeyDirectory;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import edu.platform.postgres.EmbeddedPostgres;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A platform and its API for tests, on the one migrated server of this module, which holds the rows
 * of {@code catalogue.sql}. No test changes those rows.
 */
final class TestPlatform implements AutoCloseable {

  private static final EmbeddedPostgres SERVER = startServer();
  private static final Path KEYS = makeKeys();

  private final EmbeddedPostgres server;
  private final Path accessLog;
  private final Platform platform;
  private final ApiServer api;

  private TestPlatform(EmbeddedPostgres server, Map<String, String> settings) {
    this.server = server;
    this.accessLog = temporaryFile();
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "pg.host", server.host(),
                "pg.port", Integer.toString(server.port()),
                "pg.name", server.database(),
                "pg.user", server.appRole(),
                "pg.pass", server.appPassword(),
                "http.host", "127.0.0.1",
                "http.port", "0",
                "legacy.user.route.enabled", "true",
                "jwt.keys.dir", KEYS.toString(),
                "access.log", accessLog.toString()));
    // Tests send as much as they like, but for those of the limits.
    all.put("rate.limit.writes", "off");
    all.put("rate.limit.registrations", "off");
    all.putAll(settings);
    Config config = Config.just(ConfigSources.create(all));
    this.platform = Platform.start(config);
    this.api = ApiServer.start(config, platform);
  }

  /**
   * Start the API on a free port.
   *
   * @param settings besides those that lead to the test's database
   */
  static TestPlatform start(Map<String, String> settings) {
    return new TestPlatform(SERVER, settings);
  }

  /**
   * Start the API on a free port, with a server of its own, whose rows the test may change.
   *
   * @param settings besides those that lead to the test's database
   */
  static TestPlatform startOnItsOwnServer(Map<String, String> settings) {
    return new TestPlatform(startServer(), settings);
  }

  /** Run statements on this platform's server as the owner of the schema. */
  void executeHere(String sql) {
    try (Connection connection = connectHere();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** A connection to this platform's server, of the owner of the schema. */
  Connection connectHere() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.owner(), server.ownerPassword());
  }

  ApiServer api() {
    return api;
  }

  Platform platform() {
    return platform;
  }

  /**
   * A token as signing in gives it, for requests with {@code Client.as}.
   *
   * @param userId an account; what asks the database wants it to exist
   * @param roles that the token says it has; what asks the database looks for employee rows
   */
  String token(int userId, Role... roles) {
    return platform.tokens().issue(userId, Set.of(roles), UUID.randomUUID());
  }

  Client client() {
    return new Client(api.port());
  }

  /** Stops the API and returns what it logged, a line a request. */
  List<String> closeAndReadLog() {
    close();
    try {
      return Files.readAllLines(accessLog);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    api.close();
    platform.close();
    if (!server.equals(SERVER)) {
      server.close();
    }
  }

  /** Where the server of all platforms listens. */
  static int databasePort() {
    return SERVER.port();
  }

  /**
   * Run statements as the owner of the schema.
   *
   * @param sql one or more, without parameters
   */
  static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** A connection of the owner of the schema. */
  static Connection connect() throws SQLException {
    return DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.owner(), SERVER.ownerPassword());
  }

  /** A connection of the application's role. */
  static Connection connectAsApplication() throws SQLException {
    return DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.appRole(), SERVER.appPassword());
  }

  private static EmbeddedPostgres startServer() {
    EmbeddedPostgres server = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
    new Migrations(server.jdbcUrl(), server.owner(), server.ownerPassword(), server.appRole())
        .migrate(Target.latest());
    LocalDate today = LocalDate.now(ZoneId.of("Europe/Moscow"));
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.owner(), server.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(resource("/catalogue.sql").replace("${today}", today.toString()));
    } catch (SQLException failure) {
      throw new IllegalStateException("catalogue.sql", failure);
    }
    return server;
  }

  private static String resource(String name) {
    try (InputStream in = TestPlatform.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A folder with one key, which all platforms of a test run share, as instances do. */
  private static Path makeKeys() {
    try {
      Path keys = Files.createTempDirectory("edu-keys-");
      new KeyDirectory(keys).create(Instant.now());
      return keys;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("edu-access-", ".log");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

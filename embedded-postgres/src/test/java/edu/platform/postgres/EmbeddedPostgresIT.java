package edu.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresIT {

  private static final Path HOME = EmbeddedPostgres.homeFromSystemProperty();
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Path dataDir;

  /** Server processes that a test saw: none may outlive it. */
  private final Set<Long> servers = new HashSet<>();

  /** A database that was closed, made once: making one takes longer than any test. */
  @TempDir static Path template;

  @BeforeAll
  static void makeTemplate() {
    EmbeddedPostgres.start(HOME, template.resolve("data")).close();
  }

  @BeforeEach
  void chooseDataDirectory() {
    dataDir = folder.resolve("data");
  }

  @AfterEach
  void noServerIsLeft() {
    assertThat(servers).noneMatch(EmbeddedPostgresIT::isAlive);
  }

  @Nested
  class NewDatabase {

    @Test
    void isOwnedByOneRoleAndOpenToAnother() throws SQLException {
      try (EmbeddedPostgres postgres = start()) {
        assertThat(postgres.jdbcUrl())
            .isEqualTo("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/platform");
        assertThat(
                owner(
                    postgres,
                    """
                    SELECT current_user || ' ' || pg_get_userbyid(datdba) || ' ' || rolsuper
                      FROM pg_database, pg_roles
                     WHERE datname = current_database() AND rolname = current_user
                    """))
            .isEqualTo("edu_owner edu_owner false");

        owner(postgres, "CREATE TABLE t (x integer)");

        assertThat(app(postgres, "SELECT current_user")).isEqualTo("edu_app");
        assertThatThrownBy(() -> app(postgres, "SELECT count(*) FROM t"))
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> app(postgres, "CREATE TABLE u (x integer)"))
            .hasMessageContaining("permission denied");
      }
    }

    @Test
    void hasTheSettingsThatDataNeeds() throws SQLException {
      try (EmbeddedPostgres postgres = start()) {
        assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
        assertThat(setting(postgres, "log_timezone")).isEqualTo("UTC");
        assertThat(setting(postgres, "fsync")).isEqualTo("on");
        assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
        assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting(postgres, "password_encryption")).isEqualTo("scram-sha-256");
        // By code point: capitals first, Cyrillic last; letters of any script have a case.
        assertThat(
                owner(
                    postgres,
                    "SELECT string_agg(x, ' ' ORDER BY x) FROM (VALUES ('b'), ('Я'), ('B'), ('a')) AS v (x)"))
            .isEqualTo("B a b Я");
        assertThat(owner(postgres, "SELECT lower('ЯÄ')")).isEqualTo("яä");
      }
    }

    @Test
    void refusesWrongPasswords() {
      try (EmbeddedPostgres postgres = start()) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.owner(), "wrong"))
            .hasMessageContaining("password authentication failed");
      }
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
      try (EmbeddedPostgres _ = start()) {
        assertThat(permissions(dataDir)).isEqualTo("rwx------");
        assertThat(permissions(dataDir.resolve("postgres"))).isEqualTo("rwx------");
        assertThat(permissions(dataDir.resolve("postgres.credentials"))).isEqualTo("rw-------");
        assertThat(permissions(dataDir.resolve("postgres.log"))).isEqualTo("rw-------");
        assertThat(dataDir).isDirectoryNotContaining("glob:**/postgres.init-*");
      }
    }

    @Test
    void isMadeAfterAnInterruptedAttemptWasCleanedUp() throws IOException, SQLException {
      Path leftover = Files.createDirectories(dataDir.resolve("postgres.init-1/postgres"));
      Files.writeString(leftover.resolve("PG_VERSION"), "17\n");

      try (EmbeddedPostgres postgres = start()) {
        assertThat(owner(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(leftover).doesNotExist();
      }
    }

    @Test
    void isNotBegunWithoutRoomOnTheDisk() {
      EmbeddedPostgresException refusal =
          catchThrowableOfType(
              EmbeddedPostgresException.class,
              () ->
                  EmbeddedPostgres.start(
                      HOME, dataDir, new Options(true, Long.MAX_VALUE), () -> {}));

      assertThat(refusal.kind()).isEqualTo(Kind.NO_DISK_SPACE);
      assertThat(refusal).hasMessageContaining("MB are free");
      assertThat(dataDir.resolve("postgres")).doesNotExist();
    }

    @Test
    void needsAServerToBeThere() {
      assertThat(refusal(() -> EmbeddedPostgres.start(folder.resolve("nowhere"), dataDir)).kind())
          .isEqualTo(Kind.SERVER_MISSING);
    }

    @Test
    void needsAFolderThatCanBeMade() throws IOException {
      Path file = Files.writeString(folder.resolve("file"), "");

      EmbeddedPostgresException refusal =
          refusal(() -> EmbeddedPostgres.start(HOME, file.resolve("data")));

      assertThat(refusal.kind()).isEqualTo(Kind.DID_NOT_START);
      assertThat(refusal).hasMessageContaining(file.toString());
    }
  }

  @Nested
  class ExistingDatabase {

    @BeforeEach
    void exists() throws IOException {
      copyTemplate();
    }

    @Test
    void isFoundAgainWithItsPasswords() throws SQLException {
      String password;
      try (EmbeddedPostgres first = start()) {
        password = first.ownerPassword();
        owner(first, "CREATE TABLE kept AS SELECT 42 AS answer");
      }

      try (EmbeddedPostgres second = start()) {
        assertThat(second.ownerPassword()).isEqualTo(password);
        assertThat(owner(second, "SELECT answer FROM kept")).isEqualTo("42");
      }
    }

    @Test
    void isUsedByOneAtATimeInAProcess() throws SQLException {
      try (EmbeddedPostgres first = start()) {
        for (int attempt = 1; attempt <= 2; attempt++) {
          EmbeddedPostgresException refusal = refusal(() -> start());

          assertThat(refusal.kind()).isEqualTo(Kind.DATA_DIRECTORY_IN_USE);
          assertThat(refusal).hasMessageContaining("this process");
        }
        assertThat(owner(first, "SELECT 1")).isEqualTo("1");
      }
    }

    @Test
    void ofAnotherMajorVersionIsLeftUntouched() throws IOException {
      Files.writeString(dataDir.resolve("postgres/PG_VERSION"), "16\n");

      EmbeddedPostgresException refusal = refusalThatChangesNothing();

      assertThat(refusal.kind()).isEqualTo(Kind.OTHER_MAJOR_VERSION);
      assertThat(refusal)
          .hasMessageContaining("PostgreSQL 16")
          .hasMessageContaining("PostgreSQL 17");
    }

    @Test
    void withoutVersionIsDamaged() throws IOException {
      Files.delete(dataDir.resolve("postgres/PG_VERSION"));

      assertThat(refusalThatChangesNothing().kind()).isEqualTo(Kind.DAMAGED);
    }

    @Test
    void withoutControlFileIsDamaged() throws IOException {
      Files.delete(dataDir.resolve("postgres/global/pg_control"));

      EmbeddedPostgresException refusal = refusalThatChangesNothing();

      assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(refusal).hasMessageContaining("pg_control");
    }

    @Test
    void withAnUnreadableControlFileIsDamaged() throws IOException {
      Path control = dataDir.resolve("postgres/global/pg_control");
      Files.write(control, new byte[(int) Files.size(control)]);

      EmbeddedPostgresException refusal = refusalThatChangesNothing();

      assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(refusal).hasMessageContaining("FATAL");
    }

    @Test
    void withoutPasswordsIsDamaged() throws IOException {
      Files.delete(dataDir.resolve("postgres.credentials"));

      EmbeddedPostgresException refusal = refusalThatChangesNothing();

      assertThat(refusal.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(refusal).hasMessageContaining("postgres.credentials");
    }

    @Test
    void startsAfterARebootThatGaveTheOldProcessNumberToAnother() throws IOException, SQLException {
      Files.writeString(
          dataDir.resolve("postgres/postmaster.pid"),
          ProcessHandle.current().pid() + "\n" + dataDir + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

      try (EmbeddedPostgres postgres = start()) {
        assertThat(owner(postgres, "SELECT 1")).isEqualTo("1");
      }
    }

    private EmbeddedPostgresException refusalThatChangesNothing() throws IOException {
      var before = contents(dataDir.resolve("postgres"));

      EmbeddedPostgresException refusal = refusal(() -> start());

      assertThat(contents(dataDir.resolve("postgres"))).isEqualTo(before);
      assertThat(refusal.getMessage().lines().count()).isLessThan(10);
      return refusal;
    }
  }

  @Nested
  class Closing {

    @BeforeEach
    void databaseExists() throws IOException {
      copyTemplate();
    }

    @Test
    void leavesNoProcessAndMayBeRepeated() throws SQLException {
      EmbeddedPostgres postgres = start();
      Connection open =
          DriverManager.getConnection(
              postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword());

      postgres.close();
      postgres.close();

      assertThat(isAlive(postgres.pid())).isFalse();
      assertThat(Files.exists(dataDir.resolve("postgres/postmaster.pid"))).isFalse();
      assertThatThrownBy(() -> open.createStatement().execute("SELECT 1"))
          .isInstanceOf(SQLException.class);
    }

    @Test
    void worksInAnInterruptedThread() {
      EmbeddedPostgres postgres = start();

      Thread.currentThread().interrupt();
      postgres.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(isAlive(postgres.pid())).isFalse();
    }

    @Test
    void deletesATemporaryDatabase() throws SQLException {
      Path data;
      try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(HOME)) {
        servers.add(postgres.pid());
        data = Path.of(arguments(postgres)[1]); // -D <folder>
        assertThat(data).isDirectory();
        assertThat(setting(postgres, "fsync")).isEqualTo("off");
      }
      assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void worksWhenTheServerHasDied() {
      EmbeddedPostgres postgres = start();
      ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();

      server.destroyForcibly();
      assertThat(server.onExit()).succeedsWithin(SOON);
      postgres.close();

      start().close();
    }
  }

  @Nested
  class AnotherProcess {

    @Test
    void isNamedWhenItUsesTheDirectory() throws Exception {
      copyTemplate();
      Process holder = holder(List.of());
      try {
        long server = awaitServer(holder);
        assertThat(
                PostmasterFile.read(dataDir.toRealPath().resolve("postgres"))
                    .orElseThrow()
                    .server())
            .hasValueSatisfying(found -> assertThat(found.pid()).isEqualTo(server));

        EmbeddedPostgresException refusal = refusal(() -> start());

        assertThat(refusal.kind()).isEqualTo(Kind.DATA_DIRECTORY_IN_USE);
        assertThat(refusal).hasMessageContaining("another process (pid " + holder.pid() + ")");
      } finally {
        holder.getOutputStream().close();
      }
      assertThat(holder.onExit()).succeedsWithin(SOON);
      assertThat(holder.exitValue()).isZero();
      start().close();
    }

    @Test
    void thatIsKilledTakesItsServerAlongAndLosesNothing() throws Exception {
      copyTemplate();
      Process holder = holder(List.of());
      ProcessHandle server = ProcessHandle.of(awaitServer(holder)).orElseThrow();

      holder.destroyForcibly();
      assertThat(holder.onExit()).succeedsWithin(SOON);

      // At once, while the old server may still be shutting down: it is waited for, never reused.
      try (EmbeddedPostgres postgres = start()) {
        assertThat(server.isAlive()).isFalse();
        assertThat(owner(postgres, "SELECT 1")).isEqualTo("1");
      }
      assertThat(Files.readString(dataDir.resolve("postgres.log")))
          .contains("received fast shutdown request")
          .doesNotContain("was interrupted");
    }

    @Test
    void thatIsKilledWhileItMakesTheDatabaseLeavesNoHalfOfOne() throws Exception {
      Process holder = holder(List.of());
      Waiting.until(() -> hasInitFolder(), SOON);
      assertThat(hasInitFolder()).isTrue();

      holder.destroyForcibly();
      assertThat(holder.onExit()).succeedsWithin(SOON);

      try (EmbeddedPostgres postgres = start()) {
        assertThat(owner(postgres, "SELECT 1")).isEqualTo("1");
      }
      assertThat(hasInitFolder()).isFalse();
    }

    @Test
    void worksAsAnOrdinaryUserToo() throws Exception {
      assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another");
      assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
      Files.createDirectory(dataDir);
      Files.setAttribute(dataDir, "unix:uid", 65534);
      Files.setAttribute(dataDir, "unix:gid", 65534);
      openTo65534(HOME);
      openTo65534(dataDir.getParent());

      Process holder =
          holder(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      long server = awaitServer(holder);

      assertThat(Files.getAttribute(Path.of("/proc/" + server), "unix:uid")).isEqualTo(65534);
      holder.getOutputStream().close();
      assertThat(holder.onExit()).succeedsWithin(SOON);
      assertThat(holder.exitValue()).isZero();
    }

    private boolean hasInitFolder() {
      try (Stream<Path> files = Files.list(dataDir)) {
        return files.anyMatch(file -> file.getFileName().toString().startsWith("postgres.init-"));
      } catch (IOException _) {
        return false;
      }
    }

    /** Temporary folders are closed to others on the way down. */
    private static void openTo65534(Path path) throws IOException {
      for (Path step = path.toRealPath(); step != null; step = step.getParent()) {
        if (!permissions(step).endsWith("x")) {
          assumeTrue(step.startsWith(System.getProperty("java.io.tmpdir")), "closed: " + step);
          Files.setPosixFilePermissions(step, PosixFilePermissions.fromString("rwx--x--x"));
        }
      }
    }
  }

  private EmbeddedPostgres start() {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(HOME, dataDir);
    servers.add(postgres.pid());
    return postgres;
  }

  private void copyTemplate() throws IOException {
    Path source = template.resolve("data");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            dataDir.resolve(source.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES); // PostgreSQL refuses a folder open to others
      }
    }
  }

  /** Start a JVM that holds a server on the data directory. */
  private Process holder(List<String> prefix) throws IOException, URISyntaxException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-classpath");
    command.add(location(EmbeddedPostgres.class) + ":" + location(DatabaseHolder.class));
    command.addAll(List.of(DatabaseHolder.class.getName(), HOME.toString(), dataDir.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    Path classFile = Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
    return classFile.resolve("../../../..").normalize();
  }

  private long awaitServer(Process holder) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    long server = Long.parseLong(output.readLine());
    servers.add(server);
    return server;
  }

  private static EmbeddedPostgresException refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable start) {
    return catchThrowableOfType(EmbeddedPostgresException.class, start);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
    return owner(postgres, "SELECT current_setting('" + name + "')");
  }

  private static String owner(EmbeddedPostgres postgres, String sql) throws SQLException {
    return execute(postgres, postgres.owner(), postgres.ownerPassword(), sql);
  }

  private static String app(EmbeddedPostgres postgres, String sql) throws SQLException {
    return execute(postgres, postgres.appRole(), postgres.appPassword(), sql);
  }

  private static String execute(EmbeddedPostgres postgres, String user, String password, String sql)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), user, password);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static String[] arguments(EmbeddedPostgres postgres) {
    return ProcessHandle.of(postgres.pid()).orElseThrow().info().arguments().orElseThrow();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Every file below a folder with its bytes. */
  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            root.relativize(file).toString(),
            Integer.toHexString(java.util.Arrays.hashCode(Files.readAllBytes(file))));
      }
    }
    return contents;
  }
}

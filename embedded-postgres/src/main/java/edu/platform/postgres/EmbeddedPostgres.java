package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One running PostgreSQL server with an empty or an earlier database {@code platform}, reachable
 * from this machine alone. It stops, cleanly, when this is closed and when the JVM ends in any way,
 * also by SIGKILL. Requirement: design sections 4 (embedded) and 8 ({@code up}).
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** System property with the folder of the unpacked server, which holds {@code bin/postgres}. */
  public static final String HOME_PROPERTY = "edu.postgres.home";

  private static final String HOST = "127.0.0.1";

  private final DirectoryLock lock;
  private final ServerProcess server;
  private final Credentials credentials;
  private final Runnable afterClose;
  private boolean closed;

  private EmbeddedPostgres(
      DirectoryLock lock, ServerProcess server, Credentials credentials, Runnable afterClose) {
    this.lock = lock;
    this.server = server;
    this.credentials = credentials;
    this.afterClose = afterClose;
  }

  /**
   * Start a server on a database that is kept, made first if there is none (about two seconds).
   * Commits survive a crash of the machine.
   *
   * @param home folder of the unpacked server
   * @param dataDir folder for the database, its passwords, log and lock; made for its owner alone
   *     if it does not exist
   * @return the server, which takes connections
   * @throws EmbeddedPostgresException if it cannot be had, with the reason as its kind; nothing is
   *     left running and existing data is as it was
   */
  public static EmbeddedPostgres start(Path home, Path dataDir) {
    return start(home, dataDir, Options.KEPT, () -> {});
  }

  /**
   * Start a server on a new database for a test: in a temporary folder, which closing deletes, and
   * faster because it is lost in a crash of the machine.
   *
   * @param home folder of the unpacked server
   * @return the server, which takes connections; it is closed at the end of the JVM if not before
   * @throws EmbeddedPostgresException if it cannot be had
   */
  public static EmbeddedPostgres temporary(Path home) {
    Path folder;
    try {
      folder = Files.createTempDirectory("edu-postgres-");
    } catch (IOException failure) {
      throw unusable(Path.of(System.getProperty("java.io.tmpdir")), failure);
    }
    try {
      EmbeddedPostgres postgres =
          start(home, folder, Options.TEMPORARY, () -> deleteTemporary(folder));
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "edu-postgres-close"));
      return postgres;
    } catch (EmbeddedPostgresException failure) {
      deleteTemporary(folder);
      throw failure;
    }
  }

  /**
   * Return whether a database is kept in a folder.
   *
   * @param dataDir as given to {@link #start}
   * @return whether there is one, whole or damaged
   */
  public static boolean exists(Path dataDir) {
    return new DataDirectory(dataDir).hasCluster();
  }

  /**
   * Delete the database that is kept in a folder, so that the next start makes a new one.
   *
   * @param dataDir as given to {@link #start}
   * @throws EmbeddedPostgresException {@code DATA_DIRECTORY_IN_USE} if somebody uses it, {@code
   *     DID_NOT_START} if it cannot be deleted
   */
  public static void delete(Path dataDir) {
    try {
      DataDirectory directory = DataDirectory.create(dataDir);
      DirectoryLock lock = DirectoryLock.acquire(directory.root());
      try {
        directory.awaitFormerServer();
        directory.deleteCluster();
      } finally {
        release(lock);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException(
          Kind.DID_NOT_START,
          "Deleting the database in %s was interrupted.".formatted(dataDir),
          interrupted);
    } catch (UncheckedIOException failure) {
      throw unusable(dataDir, failure.getCause());
    } catch (IOException failure) {
      throw unusable(dataDir, failure);
    }
  }

  static EmbeddedPostgres start(Path home, Path dataDir, Options options, Runnable afterClose) {
    HostPlatform platform = HostPlatform.current();
    ServerBinaries binaries = ServerBinaries.in(home);
    Launcher launcher = Launcher.on(platform);
    DirectoryLock lock = null;
    EmbeddedPostgres started = null;
    try {
      DataDirectory directory = DataDirectory.create(dataDir);
      lock = DirectoryLock.acquire(directory.root());
      directory.log().open();
      boolean isNew = !directory.hasCluster();
      Credentials credentials;
      if (isNew) {
        directory.deleteInitFolders();
        credentials =
            new ClusterInitializer(binaries, directory, platform, launcher, options).initialize();
      } else {
        directory.requireOpenableBy(binaries.majorVersion());
        credentials = directory.readCredentials();
        directory.awaitFormerServer();
      }
      ServerProcess server = ServerProcess.start(binaries, directory, launcher, options, isNew);
      started = new EmbeddedPostgres(lock, server, credentials, afterClose);
      return started;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException(
          Kind.DID_NOT_START,
          "The start of PostgreSQL on %s was interrupted.".formatted(dataDir),
          interrupted);
    } catch (UncheckedIOException failure) {
      throw unusable(dataDir, failure.getCause());
    } catch (IOException failure) {
      throw unusable(dataDir, failure);
    } finally {
      if (started == null && lock != null) {
        release(lock);
      }
    }
  }

  /**
   * Return the folder that the system property {@value #HOME_PROPERTY} names; the launcher of the
   * image and the build set it.
   *
   * @return the folder of the unpacked server
   * @throws EmbeddedPostgresException {@code SERVER_MISSING} if the property is not set
   */
  public static Path homeFromSystemProperty() {
    String home = System.getProperty(HOME_PROPERTY);
    if (home == null || home.isBlank()) {
      throw new EmbeddedPostgresException(
          Kind.SERVER_MISSING,
          "The system property %s is not set: it names the folder of the unpacked PostgreSQL server.%n"
                  .formatted(HOME_PROPERTY)
              + "Start with the launcher, or pass -D%s=<folder>.".formatted(HOME_PROPERTY));
    }
    return Path.of(home);
  }

  /**
   * Return the address the server listens on.
   *
   * @return {@code 127.0.0.1}
   */
  public String host() {
    return HOST;
  }

  /**
   * Return the port the server listens on; another at each start.
   *
   * @return a port from 1024 to 65535
   */
  public int port() {
    return server.port();
  }

  /**
   * Return the name of the database.
   *
   * @return {@code platform}
   */
  public String database() {
    return ClusterInitializer.DATABASE;
  }

  /**
   * Return the role that owns the database and, with it, the schema {@code public}. It is no
   * superuser.
   *
   * @return {@code edu_owner}
   */
  public String owner() {
    return ClusterInitializer.OWNER;
  }

  /**
   * Return the password of {@link #owner()}.
   *
   * @return a secret
   */
  public String ownerPassword() {
    return credentials.ownerPassword();
  }

  /**
   * Return the role of the application, which may connect and has no rights but those that
   * migrations grant it.
   *
   * @return {@code edu_app}
   */
  public String appRole() {
    return ClusterInitializer.APP_ROLE;
  }

  /**
   * Return the password of {@link #appRole()}.
   *
   * @return a secret
   */
  public String appPassword() {
    return credentials.appPassword();
  }

  /**
   * Return the address of the database for JDBC.
   *
   * @return {@code jdbc:postgresql://127.0.0.1:<port>/platform}
   */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
  }

  long pid() {
    return server.pid();
  }

  /**
   * Stop the server: connections are ended, open transactions rolled back, and the data is left as
   * a clean shutdown leaves it. Returns when no process of it is left, within 40 s at worst.
   * Closing again does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.stop();
    release(lock);
    afterClose.run();
  }

  private static void release(DirectoryLock lock) {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("closing the lock of a data directory", failure);
    }
  }

  private static void deleteTemporary(Path folder) {
    try {
      DataDirectory.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("deleting the temporary database " + folder, failure);
    }
  }

  private static EmbeddedPostgresException unusable(Path dataDir, IOException failure) {
    return new EmbeddedPostgresException(
        Kind.DID_NOT_START,
        "PostgreSQL could not be started on %s: %s.%n".formatted(dataDir, failure)
            + "Check that this user may write there, or choose another data directory.",
        failure);
  }
}

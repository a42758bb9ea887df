package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a database is kept:
 *
 * <pre>
 * postgres/             the server's own files (PGDATA); there is one, whole, or none
 * postgres.credentials  passwords of the roles
 * postgres.log          output of the server
 * lock                  held, with our process number in it, for as long as we use the directory
 * </pre>
 */
record DataDirectory(Path root) {

  private static final String INIT_PREFIX = "postgres.init-";
  private static final Duration FORMER_SERVER_ENDS_WITHIN = Duration.ofSeconds(15);

  /** Make the folder if there is none, for its owner alone. One that exists keeps its rights. */
  static DataDirectory create(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      Path parent = absolute.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          absolute,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    // The name the server will be started with, so that a later run recognises it.
    return new DataDirectory(absolute.toRealPath());
  }

  Path cluster() {
    return root.resolve("postgres");
  }

  Path credentials() {
    return root.resolve("postgres.credentials");
  }

  ServerLog log() {
    return new ServerLog(root.resolve("postgres.log"));
  }

  boolean hasCluster() {
    return Files.exists(cluster());
  }

  /** Return a new folder beside the final one, on the same file system. */
  Path createInitFolder() throws IOException {
    return Files.createTempDirectory(root, INIT_PREFIX);
  }

  /**
   * Remove the database. It is renamed first: there must be a whole one or none, also when this is
   * interrupted.
   */
  void deleteCluster() throws IOException {
    deleteInitFolders();
    if (hasCluster()) {
      Files.move(cluster(), createInitFolder().resolve("deleted"));
      deleteInitFolders();
    }
  }

  /** Remove what interrupted initialisations have left. */
  void deleteInitFolders() throws IOException {
    try (var leftovers = Files.newDirectoryStream(root, INIT_PREFIX + "*")) {
      for (Path leftover : leftovers) {
        try {
          delete(leftover);
        } catch (IOException _) {
          // an initdb that is just ending still writes there; the next start removes the rest
        }
      }
    }
  }

  /**
   * Check that the database is one that a server of this version can open, without touching it.
   *
   * @param serverMajor major version of the server, such as {@code 17}
   */
  void requireOpenableBy(String serverMajor) throws IOException {
    Path versionFile = cluster().resolve("PG_VERSION");
    for (Path required : new Path[] {versionFile, cluster().resolve("global/pg_control")}) {
      if (!Files.isRegularFile(required)) {
        throw damaged("it has no %s.".formatted(root.relativize(required)));
      }
    }
    String major = Files.readString(versionFile).strip();
    if (!major.equals(serverMajor)) {
      throw new EmbeddedPostgresException(
          Kind.OTHER_MAJOR_VERSION,
          "The database in %s was made by PostgreSQL %s, this is PostgreSQL %s; it was not changed.%n"
                  .formatted(cluster(), major, serverMajor)
              + "Use the release that made it, or another data directory.");
    }
  }

  /** Return the passwords that belong to the database. */
  Credentials readCredentials() throws IOException {
    try {
      return Credentials.read(credentials());
    } catch (IOException unreadable) {
      throw damaged("its passwords cannot be read from %s.".formatted(credentials()));
    }
  }

  EmbeddedPostgresException damaged(String found) {
    return new EmbeddedPostgresException(
        Kind.DAMAGED,
        "The database in %s is damaged: %s%n".formatted(cluster(), found)
            + "It was not changed. Restore a backup, or start with another or a fresh data directory.");
  }

  /**
   * Wait until the server of a former run, which ends after its JVM, is gone. It is never taken
   * over: nobody knows what it was started with.
   */
  void awaitFormerServer() throws IOException, InterruptedException {
    Optional<PostmasterFile> former = PostmasterFile.read(cluster());
    if (former.isEmpty() || former.get().process().isEmpty()) {
      return; // the server itself deals with the file of one that crashed
    }
    PostmasterFile file = former.get();
    if (file.server().isEmpty()) {
      // A stranger has the number now, and the server would believe it to be its former self.
      Files.delete(PostmasterFile.file(cluster()));
      return;
    }
    if (!Waiting.until(() -> file.server().isEmpty(), FORMER_SERVER_ENDS_WITHIN)) {
      throw new EmbeddedPostgresException(
          Kind.DATA_DIRECTORY_IN_USE,
          "The server of a former run (pid %d) still uses %s after %d s.%n"
                  .formatted(file.pid(), cluster(), FORMER_SERVER_ENDS_WITHIN.toSeconds())
              + "Stop it with 'kill -INT %d' and try again.".formatted(file.pid()));
    }
  }

  /** Delete a folder and what is in it; links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

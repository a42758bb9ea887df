package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a new database: initdb, then the roles and the database {@code platform}. All of it happens
 * in a folder of its own that takes its final name last, in one step: whenever this is interrupted,
 * nothing is left that looks like a database.
 */
final class ClusterInitializer {

  static final String DATABASE = "platform";
  static final String OWNER = "edu_owner";
  static final String APP_ROLE = "edu_app";
  private static final String SUPERUSER = "postgres";
  private static final Path NO_INPUT = Path.of("/dev/null");

  private final ServerBinaries binaries;
  private final DataDirectory directory;
  private final HostPlatform platform;
  private final Launcher launcher;
  private final Options options;

  ClusterInitializer(
      ServerBinaries binaries,
      DataDirectory directory,
      HostPlatform platform,
      Launcher launcher,
      Options options) {
    this.binaries = binaries;
    this.directory = directory;
    this.platform = platform;
    this.launcher = launcher;
    this.options = options;
  }

  Credentials initialize() throws IOException, InterruptedException {
    requireFreeSpace();
    Credentials credentials = Credentials.random();
    Path folder = directory.createInitFolder();
    try {
      Path cluster = folder.resolve("postgres");
      initdb(cluster, folder.resolve("password"), credentials);
      makeRolesAndDatabase(cluster, folder.resolve("roles.sql"), credentials);
      // Passwords without a database do no harm; a database without passwords is lost.
      credentials.write(directory.credentials());
      Files.move(cluster, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      DataDirectory.delete(folder);
    }
    return credentials;
  }

  private void requireFreeSpace() throws IOException {
    long free = Files.getFileStore(directory.root()).getUsableSpace();
    if (free < options.minimumFreeBytes()) {
      throw new EmbeddedPostgresException(
          Kind.NO_DISK_SPACE,
          "A new database in %s needs %d MB of disk space, %d MB are free.%n"
                  .formatted(
                      directory.root(), megabytes(options.minimumFreeBytes()), megabytes(free))
              + "Make room, or choose a data directory on another disk.");
    }
  }

  private void initdb(Path cluster, Path passwordFile, Credentials credentials)
      throws IOException, InterruptedException {
    Credentials.writePrivately(passwordFile, credentials.superuserPassword());
    List<String> command = new ArrayList<>();
    command.add(binaries.initdb());
    command.addAll(List.of("--pgdata", cluster.toString(), "--username", SUPERUSER));
    command.addAll(List.of("--pwfile", passwordFile.toString(), "--auth=scram-sha-256"));
    command.add("--encoding=UTF8");
    command.addAll(platform.initdbLocale());
    if (!options.durable()) {
      command.add("--no-sync");
    }
    run("initdb", command, NO_INPUT);
  }

  private void makeRolesAndDatabase(Path cluster, Path script, Credentials credentials)
      throws IOException, InterruptedException {
    // One statement a line, as the single-user server reads them. The owner of the database owns
    // its schema "public" too, through pg_database_owner (PostgreSQL 15 and later).
    Credentials.writePrivately(
        script,
        """
        CREATE ROLE %1$s LOGIN PASSWORD '%3$s'
        CREATE ROLE %2$s LOGIN PASSWORD '%4$s'
        CREATE DATABASE %5$s OWNER %1$s
        """
            .formatted(
                OWNER, APP_ROLE, credentials.ownerPassword(), credentials.appPassword(), DATABASE));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(binaries.postgres(), "--single", "-D", cluster.toString()));
    for (String setting : options.settings()) {
      command.addAll(List.of("-c", setting));
    }
    command.addAll(List.of("-c", "exit_on_error=on", "postgres"));
    run("postgres --single", command, script);
  }

  private void run(String what, List<String> command, Path input)
      throws IOException, InterruptedException {
    ServerLog log = directory.log();
    long start = log.end();
    Process process = launcher.launch(command, input, log.file());
    int status;
    try {
      status = process.waitFor();
    } catch (InterruptedException interrupted) {
      process.getOutputStream().close();
      throw interrupted;
    }
    if (status != 0) {
      throw StartFailure.of(
          "'%s' for a new database in %s ended with status %d"
              .formatted(what, directory.root(), status),
          log.since(start));
    }
  }

  private static long megabytes(long bytes) {
    return bytes / (1024 * 1024);
  }
}

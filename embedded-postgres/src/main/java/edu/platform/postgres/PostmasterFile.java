package edu.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself in {@code postmaster.pid}: process number on the first line,
 * status on the eighth ({@code starting}, {@code ready}, {@code stopping}), as {@code pg_ctl} reads
 * it.
 */
record PostmasterFile(Path dataDirectory, long pid, String status) {

  private static final int STATUS_LINE = 8;

  /** Return what the file in a data directory says; nothing if there is none, or half of one. */
  static Optional<PostmasterFile> read(Path dataDirectory) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(dataDirectory));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      String status = lines.size() < STATUS_LINE ? "" : lines.get(STATUS_LINE - 1).strip();
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new PostmasterFile(dataDirectory, Long.parseLong(lines.getFirst().strip()), status));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static Path file(Path dataDirectory) {
    return dataDirectory.resolve("postmaster.pid");
  }

  boolean isReady() {
    return status.equals("ready");
  }

  /** Return the process of that number, whatever it is. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /**
   * Return the server that wrote the file, if it still runs. Numbers are given out again, above all
   * after a reboot, so the process must be a PostgreSQL started on this directory.
   */
  Optional<ProcessHandle> server() {
    return process().filter(this::isServerOfDirectory);
  }

  private boolean isServerOfDirectory(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    // The program of another user's process is hidden, and no server of ours; one of this user
    // without a known program may be.
    boolean isPostgres =
        info.command()
            .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
            .orElseGet(() -> info.user().equals(ProcessHandle.current().info().user()));
    // Long argument lists are not shown: then it may be ours.
    boolean isOnDirectory =
        info.arguments()
            .map(arguments -> Arrays.asList(arguments).contains(dataDirectory.toString()))
            .orElse(true);
    return isPostgres && isOnDirectory;
  }
}

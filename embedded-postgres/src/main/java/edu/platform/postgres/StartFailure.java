package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;

/** Finds out from what PostgreSQL wrote why it ended. */
final class StartFailure {

  private StartFailure() {}

  static boolean isPortTaken(String output) {
    return output.contains("Address already in use");
  }

  /** Return whether the cause lies in the machine, not in the data. */
  static boolean isEnvironment(String output) {
    return isDiskFull(output)
        || isInUse(output)
        || output.startsWith(Launcher.UNSHARE_REFUSED)
        || isPortTaken(output)
        || output.contains("could not create shared memory segment")
        || output.contains("could not create semaphores")
        || output.contains("Cannot allocate memory")
        || output.contains("Permission denied");
  }

  /**
   * Return the exception for a program that ended, or was not ready in time.
   *
   * @param what what was tried and how it ended, without a full stop
   * @param output what it wrote
   */
  static EmbeddedPostgresException of(String what, String output) {
    if (isDiskFull(output)) {
      return new EmbeddedPostgresException(
          Kind.NO_DISK_SPACE,
          "%s: no space is left on the disk.%n".formatted(what)
              + "Make room, or choose a data directory on another disk.");
    }
    if (isInUse(output)) {
      return new EmbeddedPostgresException(
          Kind.DATA_DIRECTORY_IN_USE,
          "%s: another server still uses the directory.%n%s"
              .formatted(what, ServerLog.lastLines(output)));
    }
    if (output.startsWith(Launcher.UNSHARE_REFUSED)) {
      return new EmbeddedPostgresException(
          Kind.DID_NOT_START,
          "PostgreSQL refuses to run as root, and a user namespace for it is not permitted here (%s).%n"
                  .formatted(output.strip())
              + "Run this as an ordinary user.");
    }
    return new EmbeddedPostgresException(
        Kind.DID_NOT_START, "%s. It wrote:%n%s".formatted(what, ServerLog.lastLines(output)));
  }

  /** Processes of a crashed server may live on for a moment and share its memory. */
  private static boolean isInUse(String output) {
    return output.contains("pre-existing shared memory block")
        || output.contains("lock file \"postmaster.pid\" already exists");
  }

  private static boolean isDiskFull(String output) {
    return output.contains("No space left on device") || output.contains("Disk quota exceeded");
  }
}

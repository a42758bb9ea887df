package edu.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts commands of the server so that they end when this JVM does, however it ends: a shell
 * between the two reads a pipe that only the JVM holds open, and interrupts the command when the
 * pipe closes. PostgreSQL takes SIGINT as a fast, clean shutdown.
 */
final class Launcher {

  /** What a failing {@code unshare} writes before it ends. */
  static final String UNSHARE_REFUSED = "unshare: ";

  /**
   * Arguments: file for standard input, log, command. The signal is repeated: a shell starts
   * background commands with SIGINT ignored, so one that comes before the command has set its
   * handlers is lost.
   */
  private static final String WATCH_PIPE =
      """
      input=$1 log=$2
      shift 2
      exec 3<&0
      "$@" <"$input" >>"$log" 2>&1 3<&- &
      command=$!
      (
        while read -r line; do :; done <&3
        while kill -INT "$command"; do sleep 1; done
      ) >/dev/null 2>&1 &
      watcher=$!
      wait "$command"
      status=$?
      kill "$watcher"
      exit "$status"
      """;

  private final List<String> prefix;

  private Launcher(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * Return the launcher for this user on a platform.
   *
   * @throws EmbeddedPostgresException {@code DID_NOT_START} on macOS as root
   */
  static Launcher on(HostPlatform platform) {
    List<String> prefix = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      if (platform.isMac()) {
        throw new EmbeddedPostgresException(
            Kind.DID_NOT_START, "PostgreSQL refuses to run as root. Run this as an ordinary user.");
      }
      // In a user namespace of its own the server is nobody, and still owns root's files.
      prefix.addAll(List.of("unshare", "-U"));
    }
    // A session of its own: Ctrl-C on the terminal must not stop the database before its users.
    prefix.addAll(
        platform.isMac()
            ? List.of("perl", "-MPOSIX", "-e", "setsid; exec @ARGV")
            : List.of("setsid"));
    return new Launcher(List.copyOf(prefix));
  }

  /**
   * Start a command. Closing the output stream of the result, or the end of this JVM, interrupts
   * it.
   *
   * @param command program and arguments
   * @param input file that the command reads as standard input
   * @param log file that its output is appended to
   * @return the shell, which ends with the command and with its status
   * @throws IOException if the shell or what comes before it cannot be started
   */
  Process launch(List<String> command, Path input, Path log) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of("sh", "-c", WATCH_PIPE, "sh", input.toString(), log.toString()));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    // The user's settings for other servers (PGDATA, PGPORT ...) are not for this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // What fails before the shell runs, such as unshare, says so here.
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }
}

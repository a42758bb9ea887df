package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.UnavailableException;

/**
 * Signals for processes in a container, by their command lines. The images have no {@code pkill},
 * and only a process's own user may signal it: nobody in there has more rights.
 */
final class Processes {

  /** Patroni itself, not its PostgreSQL. */
  static final String PATRONI = "patroni";

  /** The postmaster and all of its processes. */
  static final String POSTGRES = "postgres";

  /** The postmaster alone. */
  static final String POSTMASTER = "postmaster";

  /** What sends WAL to the standbys. */
  static final String WAL_SENDERS = "walsenders";

  /** The cache. */
  static final String REDIS = "redis";

  private Processes() {}

  /**
   * Send a signal.
   *
   * @param signal such as {@code STOP}
   * @param processes one of the constants
   * @throws UnavailableException if there is no such process
   */
  static void signal(Docker docker, String container, String signal, String processes)
      throws InterruptedException {
    // Processes that are thawed may be gone by now: what a drill froze, Patroni may have killed.
    String script = script(signal, processes) + (signal.equals("CONT") ? "exit 0\n" : "");
    var _ = docker.run("exec", container, "sh", "-c", script);
  }

  static String script(String signal, String processes) {
    return """
    found=0
    for entry in /proc/[0-9]*; do
      line=$(tr '\\0' ' ' <"$entry/cmdline" 2>/dev/null) || continue
      case $line in
        %s) kill -%s "${entry#/proc/}" 2>/dev/null && found=1 ;;
      esac
    done
    [ "$found" = 1 ]
    """
        .formatted(pattern(processes), signal);
  }

  private static String pattern(String processes) {
    return switch (processes) {
      case PATRONI -> "*/python3\\ */patroni\\ *";
      case POSTMASTER -> "*/bin/postgres\\ -D*";
      case POSTGRES -> "*/bin/postgres\\ -D*|postgres:*";
      case WAL_SENDERS -> "postgres:*walsender*";
      case REDIS -> "redis-server*";
      default -> throw new IllegalArgumentException("unknown processes: " + processes);
    };
  }
}

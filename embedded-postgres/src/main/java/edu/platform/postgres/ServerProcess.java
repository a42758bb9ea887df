package edu.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's processes, from start to the last one's end. */
final class ServerProcess {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
  private static final Duration KILLED_WITHIN = Duration.ofSeconds(5);
  private static final int PORTS_TRIED = 5;
  private static final Path NO_INPUT = Path.of("/dev/null");

  private final Process shell;
  private final ProcessHandle server;
  private final int port;

  private ServerProcess(Process shell, ProcessHandle server, int port) {
    this.shell = shell;
    this.server = server;
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Return the process number of the server's first process. */
  long pid() {
    return server.pid();
  }

  /**
   * Start the server on a free port and wait until it takes connections.
   *
   * @param isNew whether the database was made just now, so that it cannot be damaged
   */
  static ServerProcess start(
      ServerBinaries binaries,
      DataDirectory directory,
      Launcher launcher,
      Options options,
      boolean isNew)
      throws IOException, InterruptedException {
    ServerLog log = directory.log();
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      long logStart = log.end();
      Process shell =
          launcher.launch(command(binaries, directory, options, port), NO_INPUT, log.file());
      Optional<ProcessHandle> server = Optional.empty();
      boolean ended = false;
      try {
        server = awaitReady(shell, directory);
        ended = !shell.isAlive();
      } finally {
        if (server.isEmpty()) {
          stop(shell, Optional.empty());
        }
      }
      if (server.isPresent()) {
        return new ServerProcess(shell, server.get(), port);
      }
      String output = log.since(logStart);
      if (StartFailure.isPortTaken(output) && attempt < PORTS_TRIED) {
        continue;
      }
      if (ended && !isNew && !StartFailure.isEnvironment(output)) {
        throw directory.damaged(
            "the server refuses it, saying%n%s%n".formatted(ServerLog.lastLines(output)));
      }
      throw StartFailure.of(
          ended
              ? "PostgreSQL on %s ended with status %d"
                  .formatted(directory.cluster(), shell.exitValue())
              : "PostgreSQL on %s was not ready within %d s"
                  .formatted(directory.cluster(), READY_WITHIN.toSeconds()),
          output);
    }
  }

  private static List<String> command(
      ServerBinaries binaries, DataDirectory directory, Options options, int port) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(binaries.postgres(), "-D", directory.cluster().toString()));
    command.addAll(List.of("-c", "port=" + port));
    for (String setting : options.settings()) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** Return the server once it is ready; nothing if it ended, or the time was over. */
  private static Optional<ProcessHandle> awaitReady(Process shell, DataDirectory directory)
      throws InterruptedException {
    Waiting.until(() -> !shell.isAlive() || ready(shell, directory).isPresent(), READY_WITHIN);
    return ready(shell, directory);
  }

  /** The parent tells our server from one whose file was left behind by a crash. */
  private static Optional<ProcessHandle> ready(Process shell, DataDirectory directory) {
    try {
      return PostmasterFile.read(directory.cluster())
          .filter(PostmasterFile::isReady)
          .flatMap(PostmasterFile::process)
          .filter(server -> server.parent().filter(shell.toHandle()::equals).isPresent());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Stop the server: fast and clean, or hard when it does not end in time. */
  void stop() {
    stop(shell, Optional.of(server));
  }

  private static void stop(Process shell, Optional<ProcessHandle> server) {
    try {
      shell.getOutputStream().close();
    } catch (IOException _) {
      // the pipe broke because the shell has ended, and the server with it
    }
    if (isGone(shell, server, STOPPED_WITHIN)) {
      return;
    }
    // The whole tree, the server last: SIGKILL loses nothing that was committed, the next start
    // recovers it from the write-ahead log.
    List<ProcessHandle> processes = new ArrayList<>(shell.descendants().toList());
    server.ifPresent(
        handle -> {
          processes.addAll(handle.descendants().toList());
          processes.add(handle);
        });
    processes.forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    isGone(shell, server, KILLED_WITHIN);
  }

  private static boolean isGone(Process shell, Optional<ProcessHandle> server, Duration within) {
    return Waiting.untilUninterruptibly(
        () -> !shell.isAlive() && !server.map(ProcessHandle::isAlive).orElse(false), within);
  }

  /** Return a port that nobody listens on at this moment; another may take it before we do. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}

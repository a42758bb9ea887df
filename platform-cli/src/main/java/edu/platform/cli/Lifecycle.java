package edu.platform.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a long-running command has open, closed in reverse when the process is told to end: then it
 * ends with 0. A second signal ends it at once.
 *
 * <p>Signals are handled here and not by a shutdown hook: hooks run all at the same time, do not
 * hear a second signal, and leave the exit code at 130 or 143.
 */
final class Lifecycle {

  /** Names and numbers, the same on Linux and macOS. */
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private final PrintWriter err;
  private final Deque<AutoCloseable> open = new ArrayDeque<>(); // guarded by this
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Never counted down: a signal ends the process instead. */
  private final CountDownLatch end = new CountDownLatch(1);

  private Lifecycle(PrintWriter err) {
    this.err = err;
  }

  /** Opens what then stays open until a signal. */
  @FunctionalInterface
  interface Start {
    /**
     * Open things, giving each to {@link Lifecycle#keep}.
     *
     * @throws Exception if one cannot be had; those kept are closed
     */
    void open(Lifecycle lifecycle) throws Exception;
  }

  /**
   * Start, and go on until a signal ends the process with 0.
   *
   * @param err where the stop is told
   * @param start opens what is to run
   * @throws InterruptedException if the thread is interrupted, which closes everything too
   * @throws Exception what the start threw
   */
  static void run(PrintWriter err, Start start) throws Exception {
    Lifecycle lifecycle = new Lifecycle(err);
    List<Runnable> before = lifecycle.listen();
    try {
      start.open(lifecycle);
      lifecycle.end.await();
    } catch (Exception failure) {
      if (lifecycle.stopping.get()) {
        lifecycle.end.await(); // it failed because it is being stopped
      }
      throw failure;
    } finally {
      lifecycle.closeAll();
      before.forEach(Runnable::run);
    }
  }

  /**
   * Keep something until the end.
   *
   * @param resource to be closed before those that were kept earlier
   * @return the resource
   */
  synchronized <T extends AutoCloseable> T keep(T resource) {
    open.push(resource);
    return resource;
  }

  private List<Runnable> listen() {
    return SIGNALS.entrySet().stream()
        .map(signal -> Signals.on(signal.getKey(), () -> stop(signal.getValue())))
        .toList();
  }

  private void stop(int signal) {
    if (stopping.getAndSet(true)) {
      Runtime.getRuntime().halt(128 + signal);
    }
    say("Stopping. Once more ends at once.");
    int exitCode = ExitCode.DONE;
    try {
      closeAll();
    } catch (Exception failure) {
      say("Not all was stopped cleanly: " + failure);
      exitCode = ExitCode.INTERNAL;
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private synchronized void closeAll() throws Exception {
    Exception first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void say(String message) {
    err.println(message);
    err.flush();
  }
}

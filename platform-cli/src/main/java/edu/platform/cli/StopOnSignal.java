package edu.platform.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops what runs when a signal such as Ctrl-C ends the JVM, and lets it print what it has: the JVM
 * waits for {@link #close()}, and ends with the signal's exit code.
 */
final class StopOnSignal implements AutoCloseable {
  private static final int LONGEST_SECONDS = 10;

  private final CountDownLatch printed = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Begin to listen.
   *
   * @param stop makes the main thread finish soon, at most in 10 s
   */
  StopOnSignal(Runnable stop) {
    hook =
        Thread.ofPlatform()
            .name("stop-on-signal")
            .unstarted(
                () -> {
                  stop.run();
                  await();
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      var _ = printed.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    printed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It is what ends us.
    }
  }
}

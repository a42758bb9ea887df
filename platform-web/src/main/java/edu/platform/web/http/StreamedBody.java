package edu.platform.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where a body is written that is too large to be held. Nothing is sent before the buffer is full,
 * so that what fails at once can still be answered properly. A client that takes nothing for a
 * while is given up: it would hold a connection to the database.
 */
final class StreamedBody extends OutputStream {

  private static final int BUFFER_BYTES = 65_536;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Supplier<OutputStream> open;
  private final Duration patience;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Thread writer = Thread.currentThread();
  private int filled;
  private long sent;
  private OutputStream out;
  private Thread watcher;
  private boolean clientIsGone;

  /** When the write under way began; 0 if none is. */
  private volatile long writingSince;

  /**
   * @param open sends the head of the answer and gives where its body goes
   */
  StreamedBody(Supplier<OutputStream> open) {
    this(open, PATIENCE);
  }

  StreamedBody(Supplier<OutputStream> open, Duration patience) {
    this.open = open;
    this.patience = patience;
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == buffer.length) {
      send();
    }
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == buffer.length) {
        send();
      }
      int part = Math.min(left, buffer.length - filled);
      System.arraycopy(bytes, from, buffer, filled, part);
      filled += part;
      from += part;
      left -= part;
    }
  }

  /** Sends what is left and ends the body. */
  void end() throws IOException {
    send();
    guarded(() -> out.close());
    stopWatching();
  }

  /** Whether the client has seen something of the answer. */
  boolean isBegun() {
    return out != null;
  }

  boolean clientIsGone() {
    return clientIsGone;
  }

  long sent() {
    return sent;
  }

  /** Gives the rest up, without an end. */
  void abandon() {
    stopWatching();
  }

  private void send() throws IOException {
    if (out == null) {
      out = open.get();
      watcher = Thread.ofVirtual().name("stalled-client").start(this::watch);
    }
    guarded(() -> out.write(buffer, 0, filled));
    sent += filled;
    filled = 0;
  }

  private void guarded(Write write) throws IOException {
    writingSince = System.nanoTime();
    try {
      write.run();
    } catch (IOException | RuntimeException failure) {
      clientIsGone = true;
      throw failure;
    } finally {
      writingSince = 0;
    }
  }

  /** A write that is stuck ends when its thread is interrupted: that closes the socket. */
  private void watch() {
    try {
      while (true) {
        Thread.sleep(GLANCE.compareTo(patience) < 0 ? GLANCE : patience);
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > patience.toNanos()) {
          writer.interrupt();
          return;
        }
      }
    } catch (InterruptedException _) {
      // The body has ended.
    }
  }

  private void stopWatching() {
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }
}

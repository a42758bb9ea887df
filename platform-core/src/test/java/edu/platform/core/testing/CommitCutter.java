package edu.platform.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A port that leads to PostgreSQL and can cut a connection in its commit, or make the server say
 * that no standby has confirmed it. A driver sends the text of the commit once a connection, so
 * only the first commit of each connection can be dealt with so.
 */
public final class CommitCutter implements AutoCloseable {

  private static final byte[] COMMIT = "COMMIT".getBytes(StandardCharsets.US_ASCII);

  private final int target;
  private final ServerSocket listener;
  private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);
  private final AtomicInteger cuts = new AtomicInteger();

  /**
   * Listen.
   *
   * @param target port of the server
   */
  public CommitCutter(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Cut the next commit, once.
   *
   * @param when before the server gets it, or after it has done it
   */
  public void cutNext(Cut when) {
    next.set(when);
  }

  /** How many commits were cut. */
  public int cuts() {
    return cuts.get();
  }

  @Override
  public void close() {
    end(listener);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.startVirtualThread(() -> copyToServer(client, server));
        Thread.startVirtualThread(() -> copyToClient(client, server));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void copyToServer(Socket client, Socket server) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int length; (length = in.read(buffer)) > 0; ) {
        Cut cut = holdsCommit(buffer, length) ? next.getAndSet(Cut.NONE) : Cut.NONE;
        if (cut != Cut.NONE) {
          cuts.incrementAndGet();
        }
        if (cut == Cut.UNCONFIRMED) {
          // The server has answered all that came before: this stands between two messages.
          client.getOutputStream().write(unconfirmed());
        }
        if (cut == Cut.BEFORE || cut == Cut.AFTER) {
          end(client);
        }
        if (cut == Cut.BEFORE) {
          break;
        }
        out.write(buffer, 0, length);
        if (cut == Cut.AFTER) {
          // The server's answer finds nobody, and ends the other thread.
          return;
        }
      }
    } catch (IOException _) {
      // One side has ended: so does the other.
    }
    end(client);
    end(server);
  }

  private static void copyToClient(Socket client, Socket server) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException _) {
      // One side has ended: so does the other.
    }
    end(client);
    end(server);
  }

  /** A NoticeResponse (PostgreSQL, section 53.7). */
  private static byte[] unconfirmed() {
    byte[] fields =
        "SWARNING\0VWARNING\0C01000\0Mcanceling wait for synchronous replication due to user request\0\0"
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + Integer.BYTES + fields.length)
        .put((byte) 'N')
        .putInt(Integer.BYTES + fields.length)
        .put(fields)
        .array();
  }

  private static boolean holdsCommit(byte[] buffer, int length) {
    for (int i = 0; i + COMMIT.length <= length; i++) {
      if (Arrays.equals(buffer, i, i + COMMIT.length, COMMIT, 0, COMMIT.length)) {
        return true;
      }
    }
    return false;
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Where in a commit a connection is cut. */
  public enum Cut {
    /** Not at all. */
    NONE,
    /** The server never hears of the commit. */
    BEFORE,
    /** The server does it, and the client never hears of that. */
    AFTER,
    /** The server does it, and says that it gave up waiting for a standby. */
    UNCONFIRMED
  }
}

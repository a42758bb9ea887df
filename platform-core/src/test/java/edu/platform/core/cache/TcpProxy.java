package edu.platform.core.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network between one client and Redis that can be cut, made slow, or lose the topic alone. */
final class TcpProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean topicMuted;
  private volatile Duration delay = Duration.ZERO;

  TcpProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Closes what is connected, and every new connection at once. */
  void cut() {
    cut = true;
    sockets.forEach(TcpProxy::close);
  }

  /** Loses what Redis sends to subscribers; commands go on. */
  void muteTopic() {
    topicMuted = true;
  }

  /** Delays what Redis answers. */
  void delay(Duration each) {
    delay = each;
  }

  void heal() {
    delay = Duration.ZERO;
    topicMuted = false;
    cut = false;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (cut) {
          close(client);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Connection connection = new Connection();
        Thread.startVirtualThread(() -> connection.requests(client, server));
        Thread.startVirtualThread(() -> connection.answers(server, client));
        if (cut) {
          cut(); // Between the look and the adding.
        }
      } catch (IOException _) {
        // Redis is down, or this is closing: the client sees its connection end.
      }
    }
  }

  /** One connection; its first SUBSCRIBE makes it the topic's. */
  private final class Connection {
    private volatile boolean topic;

    void requests(Socket from, Socket to) {
      pump(
          from,
          to,
          chunk -> {
            topic |= chunk.contains("SUBSCRIBE");
            return true;
          });
    }

    void answers(Socket from, Socket to) {
      pump(
          from,
          to,
          _ -> {
            LockSupport.parkNanos(delay.toNanos());
            return !(topic && topicMuted);
          });
    }
  }

  private interface Gate {
    boolean passes(String chunk);
  }

  private void pump(Socket from, Socket to, Gate gate) {
    byte[] buffer = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (gate.passes(new String(buffer, 0, count, ISO_8859_1))) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException _) {
      // One side ended; closing the other is all there is to do.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed then.
    }
  }

  @Override
  public void close() {
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server of raw bytes: what it answers, and how it breaks, is up to the test. */
public final class TestServer implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();
  private final Responder responder;

  /** What the server does with a request. */
  public interface Responder {
    void respond(Exchange exchange) throws IOException, InterruptedException;
  }

  /**
   * A request.
   *
   * @param number of the request, from 0
   * @param head request line and headers
   */
  public record Exchange(long number, String head, String body, Socket socket) {
    public void send(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }

    public void ok(String body) throws IOException {
      send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    public void close() throws IOException {
      socket.close();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  public TestServer(Responder responder) throws IOException {
    this.responder = responder;
    listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    var _ = threads.submit(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  Target target() {
    return Target.parse(url(), false);
  }

  public long requests() {
    return requests.get();
  }

  int connections() {
    return connections.get();
  }

  private Void accept() throws IOException {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        connections.incrementAndGet();
        var _ = threads.submit(() -> serve(socket));
      } catch (SocketException closed) {
        return null;
      }
    }
    return null;
  }

  private Void serve(Socket socket) throws IOException, InterruptedException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return null;
        }
        String body = new String(in.readNBytes(contentLength(head)), ISO_8859_1);
        responder.respond(new Exchange(requests.getAndIncrement(), head, body, socket));
      }
    }
    return null;
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int contentLength(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .map(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}

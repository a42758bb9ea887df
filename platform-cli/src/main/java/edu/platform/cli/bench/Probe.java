package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Asks the target single questions before a run, each on a connection of its own. */
public final class Probe {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

  private final Target target;

  /**
   * Make a probe.
   *
   * @param target whom to ask
   */
  public Probe(Target target) {
    this.target = target;
  }

  /** What the target answered. */
  public static final class Reply {
    private final int status;
    private final byte[] body;

    private Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    /** Return the status code. */
    public int status() {
      return status;
    }

    /** Return the body. */
    public byte[] body() {
      return body.clone();
    }
  }

  /**
   * Send a GET request.
   *
   * @param path path and query
   * @throws UnavailableException if no complete answer comes within 5 s
   */
  public Reply get(String path) {
    return exchange(path, "");
  }

  /** Send a GET request; return nothing if no complete answer comes within 5 s. */
  Optional<Reply> tryGet(String path) {
    try {
      return Optional.of(get(path));
    } catch (UnavailableException _) {
      return Optional.empty();
    }
  }

  /** Send a GET request with a JSON body, as the old routes want it. */
  Reply get(String path, String json) {
    byte[] body = json.getBytes(UTF_8);
    return exchange(
        path,
        "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n" + json);
  }

  private Reply exchange(String path, String rest) {
    String tail = "Connection: close\r\n" + (rest.isEmpty() ? "\r\n" : rest);
    Request request =
        new Request().begin(0).append(target.head("GET", path)).append(tail.getBytes(UTF_8));
    try (Socket socket = new Socket()) {
      socket.connect(target.address(), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return exchange(request, socket.getInputStream(), socket.getOutputStream());
    } catch (IOException failure) {
      throw unavailable("no answer from " + target.url() + path(path) + ": " + reason(failure));
    }
  }

  private Reply exchange(Request request, InputStream in, OutputStream out) throws IOException {
    Wire wire = Wire.to(target);
    wire.opened();
    send(wire.begin(request), out);
    byte[] buffer = new byte[16 * 1024];
    while (!wire.isComplete()) {
      int length = in.read(buffer);
      if (length < 0 && !wire.endOfInput()) {
        throw new IOException("the connection ended before the answer");
      }
      if (length > 0) {
        wire.parse(buffer, 0, length);
        send(wire.replies(), out);
      }
      if (wire.isFailed()) {
        throw new IOException((target.http2() ? "" : "not an HTTP/1.1 answer: ") + wire.failure());
      }
    }
    int from = wire.bodyOffset();
    return new Reply(
        wire.status(), Arrays.copyOfRange(wire.body(), from, from + wire.bodyLength()));
  }

  private static void send(ByteBuffer bytes, OutputStream out) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.write(copy);
  }

  /** Make a failure that says how to start the platform. */
  public UnavailableException unavailable(String message) {
    return new UnavailableException(
        message, "Start the platform with 'edu-cli up', or name another address with --target.");
  }

  private String path(String path) {
    return path.equals(target.path()) ? "" : path;
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}

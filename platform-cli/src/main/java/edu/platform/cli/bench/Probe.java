package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

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
  static final class Reply {
    private final int status;
    private final byte[] body;

    private Reply(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body.clone();
    }
  }

  /**
   * Send a GET request.
   *
   * @param path path and query
   * @throws UnavailableException if no complete answer comes within 5 s
   */
  Reply get(String path) {
    return exchange(path, "");
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
    try (Socket socket = new Socket()) {
      socket.connect(target.address(), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] head = target.head("GET", path);
      byte[] request = Arrays.copyOf(head, head.length + tail.length());
      System.arraycopy(tail.getBytes(US_ASCII), 0, request, head.length, tail.length());
      socket.getOutputStream().write(request);
      return read(socket.getInputStream());
    } catch (IOException failure) {
      throw unavailable("no answer from " + target.url() + path(path) + ": " + reason(failure));
    }
  }

  private static Reply read(InputStream in) throws IOException {
    HttpResponseParser parser = new HttpResponseParser();
    parser.begin(false, true);
    byte[] buffer = new byte[16 * 1024];
    while (!parser.isComplete()) {
      int length = in.read(buffer);
      if (length < 0 && !parser.endOfInput()) {
        throw new IOException("the connection ended before the answer");
      }
      parser.parse(buffer, 0, Math.max(length, 0));
      if (parser.isFailed()) {
        throw new IOException("not an HTTP/1.1 answer: " + parser.failure());
      }
    }
    int from = parser.bodyOffset();
    return new Reply(
        parser.status(), Arrays.copyOfRange(parser.body(), from, from + parser.bodyLength()));
  }

  UnavailableException unavailable(String message) {
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

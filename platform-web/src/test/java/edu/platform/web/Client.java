package edu.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Asks the API of a test, as well-behaved clients do and as others do. */
final class Client {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private final String credentials;

  Client(int port) {
    this(port, "");
  }

  private Client(int port, String credentials) {
    this.port = port;
    this.credentials = credentials;
  }

  /** The same API, asked with an access token. */
  Client as(String accessToken) {
    return withCredentials("Bearer " + accessToken);
  }

  /** The same API, asked with whatever credentials. */
  Client withCredentials(String sent) {
    return new Client(port, sent);
  }

  /** The same API, asked with another client's access token, if it has one. */
  Client as(Client other) {
    return withCredentials(other.credentials);
  }

  /** A request with a JSON body; headers as name, value, name, value. */
  HttpResponse<String> send(String method, String path, String json, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return request(method, path, json.getBytes(StandardCharsets.UTF_8), all);
  }

  /** GET of a path with its query, percent-encoded; headers as name, value, name, value. */
  HttpResponse<String> get(String pathAndQuery, String... headers) {
    return request("GET", pathAndQuery, new byte[0], headers);
  }

  HttpResponse<String> getWithBody(String path, String body) {
    return request("GET", path, body.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> request(String method, String pathAndQuery, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
            .timeout(PATIENCE)
            // Whoever is refused while sending may lose the answer, and this client tries again.
            .expectContinue(body.length > 1 << 20)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!credentials.isEmpty()) {
      request.header("Authorization", credentials);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + pathAndQuery, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * Send bytes and reset the connection at once, without looking at what comes back.
   *
   * @param request as ISO 8859-1
   */
  void abort(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      // Let the server begin.
      socket.getInputStream().read();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Send bytes that no client library would, and return all that comes back until the server closes
   * the connection.
   *
   * @param request as ISO 8859-1; should ask for {@code Connection: close}
   */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

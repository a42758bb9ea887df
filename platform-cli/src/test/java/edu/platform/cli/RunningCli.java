package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A long-running command in a thread of this JVM, which interrupting ends. */
final class RunningCli implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicInteger exitCode = new AtomicInteger(-1);
  private final Thread thread;

  private RunningCli(Map<String, String> environment, String... args) {
    thread =
        Thread.ofPlatform()
            .start(
                () ->
                    exitCode.set(
                        EduCli.run(new PrintWriter(out), new PrintWriter(err), environment, args)));
  }

  static RunningCli start(Map<String, String> environment, String... args) {
    return new RunningCli(environment, args);
  }

  /** Waits until standard output or standard error has a text. */
  RunningCli awaitText(String text) {
    await().atMost(LIMIT).until(() -> (out + "\n" + err).contains(text) || !thread.isAlive());
    assertThat(out + "\n" + err).contains(text);
    return this;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Interrupts the command and returns its exit code. */
  int stop() throws InterruptedException {
    thread.interrupt();
    thread.join(LIMIT);
    assertThat(thread.isAlive()).as("still running").isFalse();
    return exitCode.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** An answer of the API. */
  record Reply(int statusCode, String body) {}

  static Reply get(String url) throws IOException {
    return reply(open(url));
  }

  /** An answer to a JSON body. */
  static Reply post(String url, String json) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    return reply(connection);
  }

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setReadTimeout(20_000);
    return connection;
  }

  private static Reply reply(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(status, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

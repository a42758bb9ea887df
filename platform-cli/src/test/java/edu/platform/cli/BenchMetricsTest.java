package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.TestServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The figures that Prometheus reads while a run goes on. */
@Timeout(60)
class BenchMetricsTest {

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The server under load is the one that looks: then a run surely goes on. */
  @Test
  void aRunThatGoesOnShowsItsFigures() throws Exception {
    int port = freePort();
    AtomicReference<String> seen = new AtomicReference<>("");
    TestServer.Responder responder =
        exchange -> {
          if (!seen.get().contains("result=\"ok\"} ")
              || seen.get().contains("\"get\",result=\"ok\"} 0")) {
            seen.set(read(port));
          }
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(responder)) {
      CliRun run =
          CliRun.of(
              Map.of(),
              "bench",
              "--target",
              server.url(),
              "--scenario",
              "url",
              "--connections",
              "1",
              "--think",
              "10ms",
              "--warmup",
              "0s",
              "--duration",
              "4s",
              "--metrics-port",
              Integer.toString(port));

      assertThat(run.exitCode()).as(run.err()).isEqualTo(0);
      assertThat(run.err()).contains("Figures for Prometheus: http://127.0.0.1:" + port);
      assertThat(seen.get())
          .containsPattern(
              "bench_requests_total\\{scenario=\"url\",operation=\"get\",result=\"ok\"} [1-9]");
    }
  }

  private static String read(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
    try {
      return connection.getResponseCode() == 200
          ? new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          : "";
    } catch (IOException notYet) {
      return "";
    }
  }

  @Test
  void aPortThatIsTakenIsNamedBeforeAnyLoad() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        TestServer server = new TestServer(new FakePlatform())) {
      CliRun run =
          CliRun.of(
              Map.of(),
              "bench",
              "--target",
              server.url(),
              "--metrics-port",
              Integer.toString(taken.getLocalPort()));

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .contains("cannot listen on port " + taken.getLocalPort())
          .contains("choose another port by --metrics-port");
      assertThat(server.requests()).isLessThan(10); // it was asked whether it is ready
    }
  }
}

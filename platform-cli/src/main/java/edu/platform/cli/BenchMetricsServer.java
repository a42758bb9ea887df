package edu.platform.cli;

import edu.platform.cli.bench.LiveMetrics;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;

/** Answers {@code GET /metrics} with the figures of a run that goes on. */
final class BenchMetricsServer implements AutoCloseable {
  private static final Header TEXT =
      HeaderValues.createCached(
          HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  private final WebServer server;

  /**
   * Start it, on all addresses of this machine.
   *
   * @param port 1 to 65535, or 0 for one that is free
   */
  BenchMetricsServer(int port, LiveMetrics metrics) {
    PortCheck.requireFree("0.0.0.0", port, "--metrics-port");
    server =
        WebServer.builder()
            .host("0.0.0.0")
            .port(port)
            .shutdownHook(false)
            .routing(
                routing ->
                    routing.get(
                        "/metrics", (_, response) -> response.header(TEXT).send(metrics.text())))
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}

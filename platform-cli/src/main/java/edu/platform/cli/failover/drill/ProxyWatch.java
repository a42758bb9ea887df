package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.ClusterProbe;
import edu.platform.cli.failover.Http;
import edu.platform.cli.failover.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes when HAProxy changes its mind about where writes go. */
final class ProxyWatch {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final double LOOKS = 4;

  private final URI statistics;
  private final Recorder recorder;
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();
  private final HttpClient http;

  private ProxyWatch(URI statistics, Recorder recorder) {
    this.statistics = statistics;
    this.recorder = recorder;
    this.http = Http.client(LIMIT, List.of(statistics));
  }

  static Lane start(URI statistics, Recorder recorder) {
    ProxyWatch watch = new ProxyWatch(statistics, recorder);
    return new Lane("haproxy", LOOKS, 1, watch::look);
  }

  private void look() {
    try {
      String csv =
          http.send(
                  HttpRequest.newBuilder(statistics.resolve("/;csv")).timeout(LIMIT).build(),
                  BodyHandlers.ofString())
              .body();
      for (Surroundings.Server server : ClusterProbe.servers(csv)) {
        Boolean before =
            server.backend().equals("leader") ? up.put(server.name(), server.up()) : null;
        if (before != null && before != server.up()) {
          recorder.event(
              "HAProxy",
              (server.up() ? "sends writes to " : "sends no more writes to ") + server.name());
        }
      }
    } catch (IOException _) {
      // Restarting: the next look tells.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

package edu.platform.cli.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.bench.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Members of a cluster that answer what real ones have answered: 3.0 was recorded of two members of
 * Patroni 3.0.2 after a switchover, 4.0 of three of 4.0.7.
 */
public final class RecordedPatroni implements AutoCloseable {

  private final List<TestServer> servers = new ArrayList<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  private final Queue<String> changes = new ConcurrentLinkedQueue<>();

  private RecordedPatroni() {}

  /** Starts the members. */
  public static RecordedPatroni of(String version, int members) throws IOException {
    RecordedPatroni cluster = new RecordedPatroni();
    for (int i = 1; i <= members; i++) {
      for (String path : List.of("patroni", "cluster", "config", "history")) {
        cluster.answers.put(
            i + "/" + path, recorded("patroni-" + version + "/member" + i + "-" + path + ".json"));
      }
      int member = i;
      cluster.servers.add(
          new TestServer(
              exchange -> {
                if (!exchange.head().startsWith("GET ")) {
                  cluster.changes.add(exchange.head());
                }
                String path = exchange.head().split(" ", 3)[1];
                exchange.ok(cluster.answers.getOrDefault(member + path, "{}"));
              }));
    }
    return cluster;
  }

  /** Has every member answer something else in some place. */
  public RecordedPatroni with(String path, String found, String replacement) {
    answers.replaceAll(
        (key, answer) -> key.endsWith("/" + path) ? answer.replace(found, replacement) : answer);
    return this;
  }

  /** Has one member answer something else in some place. */
  public RecordedPatroni with(int member, String path, String found, String replacement) {
    answers.computeIfPresent(
        member + "/" + path, (_, answer) -> answer.replace(found, replacement));
    return this;
  }

  /** Lets a member refuse connections. */
  public RecordedPatroni stop(int member) throws IOException {
    servers.get(member - 1).close();
    return this;
  }

  /** Where the members are, comma-separated. */
  public String urls() {
    return String.join(",", servers.stream().map(TestServer::url).toList());
  }

  /** What anybody has tried to change. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  List<URI> uris() {
    return servers.stream().map(server -> URI.create(server.url())).toList();
  }

  private static String recorded(String name) throws IOException {
    try (InputStream in = RecordedPatroni.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    for (TestServer server : servers) {
      server.close();
    }
  }
}

package edu.platform.cli.failover;

import edu.platform.cli.failover.Surroundings.Disk;
import edu.platform.cli.failover.Surroundings.Etcd;
import edu.platform.cli.failover.Surroundings.Route;
import edu.platform.cli.failover.Surroundings.Server;
import edu.platform.cli.failover.Surroundings.Slot;
import edu.platform.cli.failover.Surroundings.Standby;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;

/** Asks a cluster and all that stands around it, everybody at the same time. */
public final class ClusterProbe {

  private static final String WHO =
      """
      SELECT coalesce(host(inet_server_addr()), '') || ':' || coalesce(inet_server_port(), 0),
             pg_is_in_recovery(),
             (SELECT CAST(system_identifier AS text) FROM pg_control_system()),
             CASE WHEN pg_is_in_recovery()
                  THEN (SELECT timeline_id FROM pg_control_checkpoint())
                  ELSE CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS integer)
             END
      """;
  private static final String STANDBYS =
      """
      SELECT application_name, coalesce(state, 'hidden'), coalesce(sync_state, 'hidden'),
             pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)
        FROM pg_stat_replication
       WHERE NOT pg_is_in_recovery()
         AND application_name NOT LIKE '%basebackup%'
       ORDER BY application_name
      """;
  private static final String SLOTS =
      """
      SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)
        FROM pg_replication_slots
       WHERE NOT pg_is_in_recovery()
       ORDER BY slot_name
      """;

  private final Endpoints endpoints;
  private final Duration limit;
  private final Duration most;
  private final PatroniClient patroni;
  private final HttpClient http;
  private final Optional<DiskSource> disks;

  /** Knows the volumes of the members. */
  @FunctionalInterface
  public interface DiskSource {
    /**
     * Look.
     *
     * @return what could be found out in time
     * @throws InterruptedException if the thread is interrupted
     */
    List<Disk> look() throws InterruptedException;
  }

  /**
   * Make a probe.
   *
   * @param endpoints who is asked
   * @param limit for answers, from the first one on
   * @param disks knows the free space, if anybody does
   */
  public ClusterProbe(Endpoints endpoints, Duration limit, Optional<DiskSource> disks) {
    this.endpoints = endpoints;
    this.limit = limit;
    this.most = Patience.most(limit);
    this.disks = disks;
    this.patroni = new PatroniClient(endpoints.patroni(), limit);
    this.http = Http.client(most, uris(endpoints));
  }

  private static List<URI> uris(Endpoints endpoints) {
    List<URI> uris = new ArrayList<>(endpoints.etcd());
    endpoints.haproxy().ifPresent(uris::add);
    endpoints.api().ifPresent(uris::add);
    return uris;
  }

  /** A cluster with what stands around it. */
  public record Seen(Cluster cluster, Surroundings surroundings) {}

  /** What SQL says behind a port. */
  private record SqlAnswer(Route route, List<Standby> standbys, List<Slot> slots) {}

  /** HAProxy's servers, or why they are not known. */
  private record Statistics(List<Server> servers, String fault) {}

  /**
   * Ask everybody.
   *
   * @return the answers
   * @throws UnavailableException if no Patroni answers
   * @throws InterruptedException if the thread is interrupted
   */
  public Seen look() throws InterruptedException {
    Patience patience = new Patience(limit);
    String late = "does not answer in time";
    FutureTask<List<Etcd>> etcd =
        Parallel.start(() -> Parallel.map(endpoints.etcd(), this::askEtcd));
    var leader = endpoints.database().map(server -> Parallel.start(() -> ask(server, true)));
    var replica = endpoints.replicas().map(server -> Parallel.start(() -> ask(server, false)));
    var haproxy = endpoints.haproxy().map(uri -> Parallel.start(() -> statistics(uri)));
    var api = endpoints.api().map(uri -> Parallel.start(() -> askApi(uri)));
    var redis = endpoints.redis().map(server -> Parallel.start(() -> askRedis(server)));
    var space = disks.map(source -> Parallel.start(source::look));

    Cluster cluster = patroni.look(patience);
    SqlAnswer none = new SqlAnswer(Route.failed("", ""), List.of(), List.of());
    Optional<SqlAnswer> leaderAnswer = Optional.empty();
    if (leader.isPresent()) {
      String address = endpoints.database().orElseThrow().toString();
      leaderAnswer =
          Optional.of(
              patience.await(
                  leader.get(), new SqlAnswer(Route.failed(address, late), List.of(), List.of())));
    }
    Optional<Route> replicaRoute = Optional.empty();
    if (replica.isPresent()) {
      String address = endpoints.replicas().orElseThrow().toString();
      replicaRoute =
          Optional.of(
              patience
                  .await(
                      replica.get(),
                      new SqlAnswer(Route.failed(address, late), List.of(), List.of()))
                  .route());
    }
    Statistics statistics =
        haproxy.isEmpty()
            ? new Statistics(List.of(), "")
            : patience.await(haproxy.get(), new Statistics(List.of(), late));
    return new Seen(
        cluster,
        new Surroundings(
            patience.await(
                etcd,
                endpoints.etcd().stream().map(uri -> new Etcd(uri.getAuthority(), late)).toList()),
            leaderAnswer.map(SqlAnswer::route),
            replicaRoute,
            leaderAnswer.orElse(none).standbys(),
            leaderAnswer.orElse(none).slots(),
            statistics.servers(),
            statistics.fault(),
            api.isEmpty() ? Optional.empty() : Optional.of(patience.await(api.get(), late)),
            redis.isEmpty() ? Optional.empty() : Optional.of(patience.await(redis.get(), late)),
            space.isEmpty() ? List.of() : patience.await(space.get(), List.of())));
  }

  private Etcd askEtcd(URI uri) throws InterruptedException {
    try {
      Document health = Document.parse(get(uri.resolve("/health")).body());
      return new Etcd(
          uri.getAuthority(),
          health.isTrue("health")
              ? ""
              : "is not healthy: " + health.text("reason").orElse("no quorum"));
    } catch (IOException | IllegalArgumentException failed) {
      return new Etcd(uri.getAuthority(), phrase(failed));
    }
  }

  private SqlAnswer ask(Sql.Server server, boolean all) {
    try (Connection connection = Sql.connect(server, "edu-cli failover-check", most);
        Statement statement = connection.createStatement()) {
      Route route;
      try (ResultSet row = statement.executeQuery(WHO)) {
        row.next();
        route =
            new Route(
                server.toString(),
                "",
                row.getString(1),
                row.getBoolean(2),
                Optional.ofNullable(row.getString(3)),
                OptionalInt.of(row.getInt(4)));
      }
      return all
          ? new SqlAnswer(route, standbys(statement), slots(statement))
          : new SqlAnswer(route, List.of(), List.of());
    } catch (SQLException failed) {
      return new SqlAnswer(
          Route.failed(server.toString(), Sql.fault(failed)), List.of(), List.of());
    }
  }

  private static List<Standby> standbys(Statement statement) throws SQLException {
    List<Standby> standbys = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(STANDBYS)) {
      while (row.next()) {
        standbys.add(
            new Standby(row.getString(1), row.getString(2), row.getString(3), number(row, 4)));
      }
    }
    return standbys;
  }

  private static List<Slot> slots(Statement statement) throws SQLException {
    List<Slot> slots = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(SLOTS)) {
      while (row.next()) {
        slots.add(new Slot(row.getString(1), row.getBoolean(2), number(row, 3)));
      }
    }
    return slots;
  }

  private static OptionalLong number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private Statistics statistics(URI uri) throws InterruptedException {
    try {
      return new Statistics(servers(get(uri.resolve("/;csv")).body()), "");
    } catch (IOException failed) {
      return new Statistics(List.of(), phrase(failed));
    }
  }

  /**
   * Read the statistics of HAProxy.
   *
   * @param csv backend, server and, in the 18th column, its status
   * @return all servers of all backends
   */
  public static List<Server> servers(String csv) {
    return csv.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(",", 19))
        .filter(cells -> cells.length == 19)
        .filter(cells -> !cells[1].equals("FRONTEND") && !cells[1].equals("BACKEND"))
        .map(cells -> new Server(cells[0], cells[1], cells[17]))
        .toList();
  }

  private String askApi(URI uri) throws InterruptedException {
    try {
      HttpResponse<String> answer = get(uri.resolve("/health/ready"));
      return answer.statusCode() / 100 == 2 ? "" : "is not ready: " + answer.statusCode();
    } catch (IOException failed) {
      return phrase(failed);
    }
  }

  private String askRedis(Endpoints.RedisServer server) {
    String auth =
        server.password().isEmpty()
            ? ""
            : command(
                "AUTH", server.user().isEmpty() ? "default" : server.user(), server.password());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), (int) most.toMillis());
      socket.setSoTimeout((int) most.toMillis());
      socket
          .getOutputStream()
          .write((auth + command("PING") + command("QUIT")).getBytes(StandardCharsets.UTF_8));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return answer.contains("+PONG")
          ? ""
          : "answers " + answer.lines().findFirst().orElse("nothing");
    } catch (IOException failed) {
      return phrase(failed);
    }
  }

  private static String command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$')
          .append(word.getBytes(StandardCharsets.UTF_8).length)
          .append("\r\n")
          .append(word)
          .append("\r\n");
    }
    return text.toString();
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).timeout(most).GET().build(), BodyHandlers.ofString());
  }

  private static String phrase(Exception failed) {
    return switch (failed) {
      case java.net.http.HttpTimeoutException _, java.net.SocketTimeoutException _ ->
          "does not answer in time";
      case java.net.ConnectException _ -> "refuses the connection";
      default -> "fails: " + failed.getMessage();
    };
  }
}

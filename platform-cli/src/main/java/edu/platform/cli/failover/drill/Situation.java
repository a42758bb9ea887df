package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Cluster;
import edu.platform.cli.failover.ClusterSettings;
import edu.platform.cli.failover.Http;
import edu.platform.cli.failover.Member;
import edu.platform.cli.failover.PatroniClient;
import edu.platform.cli.failover.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * What a drill finds before it begins: who is who, and in which container.
 *
 * @param docker runs the containers
 * @param cluster before the fault
 * @param patroni asks and changes it
 * @param etcd client addresses, etcd1 first
 * @param user of Patroni's REST API
 * @param password of it
 */
record Situation(
    Docker docker,
    Cluster cluster,
    PatroniClient patroni,
    List<URI> etcd,
    String user,
    String password) {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Copies the list. */
  Situation {
    etcd = List.copyOf(etcd);
  }

  ClusterSettings settings() {
    return cluster.settings();
  }

  Member leader() {
    return cluster
        .leader()
        .orElseThrow(
            () ->
                new UnavailableException(
                    "the cluster has no leader", "See: edu-cli failover-check --explain."));
  }

  /** The leader's container: a service has the name of its member. */
  String leaderContainer() throws InterruptedException {
    return docker.container(leader().name());
  }

  /** A standby that commits may be waiting for. */
  String standbyContainer() throws InterruptedException {
    Member standby =
        cluster.members().stream()
            .filter(member -> !member.leads())
            .filter(Member::works)
            .max(java.util.Comparator.comparing(member -> member.role().synchronous()))
            .orElseThrow(
                () ->
                    new UnavailableException(
                        "the cluster has one member and no standby", "Add members first."));
    return docker.container(standby.name());
  }

  Step.Switchover switchover() {
    Member leader = leader();
    URI uri =
        leader
            .asked()
            .orElseThrow(
                () ->
                    new UnavailableException(
                        "the REST address of " + leader.name() + " is not known",
                        "Name all members by --patroni."));
    return new Step.Switchover(patroni, uri, leader.name(), user, password);
  }

  /** Takes a container out of one of the project's networks. */
  Step.CutNetwork cut(String container, String network) throws InterruptedException {
    String full = docker.project() + "_" + network;
    List<String> aliases =
        docker
            .run(
                "inspect",
                "-f",
                "{{range (index .NetworkSettings.Networks \""
                    + full
                    + "\").Aliases}}{{.}}\n{{end}}",
                container)
            .lines()
            .map(String::strip)
            // The engine adds the container's own names by itself.
            .filter(alias -> !alias.isEmpty() && !alias.equals(container))
            .filter(alias -> !alias.matches("[0-9a-f]{12}"))
            .toList();
    return new Step.CutNetwork(container, full, aliases);
  }

  /** Containers of etcd, its leader first. */
  List<String> etcdLeaderFirst() throws InterruptedException {
    HttpClient http = Http.client(LIMIT, etcd);
    List<String> containers = new java.util.ArrayList<>();
    for (int i = 0; i < etcd.size(); i++) {
      String container = docker.container("etcd" + (i + 1));
      containers.add(leadsEtcd(http, etcd.get(i)) ? 0 : containers.size(), container);
    }
    return containers;
  }

  private static boolean leadsEtcd(HttpClient http, URI uri) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/metrics")).timeout(LIMIT).build();
    try {
      return http.send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .anyMatch("etcd_server_is_leader 1"::equals);
    } catch (IOException failed) {
      throw new UnavailableException(
          uri + " does not say whether it leads etcd: " + failed.getMessage(),
          "See: edu-cli failover-check.",
          failed);
    }
  }
}

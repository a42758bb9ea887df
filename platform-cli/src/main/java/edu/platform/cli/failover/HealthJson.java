package edu.platform.cli.failover;

import edu.platform.cli.json.FailoverHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Health as one JSON document. */
public final class HealthJson {

  private HealthJson() {}

  /**
   * Make the document.
   *
   * @param seen what everybody answered
   * @param health what it comes to
   * @param explanations of {@code --explain}; none without
   * @param at when
   * @param elapsed how long the look took
   * @param outage that ended with this look
   * @return the document
   */
  public static FailoverHealth of(
      ClusterProbe.Seen seen,
      Health health,
      List<Explanation> explanations,
      Instant at,
      Duration elapsed,
      Optional<Duration> outage) {
    Cluster cluster = seen.cluster();
    Surroundings around = seen.surroundings();
    return new FailoverHealth(
        health.verdict().toString(),
        health.reasons(),
        at.toString(),
        elapsed.toMillis(),
        cluster.name(),
        cluster.members().stream().map(HealthJson::member).toList(),
        around.etcd().stream()
            .map(each -> new FailoverHealth.Etcd(each.address(), each.healthy(), each.fault()))
            .toList(),
        routes(around),
        around.haproxy().stream()
            .map(each -> new FailoverHealth.Server(each.backend(), each.name(), each.status()))
            .toList(),
        around.slots().stream()
            .map(
                each ->
                    new FailoverHealth.Slot(
                        each.name(), each.active(), boxed(each.retainedBytes())))
            .toList(),
        around.disks().stream()
            .map(each -> new FailoverHealth.Disk(each.member(), each.freeBytes(), each.sizeBytes()))
            .toList(),
        cluster.failovers().stream()
            .map(
                each ->
                    new FailoverHealth.Failover(
                        each.timeline(), each.at(), each.leader(), each.reason()))
            .toList(),
        health.checks().stream()
            .map(
                each ->
                    new FailoverHealth.Check(
                        each.name(), each.result().toString(), each.found(), each.advice()))
            .toList(),
        explanations.stream()
            .map(
                each ->
                    new FailoverHealth.Explanation(each.member(), each.eligible(), each.reasons()))
            .toList(),
        outage.map(Duration::toMillis));
  }

  private static FailoverHealth.Member member(Member member) {
    return new FailoverHealth.Member(
        member.name(),
        member.role().toString(),
        member.state(),
        member.answers(),
        member.outOfRecovery(),
        boxed(member.timeline()),
        boxed(member.lagBytes()),
        member.patroniVersion(),
        member.postgresVersion(),
        member.pendingRestart(),
        member.skew().map(Duration::toMillis));
  }

  private static List<FailoverHealth.Route> routes(Surroundings around) {
    List<FailoverHealth.Route> routes = new ArrayList<>();
    around.leaderPort().ifPresent(route -> routes.add(route("writes", route)));
    around.replicaPort().ifPresent(route -> routes.add(route("reads", route)));
    return routes;
  }

  private static FailoverHealth.Route route(String purpose, Surroundings.Route route) {
    return new FailoverHealth.Route(
        purpose,
        route.address(),
        route.fault(),
        route.member(),
        route.inRecovery(),
        route.systemId(),
        boxed(route.timeline()));
  }

  private static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}

package edu.platform.cli.failover;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import edu.platform.cli.failover.Health.Result;
import edu.platform.cli.failover.Surroundings.Etcd;
import edu.platform.cli.failover.Surroundings.Route;
import edu.platform.cli.failover.Surroundings.Server;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Health on one screen. */
public final class HealthText {

  private static final int FAILOVERS = 5;

  private final StringBuilder text = new StringBuilder();

  private HealthText() {}

  /**
   * Write the screen.
   *
   * @param seen what everybody answered
   * @param health what it comes to
   * @param explanations of {@code --explain}; none without
   * @param elapsed how long the look took
   * @return lines of text
   */
  public static String of(
      ClusterProbe.Seen seen, Health health, List<Explanation> explanations, Duration elapsed) {
    HealthText page = new HealthText();
    page.verdict(seen.cluster(), health, elapsed);
    page.members(seen);
    page.around(seen.surroundings());
    page.explain(explanations);
    page.failovers(seen.cluster());
    page.checks(health);
    return page.text.toString();
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private void verdict(Cluster cluster, Health health, Duration elapsed) {
    line(
        "%s  cluster %s (looked at in %d ms)"
            .formatted(
                health.verdict().toString().toUpperCase(Locale.ROOT),
                cluster.name(),
                elapsed.toMillis()));
    health.reasons().forEach(reason -> line("  - %s".formatted(reason)));
    line("");
  }

  private void members(ClusterProbe.Seen seen) {
    line(
        "%-12s %-15s %-10s %5s %10s %-8s %-9s %s"
            .formatted("member", "role", "state", "TL", "lag", "Patroni", "PostgreSQL", ""));
    for (Member member : seen.cluster().members()) {
      line(
          "%-12s %-15s %-10s %5s %10s %-8s %-9s %s"
              .formatted(
                  member.name(),
                  member.role(),
                  member.state(),
                  member.timeline().isPresent()
                      ? Integer.toString(member.timeline().getAsInt())
                      : "?",
                  lag(member),
                  member.patroniVersion().orElse("?"),
                  member.postgresVersion().orElse("?"),
                  notes(member)));
    }
    line("");
  }

  private static String lag(Member member) {
    if (member.leads()) {
      return "-";
    }
    return member.lagBytes().isPresent()
        ? HealthRules.megabytes(member.lagBytes().getAsLong())
        : "?";
  }

  private static String notes(Member member) {
    StringBuilder notes = new StringBuilder();
    if (member.asked().isPresent() && !member.answers()) {
      notes.append(member.fault());
    }
    if (member.outOfRecovery() && !member.leads()) {
      notes.append(" runs as a primary!");
    }
    if (member.pendingRestart()) {
      notes.append(" pending restart");
    }
    return notes.toString().strip();
  }

  private void around(Surroundings around) {
    if (!around.etcd().isEmpty()) {
      line(
          "etcd      %d of %d healthy%s"
              .formatted(
                  around.etcd().stream().filter(Etcd::healthy).count(),
                  around.etcd().size(),
                  around.quorum() ? "" : ", NO QUORUM"));
    }
    around.leaderPort().ifPresent(route -> line("writes    %s".formatted(route(route))));
    around.replicaPort().ifPresent(route -> line("reads     %s".formatted(route(route))));
    if (!around.haproxy().isEmpty()) {
      line("HAProxy   %s".formatted(servers(around.haproxy())));
    }
    around
        .apiFault()
        .ifPresent(fault -> line("API       %s".formatted(fault.isEmpty() ? "ready" : fault)));
    around
        .redisFault()
        .ifPresent(fault -> line("Redis     %s".formatted(fault.isEmpty() ? "answers" : fault)));
    if (!around.slots().isEmpty()) {
      line(
          "slots     %s"
              .formatted(
                  around.slots().stream()
                      .map(
                          slot ->
                              slot.name()
                                  + (slot.active() ? " active" : " INACTIVE")
                                  + (slot.retainedBytes().isPresent()
                                      ? " "
                                          + HealthRules.megabytes(slot.retainedBytes().getAsLong())
                                      : ""))
                      .collect(joining(", "))));
    }
    if (!around.disks().isEmpty()) {
      line(
          "free disk %s"
              .formatted(
                  around.disks().stream()
                      .map(
                          disk ->
                              disk.member()
                                  + " "
                                  + HealthRules.megabytes(disk.freeBytes())
                                  + " of "
                                  + HealthRules.megabytes(disk.sizeBytes()))
                      .collect(joining(", "))));
    }
    line("");
  }

  private static String route(Route route) {
    return route.answers()
        ? String.format(
            Locale.ROOT,
            "%s -> %s, %s, timeline %d, system %s",
            route.address(),
            route.member(),
            route.inRecovery() ? "a replica" : "a primary",
            route.timeline().orElse(0),
            route.systemId().orElse("?"))
        : route.address() + " " + route.fault();
  }

  private static String servers(List<Server> servers) {
    return servers.stream()
        .filter(server -> !server.status().startsWith("MAINT"))
        .collect(groupingBy(Server::backend, TreeMap::new, java.util.stream.Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + entry.getValue().stream()
                        .filter(Server::up)
                        .map(Server::name)
                        .collect(joining(" ")))
        .collect(joining(";  "));
  }

  private void explain(List<Explanation> explanations) {
    if (explanations.isEmpty()) {
      return;
    }
    line("Who could be leader now");
    for (Explanation each : explanations) {
      line(
          "  %-12s %-4s %s"
              .formatted(
                  each.member(),
                  each.eligible() ? "yes" : "no",
                  String.join("; ", each.reasons())));
    }
    line("");
  }

  private void failovers(Cluster cluster) {
    List<Cluster.Failover> all = cluster.failovers();
    if (all.isEmpty()) {
      return;
    }
    line("Last leader changes, of %d".formatted(all.size()));
    for (Cluster.Failover each : all.subList(Math.max(0, all.size() - FAILOVERS), all.size())) {
      line(
          "  %-26s timeline %d -> %d  %s"
              .formatted(
                  each.at().isEmpty() ? "?" : each.at().replaceFirst("\\..*", "").replace('T', ' '),
                  each.timeline(),
                  each.timeline() + 1,
                  each.leader()));
    }
    line("");
  }

  private void checks(Health health) {
    for (Health.Check check : health.checks()) {
      line("%-8s %-21s %s".formatted(mark(check.result()), check.name(), check.found()));
      if (!check.advice().isEmpty()) {
        line("%-8s %-21s %s".formatted("", "", "-> " + check.advice()));
      }
    }
  }

  private static String mark(Result result) {
    return result == Result.PASSED ? "ok" : result.toString();
  }
}

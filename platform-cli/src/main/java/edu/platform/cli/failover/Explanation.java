package edu.platform.cli.failover;

import edu.platform.cli.failover.ClusterSettings.Synchronous;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a member could or could not become leader now.
 *
 * @param member its name
 * @param eligible whether it could
 * @param reasons each in a phrase
 */
public record Explanation(String member, boolean eligible, List<String> reasons) {

  /** Copies the list. */
  public Explanation {
    reasons = List.copyOf(reasons);
  }

  /**
   * Explain each member, by the rules that Patroni itself goes by when there is no leader.
   *
   * @param cluster as it was seen
   * @return one explanation a member, in their order
   */
  public static List<Explanation> of(Cluster cluster) {
    return cluster.members().stream().map(member -> explain(cluster, member)).toList();
  }

  private static Explanation explain(Cluster cluster, Member member) {
    if (member.leads()) {
      return member.works()
          ? new Explanation(member.name(), true, List.of("it is the leader and works"))
          : new Explanation(
              member.name(),
              false,
              List.of("it holds the leader's key but " + unfit(member) + ": the key will end"));
    }
    List<String> against = new ArrayList<>();
    if (!member.works()) {
      against.add("it " + unfit(member));
    }
    if (!member.barred().isEmpty()) {
      against.add(member.barred());
    }
    if (cluster.settings().synchronous() != Synchronous.OFF && !member.role().synchronous()) {
      against.add("commits do not wait for it, so it may miss acknowledged writes");
    }
    long most = cluster.settings().maximumLagOnFailover();
    if (member.lagBytes().orElse(0) > most) {
      against.add(
          "it is "
              + HealthRules.megabytes(member.lagBytes().getAsLong())
              + " behind, more than maximum_lag_on_failover ("
              + HealthRules.megabytes(most)
              + ")");
    }
    if (member.timeline().isPresent()
        && cluster
            .leader()
            .filter(leader -> leader.timeline().isPresent())
            .filter(leader -> leader.timeline().getAsInt() > member.timeline().getAsInt())
            .isPresent()) {
      against.add("its timeline " + member.timeline().getAsInt() + " is older than the leader's");
    }
    if (cluster.paused()) {
      against.add("Patroni is paused");
    }
    return against.isEmpty()
        ? new Explanation(
            member.name(),
            true,
            List.of(
                "it works, "
                    + (member.role().synchronous()
                        ? "commits wait for it (" + member.role() + ")"
                        : "it is near enough")))
        : new Explanation(member.name(), false, against);
  }

  private static String unfit(Member member) {
    return member.asked().isPresent() && !member.answers()
        ? member.fault()
        : "is in state " + member.state();
  }
}

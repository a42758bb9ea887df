package edu.platform.cli.failover;

import static edu.platform.cli.failover.ClusterFixture.dead;
import static edu.platform.cli.failover.ClusterFixture.member;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.Member.Role;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who could become leader. */
class ExplanationTest {

  @Test
  void aSynchronousStandbyCould() {
    assertThat(of(member("b", Role.QUORUM_STANDBY)))
        .isEqualTo(
            new Explanation(
                "b", true, java.util.List.of("it works, commits wait for it (quorum_standby)")));
  }

  @Test
  void anAsynchronousOneMayMissWrites() {
    assertThat(of(member("b", Role.REPLICA)).reasons())
        .containsExactly("commits do not wait for it, so it may miss acknowledged writes");
  }

  @Test
  void aDeadOneCannot() {
    assertThat(of(dead("b", Role.QUORUM_STANDBY)))
        .isEqualTo(new Explanation("b", false, java.util.List.of("it refuses the connection")));
  }

  @Test
  void allThatIsAgainstOneIsSaid() {
    Member well = member("b", Role.SYNC_STANDBY);
    Member bad =
        new Member(
            "b",
            well.asked(),
            true,
            "",
            Role.SYNC_STANDBY,
            "starting",
            false,
            OptionalInt.of(2),
            OptionalLong.of(3 << 20),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            "its tag nofailover is set",
            Optional.empty());

    assertThat(of(bad).reasons())
        .containsExactly(
            "it is in state starting",
            "its tag nofailover is set",
            "it is 3.0 MB behind, more than maximum_lag_on_failover (1.0 MB)",
            "its timeline 2 is older than the leader's");
  }

  private static Explanation of(Member other) {
    Cluster cluster = ClusterFixture.with(member("a", Role.LEADER), other);
    return Explanation.of(cluster).get(1);
  }
}

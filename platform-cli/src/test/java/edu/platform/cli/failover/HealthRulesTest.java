package edu.platform.cli.failover;

import static edu.platform.cli.failover.ClusterFixture.SETTINGS;
import static edu.platform.cli.failover.ClusterFixture.around;
import static edu.platform.cli.failover.ClusterFixture.dead;
import static edu.platform.cli.failover.ClusterFixture.member;
import static edu.platform.cli.failover.ClusterFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.ClusterSettings.Synchronous;
import edu.platform.cli.failover.Health.Check;
import edu.platform.cli.failover.Health.Result;
import edu.platform.cli.failover.Member.Role;
import edu.platform.cli.failover.Surroundings.Route;
import edu.platform.cli.failover.Surroundings.Server;
import edu.platform.cli.failover.Surroundings.Slot;
import edu.platform.cli.failover.Surroundings.Standby;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What each situation comes to. */
class HealthRulesTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void aClusterThatIsWell() {
    Health health = judge(well(), around());

    assertThat(health.verdict()).isEqualTo(Verdict.OK);
    assertThat(health.reasons()).isEmpty();
    assertThat(health.checks()).allMatch(check -> check.result() == Result.PASSED);
    assertThat(health.checks()).extracting(Check::name).doesNotHaveDuplicates();
  }

  @Test
  void aDeadReplica() {
    Health health =
        judge(
            ClusterFixture.with(
                member("a", Role.LEADER),
                member("b", Role.QUORUM_STANDBY),
                dead("c", Role.QUORUM_STANDBY)),
            around());

    assertThat(health.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(health.reasons()).containsExactly("c refuses the connection");
  }

  @Test
  void aDeadLeader() {
    Health health =
        judge(
            ClusterFixture.with(
                dead("a", Role.LEADER),
                member("b", Role.QUORUM_STANDBY),
                member("c", Role.QUORUM_STANDBY)),
            around());

    assertThat(health.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(health.reasons().getFirst()).isEqualTo("the leader a refuses the connection");
  }

  @Test
  void noLeaderAtAll() {
    Health health =
        judge(
            ClusterFixture.with(member("b", Role.QUORUM_STANDBY), member("c", Role.QUORUM_STANDBY)),
            around());

    assertThat(health.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(health.reasons().getFirst()).isEqualTo("no member is leader");
  }

  @Test
  void twoPrimaries() {
    Member second = member("b", Role.LEADER);

    Health health =
        judge(
            ClusterFixture.with(member("a", Role.LEADER), second, member("c", Role.QUORUM_STANDBY)),
            around());

    assertThat(health.verdict()).isEqualTo(Verdict.DOWN);
    assertThat(health.reasons().getFirst()).isEqualTo("2 members run as primaries: a, b");
  }

  @Test
  void writesThatLeadToAReplica() {
    Surroundings wrong =
        ClusterFixture.leaderPort(
            route ->
                new Route(
                    route.address(), "", route.member(), true, route.systemId(), route.timeline()));

    assertThat(judge(well(), wrong).verdict()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void writesThatLeadToAnotherCluster() {
    Surroundings wrong =
        ClusterFixture.leaderPort(
            route ->
                new Route(route.address(), "", "", false, Optional.of("other"), OptionalInt.of(1)));

    assertThat(judge(well(), wrong).reasons())
        .containsExactly("h:5001 leads to another cluster's data than Patroni's");
  }

  @Test
  void writesThatNobodyAnswers() {
    Surroundings silent = ClusterFixture.leaderPort(route -> Route.failed("h:5001", "refused"));

    assertThat(judge(well(), silent).verdict()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void noStandbyIsAttached() {
    assertThat(judge(well(), ClusterFixture.standbys()).reasons())
        .containsExactly("no synchronous standby is attached: writes wait");
  }

  @Test
  void aRoleThatMayNotSeeStandbysLeavesItToPatroni() {
    Surroundings hidden =
        ClusterFixture.standbys(new Standby("b", "hidden", "hidden", OptionalLong.empty()));

    assertThat(judge(well(), hidden).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void synchronousReplicationIsOff() {
    ClusterSettings off =
        new ClusterSettings(
            SETTINGS.ttl(),
            SETTINGS.loopWait(),
            SETTINGS.retryTimeout(),
            SETTINGS.primaryStartTimeout(),
            SETTINGS.walRetrieveRetryInterval(),
            SETTINGS.walSenderTimeout(),
            false,
            Synchronous.OFF,
            false,
            SETTINGS.maximumLagOnFailover());

    Health health = judge(ClusterFixture.with(off), around());

    assertThat(health.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(failed(health)).containsExactly("synchronous-standby", "failsafe");
  }

  @Test
  void aReplicaFarBehind() {
    Surroundings behind =
        ClusterFixture.standbys(
            new Standby("b", "streaming", "quorum", OptionalLong.of(17 * MEGABYTE)),
            new Standby("c", "streaming", "quorum", OptionalLong.of(15 * MEGABYTE)));

    assertThat(judge(well(), behind).reasons()).containsExactly("behind the leader: b by 17 MB");
  }

  @Test
  void etcdWithOneMemberDownStillHasAQuorum() {
    Health health = judge(well(), ClusterFixture.etcdDown(1));

    assertThat(health.verdict()).isEqualTo(Verdict.DEGRADED);
    assertThat(health.reasons().getFirst())
        .isEqualTo("etcd: 2 of 3 members are healthy; e1 refuses the connection");
  }

  @Test
  void etcdWithTwoMembersDownHasNone() {
    assertThat(judge(well(), ClusterFixture.etcdDown(2)).reasons().getFirst())
        .startsWith("etcd: 1 of 3 members are healthy, no quorum");
  }

  @Test
  void aSlotThatNobodyReads() {
    Surroundings slots =
        ClusterFixture.slots(
            new Slot("b", true, OptionalLong.of(MEGABYTE)),
            new Slot("gone", false, OptionalLong.of(500 * MEGABYTE)),
            new Slot("new", false, OptionalLong.empty()));

    assertThat(judge(well(), slots).reasons())
        .containsExactly("slot gone is inactive and holds 500 MB");
  }

  @Test
  void haproxyThatTakesEveryServerForALeader() {
    Surroundings wrong =
        ClusterFixture.haproxy(new Server("leader", "a", "UP"), new Server("leader", "b", "UP"));

    assertThat(judge(well(), wrong).reasons())
        .containsExactly("HAProxy sends writes to a, b, the leader is a");
  }

  @Test
  void aPausedPatroni() {
    assertThat(judge(ClusterFixture.paused(), around()).verdict()).isEqualTo(Verdict.DEGRADED);
  }

  @Test
  void adviceDoesNotChangeTheVerdict() {
    ClusterSettings unsafe =
        new ClusterSettings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            SETTINGS.primaryStartTimeout(),
            SETTINGS.walRetrieveRetryInterval(),
            SETTINGS.walSenderTimeout(),
            true,
            Synchronous.QUORUM,
            true,
            SETTINGS.maximumLagOnFailover());
    HealthRules rules = new HealthRules(16 * MEGABYTE, List.of("DB_PASSWORD"));

    Health health = rules.judge(new ClusterProbe.Seen(ClusterFixture.with(unsafe), around()));

    assertThat(health.verdict()).isEqualTo(Verdict.OK);
    assertThat(health.checks())
        .filteredOn(check -> check.result() == Result.ADVICE)
        .extracting(Check::found)
        .containsExactly(
            "loop_wait 10 s + 2 * retry_timeout 10 s > ttl 20 s",
            "published passwords are in use: DB_PASSWORD");
  }

  @Test
  void nothingButPatroniWasAsked() {
    assertThat(judge(well(), Surroundings.NONE).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void everyCheckThatDidNotPassSaysWhatToDo() {
    Health health = judge(ClusterFixture.with(dead("a", Role.LEADER)), ClusterFixture.etcdDown(3));

    assertThat(failed(health)).contains("one-leader", "members", "etcd-quorum");
    assertThat(health.checks())
        .filteredOn(check -> check.result() != Result.PASSED)
        .allSatisfy(check -> assertThat(check.advice()).isNotBlank());
  }

  private static List<String> failed(Health health) {
    return health.checks().stream()
        .filter(check -> check.result() != Result.PASSED)
        .map(Check::name)
        .toList();
  }

  private static Health judge(Cluster cluster, Surroundings around) {
    return new HealthRules(16 * MEGABYTE, List.of()).judge(new ClusterProbe.Seen(cluster, around));
  }
}

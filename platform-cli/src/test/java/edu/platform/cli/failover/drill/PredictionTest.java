package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.ClusterFixture;
import edu.platform.cli.failover.ClusterSettings;
import edu.platform.cli.failover.ClusterSettings.Synchronous;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bound follows the cluster's own settings. */
class PredictionTest {

  private static final ClusterSettings STACK = ClusterFixture.SETTINGS;

  /** Patroni's own defaults, with a named standby. */
  private static final ClusterSettings DEFAULTS =
      new ClusterSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(1),
          false,
          Synchronous.NAMED,
          false,
          1_048_576);

  @Test
  void aDeadLeaderCostsTheTtl() {
    assertThat(Prediction.deadLeader(STACK).writeGap()).isEqualTo(Duration.ofSeconds(24));
    assertThat(Prediction.deadLeader(DEFAULTS).writeGap()).isEqualTo(Duration.ofMillis(38_500));
  }

  @Test
  void aCrashCostsALoopAndTheTimeToRecoverInPlace() {
    assertThat(Prediction.crash(STACK).writeGap()).isEqualTo(Duration.ofSeconds(3));
    assertThat(Prediction.crash(DEFAULTS).writeGap()).isGreaterThan(DEFAULTS.primaryStartTimeout());
    assertThat(Prediction.crash(DEFAULTS).because()).contains("primary_start_timeout");
  }

  @Test
  void aStandbyIsNotMissedWhereAnyWillDo() {
    assertThat(Prediction.standby(STACK).writeGap()).isLessThan(Duration.ofSeconds(1));
    assertThat(Prediction.standby(DEFAULTS).writeGap()).isEqualTo(Duration.ofSeconds(71));
  }

  @Test
  void etcdIsNotMissedWithFailsafe() {
    Duration loss = Duration.ofSeconds(30);

    assertThat(Prediction.quorumLoss(STACK, loss).writeGap()).isLessThan(Duration.ofSeconds(1));
    assertThat(Prediction.quorumLoss(DEFAULTS, loss).writeGap()).isEqualTo(Duration.ofMinutes(1));
  }
}

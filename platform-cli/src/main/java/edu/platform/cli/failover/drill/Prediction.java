package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.ClusterSettings;
import edu.platform.cli.failover.ClusterSettings.Synchronous;
import java.time.Duration;

/**
 * How long writes should stop at most, by the cluster's own settings.
 *
 * @param writeGap the bound
 * @param because what it is made of
 */
public record Prediction(Duration writeGap, String because) {

  /** A promoted standby takes writes, and another one is attached to it. */
  private static final Duration PROMOTION = Duration.ofMillis(700);

  /** Two checks of HAProxy's, one connection. */
  private static final Duration PROXY = Duration.ofMillis(800);

  /** Each candidate asks the dead member for its position: a limit in Patroni, not a setting. */
  private static final Duration DEAD_MEMBER = Duration.ofSeconds(2);

  /** Patroni stops polling, and sleeps, before a candidate acts on a switchover. */
  private static final Duration HAND_OVER = Duration.ofSeconds(3);

  private static final Duration RESTART = Duration.ofSeconds(4);
  private static final Duration UNFELT = Duration.ofMillis(300);

  static Prediction none(String why) {
    return new Prediction(UNFELT, why);
  }

  static Prediction switchover(ClusterSettings settings) {
    return new Prediction(
        HAND_OVER.plus(attach(settings)).plus(PROXY),
        "3 s in Patroni + promotion + a standby attaches + HAProxy");
  }

  static Prediction crash(ClusterSettings settings) {
    Duration inPlace = settings.primaryStartTimeout();
    return new Prediction(
        settings.loopWait().plus(attach(settings)).plus(PROXY).plus(inPlace),
        "loop_wait"
            + (inPlace.isZero() ? "" : " + primary_start_timeout")
            + " + promotion + a standby attaches + HAProxy");
  }

  static Prediction deadLeader(ClusterSettings settings) {
    return new Prediction(
        settings.ttl().plus(DEAD_MEMBER).plus(attach(settings)).plus(PROXY),
        "ttl + 2 s in Patroni + promotion + a standby attaches + HAProxy");
  }

  static Prediction standby(ClusterSettings settings) {
    return switch (settings.synchronous()) {
      case OFF -> none("commits wait for nobody");
      case QUORUM -> none("commits wait for any one standby");
      case NAMED ->
          new Prediction(
              settings.walSenderTimeout().plus(settings.loopWait()).plusSeconds(1),
              "wal_sender_timeout + loop_wait until another standby is named");
    };
  }

  static Prediction quorumLoss(ClusterSettings settings, Duration loss) {
    return settings.failsafe()
        ? none("failsafe_mode: the leader reaches all members")
        : new Prediction(
            loss.plus(settings.ttl()), "until etcd is back + a new leader: failsafe_mode is off");
  }

  static Prediction proxyRestart() {
    return new Prediction(RESTART, "the container's restart and HAProxy's first checks");
  }

  private static Duration attach(ClusterSettings settings) {
    return settings.synchronous() == Synchronous.OFF
        ? PROMOTION
        : PROMOTION.plus(settings.walRetrieveRetryInterval());
  }
}

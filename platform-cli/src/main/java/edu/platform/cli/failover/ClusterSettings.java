package edu.platform.cli.failover;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a cluster that decide how it behaves under faults, as {@code GET /config} of
 * Patroni's REST API has them; what is not set there has Patroni's default.
 *
 * @param ttl how long a leader's key outlives its last renewal
 * @param loopWait pause between two looks at the cluster
 * @param retryTimeout how long etcd or PostgreSQL may fail before a leader gives up
 * @param primaryStartTimeout how long a crashed leader may recover in place
 * @param walRetrieveRetryInterval pause of a standby between two attempts to reach its leader
 * @param walSenderTimeout silence after which a leader drops a standby
 * @param failsafe whether a leader that reaches all members goes on without etcd
 * @param synchronous what a commit waits for
 * @param strict whether a leader without a standby stops taking writes
 * @param maximumLagOnFailover bytes behind which a member cannot become leader
 */
public record ClusterSettings(
    Duration ttl,
    Duration loopWait,
    Duration retryTimeout,
    Duration primaryStartTimeout,
    Duration walRetrieveRetryInterval,
    Duration walSenderTimeout,
    boolean failsafe,
    Synchronous synchronous,
    boolean strict,
    long maximumLagOnFailover) {

  /** What a commit waits for. */
  public enum Synchronous {
    /** Nothing: an acknowledged write may be lost. */
    OFF,
    /** The standbys that Patroni has named. */
    NAMED,
    /** Any of the standbys (Patroni 4). */
    QUORUM;

    /** As Patroni writes it. */
    @Override
    public String toString() {
      return switch (this) {
        case OFF -> "off";
        case NAMED -> "on";
        case QUORUM -> "quorum";
      };
    }
  }

  static ClusterSettings of(Document config) {
    Document parameters = config.object("postgresql").object("parameters");
    return new ClusterSettings(
        seconds(config, "ttl", 30),
        seconds(config, "loop_wait", 10),
        seconds(config, "retry_timeout", 10),
        // "master" before 4.0
        seconds(
            config,
            config.fields().containsKey("primary_start_timeout")
                ? "primary_start_timeout"
                : "master_start_timeout",
            300),
        postgresTime(parameters, "wal_retrieve_retry_interval", Duration.ofSeconds(5)),
        postgresTime(parameters, "wal_sender_timeout", Duration.ofSeconds(60)),
        config.isTrue("failsafe_mode"),
        synchronous(config),
        config.isTrue("synchronous_mode_strict"),
        config.number("maximum_lag_on_failover").orElse(1_048_576));
  }

  /** Whether the leader surely notices the loss of etcd before its key ends. */
  public boolean timingIsSafe() {
    return loopWait.plus(retryTimeout.multipliedBy(2)).compareTo(ttl) <= 0;
  }

  private static Synchronous synchronous(Document config) {
    if (config.text("synchronous_mode").filter("quorum"::equalsIgnoreCase).isPresent()) {
      return Synchronous.QUORUM;
    }
    return config.isTrue("synchronous_mode") ? Synchronous.NAMED : Synchronous.OFF;
  }

  private static Duration seconds(Document config, String name, int byDefault) {
    return Duration.ofMillis(Math.round(config.decimal(name).orElse(byDefault) * 1000));
  }

  /** PostgreSQL's notation: {@code 500ms}, {@code 10s}, {@code 1min}; a bare number is of ms. */
  private static Duration postgresTime(Document parameters, String name, Duration byDefault) {
    if (parameters.number(name).isPresent()) {
      return Duration.ofMillis(parameters.number(name).getAsLong());
    }
    return parameters.text(name).flatMap(ClusterSettings::postgresTime).orElse(byDefault);
  }

  private static Optional<Duration> postgresTime(String text) {
    String unit = text.strip().replaceFirst("^[0-9]+\\s*", "").toLowerCase(Locale.ROOT);
    String digits = text.strip().replaceFirst("[^0-9].*$", "");
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    long number = Long.parseLong(digits);
    return switch (unit) {
      case "", "ms" -> Optional.of(Duration.ofMillis(number));
      case "s" -> Optional.of(Duration.ofSeconds(number));
      case "min" -> Optional.of(Duration.ofMinutes(number));
      default -> Optional.empty();
    };
  }
}

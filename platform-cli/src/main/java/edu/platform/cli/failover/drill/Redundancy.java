package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether all members are back and in step, as the leader itself sees it: {@code /cluster} is up to
 * loop_wait old.
 */
final class Redundancy {

  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String STANDBYS =
      """
      SELECT count(*) FILTER (WHERE state = 'streaming'
                                AND pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) < 1048576),
             count(*) FILTER (WHERE sync_state IN ('sync', 'quorum'))
        FROM pg_stat_replication
       WHERE NOT pg_is_in_recovery()
      """;

  private final Sql.Server leader;
  private final int standbys;
  private final boolean synchronous;

  /**
   * Make it.
   *
   * @param leader the port for writes, as a role that may see replication
   * @param standbys that there were before
   * @param synchronous whether one of them at least has to be waited for
   */
  Redundancy(Sql.Server leader, int standbys, boolean synchronous) {
    this.leader = leader;
    this.standbys = standbys;
    this.synchronous = synchronous;
  }

  /**
   * Wait.
   *
   * @param most how long
   * @param stopped ends it before
   * @return whether it was reached
   */
  boolean await(Duration most, BooleanSupplier stopped) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < deadline && !stopped.getAsBoolean()) {
      if (reached()) {
        return true;
      }
      Thread.sleep(PAUSE);
    }
    return false;
  }

  private boolean reached() {
    try (Connection connection = Sql.connect(leader, "edu-cli drill", SILENCE);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STANDBYS)) {
      row.next();
      return row.getInt(1) >= standbys && (!synchronous || row.getInt(2) > 0);
    } catch (SQLException _) {
      return false; // there is no leader yet
    }
  }
}

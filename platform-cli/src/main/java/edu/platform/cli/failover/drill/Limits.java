package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.history.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a drill may cost.
 *
 * @param writeGap without acknowledged writes; none: any
 * @param readGap without answered reads from replicas; none: any
 * @param redundancy from healing until all is back; none: any
 * @param lost acknowledged writes
 * @param doubled writes
 * @param stale reads
 * @param wrongTotals sums
 * @param oldLeader writes acknowledged by an older leader beside a newer one
 */
public record Limits(
    Optional<Duration> writeGap,
    Optional<Duration> readGap,
    Optional<Duration> redundancy,
    long lost,
    long doubled,
    long stale,
    long wrongTotals,
    long oldLeader) {

  /**
   * Return the limits that are broken.
   *
   * @param findings of the checker
   * @param writes gap of writes
   * @param reads gap of reads
   * @param redundant time to full redundancy; empty if it was not reached
   * @return each in a phrase
   */
  List<String> broken(
      Findings findings, Duration writes, Duration reads, Optional<Duration> redundant) {
    List<String> broken = new ArrayList<>();
    most(broken, "lost writes", findings.lost().size(), lost);
    most(broken, "doubled writes", findings.doubled().size(), doubled);
    most(broken, "refused writes that are there", findings.refusedAndDone().size(), 0);
    most(broken, "stale reads", findings.staleReads(), stale);
    most(broken, "wrong totals", findings.wrongTotals(), wrongTotals);
    most(broken, "writes by an old leader", findings.acknowledgedByOldLeader(), oldLeader);
    writeGap.ifPresent(limit -> within(broken, "write gap", writes, limit));
    readGap.ifPresent(limit -> within(broken, "read gap", reads, limit));
    if (redundant.isEmpty()) {
      broken.add("full redundancy was not reached");
    } else {
      redundancy.ifPresent(limit -> within(broken, "full redundancy", redundant.get(), limit));
    }
    return broken;
  }

  private static void most(List<String> broken, String what, long found, long limit) {
    if (found > limit) {
      broken.add(what + ": " + found + ", at most " + limit);
    }
  }

  private static void within(List<String> broken, String what, Duration found, Duration limit) {
    if (found.compareTo(limit) > 0) {
      broken.add(what + " " + seconds(found) + ", at most " + seconds(limit));
    }
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }
}

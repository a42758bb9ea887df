package edu.platform.cli.failover.history;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The longest time without a success, as clients see it.
 *
 * @param fromNanos when the last success before it ended
 * @param untilNanos when the first success after it ended
 * @param recovered whether there was one
 */
public record Gap(long fromNanos, long untilNanos, boolean recovered) {

  /**
   * Find the longest gap that was not over before a moment.
   *
   * @param history what clients saw
   * @param kinds operations that count as one stream
   * @param sinceNanos the moment of the fault
   * @param endNanos when the load ended: without a later success the gap lasts until then
   * @return the gap
   */
  public static Gap longest(
      History history, Set<Operation.Kind> kinds, long sinceNanos, long endNanos) {
    List<Long> successes =
        history.stream(each -> kinds.contains(each.kind()) && each.ok())
            .map(Operation::endedNanos)
            .toList();
    long before = 0;
    Gap longest = new Gap(sinceNanos, sinceNanos, true);
    for (long success : successes) {
      if (success >= sinceNanos && success - before > longest.nanos()) {
        longest = new Gap(before, success, true);
      }
      before = success;
    }
    return endNanos - before > longest.nanos() ? new Gap(before, endNanos, false) : longest;
  }

  private long nanos() {
    return untilNanos - fromNanos;
  }

  /** Its length. */
  public Duration length() {
    return Duration.ofNanos(nanos());
  }
}

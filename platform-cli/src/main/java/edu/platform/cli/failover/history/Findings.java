package edu.platform.cli.failover.history;

import java.time.Duration;
import java.util.List;

/**
 * What is wrong with a history.
 *
 * @param acknowledged writes
 * @param lost acknowledged writes whose effect is not there
 * @param doubled writes whose effect is there more than once
 * @param refusedAndDone writes that were refused and are there all the same
 * @param indeterminate writes of which their clients know nothing
 * @param indeterminateDone those of them that are there
 * @param wrongTotals sums of all accounts that were not what was put into them
 * @param staleReads reads by a client that miss its own acknowledged write
 * @param acknowledgedByOldLeader writes that began after a newer leader had acknowledged one, and
 *     were acknowledged by an older one
 * @param twoLeaders from the newer leader's first acknowledgement to the older one's last
 * @param twoPrimaries time during which two members were out of recovery
 */
public record Findings(
    long acknowledged,
    List<Operation> lost,
    List<Operation> doubled,
    List<Operation> refusedAndDone,
    long indeterminate,
    long indeterminateDone,
    long wrongTotals,
    long staleReads,
    long acknowledgedByOldLeader,
    Duration twoLeaders,
    Duration twoPrimaries) {

  /** Copies the lists. */
  public Findings {
    lost = List.copyOf(lost);
    doubled = List.copyOf(doubled);
    refusedAndDone = List.copyOf(refusedAndDone);
  }
}

package edu.platform.cli.failover.history;

import java.util.Map;

/**
 * What the database holds when all is healed.
 *
 * @param numbers how often each number is there
 * @param transfers how often each transfer is there
 * @param total of all accounts
 * @param expectedTotal that was put into them
 * @param purchases how many purchases each key has made
 */
public record FinalState(
    Map<Long, Long> numbers,
    Map<Long, Long> transfers,
    long total,
    long expectedTotal,
    Map<Long, Long> purchases) {

  /** Copies the maps. */
  public FinalState {
    numbers = Map.copyOf(numbers);
    transfers = Map.copyOf(transfers);
    purchases = Map.copyOf(purchases);
  }

  /** How often the effect of a write is there. */
  long times(Operation write) {
    Map<Long, Long> there =
        switch (write.kind()) {
          case ADD, ADD_DIRECTLY -> numbers;
          case TRANSFER -> transfers;
          case PURCHASE -> purchases;
          case READ_OWN, READ_TOTAL, READ_API ->
              throw new IllegalArgumentException(write.kind() + " changes nothing");
        };
    return there.getOrDefault(write.id(), 0L);
  }
}

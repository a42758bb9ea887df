package edu.platform.cli.seed;

import java.util.Arrays;

/**
 * How many children each of a row of parents has (teachers of a course, projects of a topic): the
 * numbers vary as a pattern says, which is shuffled anew for each block of parents, so that their
 * sum and any partial sum follow from arithmetic. With a pattern of ones and zeros it is a choice.
 */
final class BlockCounts {

  private final RowRandom random;
  private final int column;
  private final int units;
  private final int[] pattern;
  private final int patternSum;
  private final int fullBlocks;
  private final int rest;
  private final int restSum;

  /**
   * Lay the counts out.
   *
   * @param random shuffles
   * @param column of {@code random} to use
   * @param units number of parents, 1 or more
   * @param limit most children that any parent may have; the pattern's own maximum must respect it
   *     wherever a whole block fits
   * @param pattern counts within one block. Parents that fill no whole block share the pattern's
   *     average evenly, rounded up.
   */
  BlockCounts(RowRandom random, int column, int units, int limit, int... pattern) {
    this.random = random;
    this.column = column;
    this.units = units;
    this.pattern = pattern.clone();
    this.patternSum = Arrays.stream(pattern).sum();
    this.fullBlocks = units / pattern.length;
    this.rest = units % pattern.length;
    this.restSum =
        Math.min(Math.ceilDiv(rest * patternSum, pattern.length), Math.multiplyExact(rest, limit));
  }

  /** Return the number of children of all parents. */
  int total() {
    return fullBlocks * patternSum + restSum;
  }

  /** Return the number of children of parent {@code unit}, counted from 0. */
  int count(int unit) {
    int block = unit / pattern.length;
    int place = unit % pattern.length;
    return block < fullBlocks ? shuffled(block)[place] : Shares.even(restSum, rest, place);
  }

  /** Return the number of children of all parents before {@code unit}. */
  int before(int unit) {
    int block = unit / pattern.length;
    int place = unit % pattern.length;
    int sum = block * patternSum;
    if (block < fullBlocks) {
      int[] counts = shuffled(block);
      for (int i = 0; i < place; i++) {
        sum += counts[i];
      }
      return sum;
    }
    return rest == 0 ? sum : sum + (int) ((long) place * restSum / rest);
  }

  /** Return the parent of child {@code child}, counted from 0: the inverse of {@link #before}. */
  int unitOf(int child) {
    int unit = Math.min(child / patternSum, fullBlocks) * pattern.length;
    int end = before(unit) + count(unit);
    while (end <= child) {
      unit++;
      end += count(unit);
    }
    return unit;
  }

  /** Return the number of parents. */
  int units() {
    return units;
  }

  private int[] shuffled(int block) {
    int[] counts = pattern.clone();
    for (int i = counts.length - 1; i > 0; i--) {
      int j = random.below((long) block * pattern.length + i, column, i + 1);
      int swapped = counts[i];
      counts[i] = counts[j];
      counts[j] = swapped;
    }
    return counts;
  }
}

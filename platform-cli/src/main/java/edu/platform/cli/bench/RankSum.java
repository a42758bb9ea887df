package edu.platform.cli.bench;

import java.util.Arrays;

/**
 * Tells whether two samples of independent runs differ: the rank-sum test of Wilcoxon, Mann and
 * Whitney, two-sided and exact, also with ties (they share their mean rank, and the distribution is
 * that of these ranks). It supposes nothing about how values are distributed: latencies are never
 * normal.
 */
final class RankSum {
  private final double[] before;
  private final double[] after;

  /**
   * Make the test.
   *
   * @param before at least one value
   * @param after at least one value
   */
  RankSum(double[] before, double[] after) {
    this.before = before.clone();
    this.after = after.clone();
  }

  /**
   * Return how probable a difference as large as this, or larger, is when both samples come from
   * the same distribution.
   */
  double pValue() {
    int[] doubledRanks = doubledRanks();
    int observed = 0;
    for (int i = before.length; i < doubledRanks.length; i++) {
      observed += doubledRanks[i];
    }
    double[] ways = ways(doubledRanks, after.length);
    double all = Arrays.stream(ways).sum();
    double atMost = Arrays.stream(ways, 0, observed + 1).sum();
    double atLeast = all - atMost + ways[observed];
    return Math.min(1, 2 * Math.min(atMost, atLeast) / all);
  }

  /** Twice the mean ranks, so that they are whole: first those of {@code before}. */
  private int[] doubledRanks() {
    double[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      int below = 0;
      int equal = 0;
      for (double other : sorted) {
        below += other < all[i] ? 1 : 0;
        equal += other == all[i] ? 1 : 0;
      }
      ranks[i] = 2 * below + equal + 1;
    }
    return ranks;
  }

  /** Return in how many ways {@code chosen} of the ranks have each sum. */
  private static double[] ways(int[] ranks, int chosen) {
    int most = Arrays.stream(ranks).sum();
    double[][] ways = new double[chosen + 1][most + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int count = chosen; count > 0; count--) {
        for (int sum = most; sum >= rank; sum--) {
          ways[count][sum] += ways[count - 1][sum - rank];
        }
      }
    }
    return ways[chosen];
  }

  /** Return by what factor values have grown: the median of all pairs' (Hodges and Lehmann). */
  double factor() {
    double[] factors = factors();
    int middle = factors.length / 2;
    return factors.length % 2 == 1 ? factors[middle] : (factors[middle - 1] + factors[middle]) / 2;
  }

  /**
   * Return the bounds that the true factor is within, in 95 of 100 cases.
   *
   * @return lower and upper bound; 0 and infinity if there are too few runs to say anything
   */
  double[] factorBounds() {
    double[] factors = factors();
    int n = before.length + after.length;
    int[] ranks = new int[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = i + 1;
    }
    double[] ways = ways(ranks, after.length);
    double all = Arrays.stream(ways).sum();
    int lowest = after.length * (after.length + 1) / 2;
    int outside = 0; // pairs to leave out on each side
    double tail = 0;
    while (outside <= factors.length / 2) {
      tail += ways[lowest + outside] / all;
      if (tail > 0.025) {
        break;
      }
      outside++;
    }
    return outside == 0
        ? new double[] {0, Double.POSITIVE_INFINITY}
        : new double[] {factors[outside - 1], factors[factors.length - outside]};
  }

  private double[] factors() {
    double[] factors = new double[before.length * after.length];
    for (int i = 0; i < factors.length; i++) {
      double from = before[i / after.length];
      double to = after[i % after.length];
      factors[i] = from == to ? 1 : to / from; // 0 to 0 is no change either
    }
    Arrays.sort(factors);
    return factors;
  }
}

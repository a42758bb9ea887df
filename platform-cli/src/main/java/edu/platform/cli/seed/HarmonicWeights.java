package edu.platform.cli.seed;

/**
 * Deals a total to ranks 1..ranks by the weight 1/(rank + ranks/100): the first percent gets about
 * 15 %, the first tenth about half (requirements section 6). Sums of weights are differences of the
 * digamma function, so nothing needs to be kept, and equal on all machines ({@link StrictMath}).
 */
final class HarmonicWeights {

  private final int ranks;
  private final int total;
  private final double shift;
  private final double weightBeforeFirst;
  private final double weightOfAll;

  HarmonicWeights(int ranks, int total) {
    this.ranks = ranks;
    this.total = total;
    this.shift = ranks / 100.0 + 1;
    this.weightBeforeFirst = digamma(shift);
    this.weightOfAll = digamma(ranks + shift) - weightBeforeFirst;
  }

  /** Return what ranks 1..{@code rank} get together; 0 for rank 0. */
  int upTo(int rank) {
    if (rank >= ranks) {
      return total;
    }
    double weight = digamma(rank + shift) - weightBeforeFirst;
    return (int) (total * (weight / weightOfAll));
  }

  /** Return what {@code rank} gets. */
  int of(int rank) {
    return upTo(rank) - upTo(rank - 1);
  }

  /** Return the rank that gets element {@code index}, 0..total-1, when they are dealt in order. */
  int rankOf(int index) {
    int low = 1;
    int high = ranks;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo(middle) > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Return digamma(x) for x > 0, by recurrence up to 10 and the asymptotic series from there. */
  private static double digamma(double x) {
    double value = 0;
    double at = x;
    while (at < 10) {
      value -= 1 / at;
      at += 1;
    }
    double inverse = 1 / (at * at);
    double series = inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse / 252));
    return value + StrictMath.log(at) - 0.5 / at - series;
  }
}

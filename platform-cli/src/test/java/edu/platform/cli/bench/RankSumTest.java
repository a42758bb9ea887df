package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankSumTest {

  private static double p(double[] before, double[] after) {
    return new RankSum(before, after).pValue();
  }

  private static double[] values(double... values) {
    return values;
  }

  /** Of 252 ways to choose five of ten ranks one has the smallest sum, and one the largest. */
  @Test
  void samplesThatDoNotOverlapAreAsUnlikelyAsCountingSays() {
    assertThat(p(values(1, 2, 3, 4, 5), values(6, 7, 8, 9, 10)))
        .isCloseTo(2 / 252.0, within(1e-12));
    assertThat(p(values(6, 7, 8, 9, 10), values(1, 2, 3, 4, 5)))
        .isCloseTo(2 / 252.0, within(1e-12));
    assertThat(p(values(1, 2), values(3, 4))).isCloseTo(2 / 6.0, within(1e-12));
  }

  /**
   * R: wilcox.test(c(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46), c(1.15, 0.88,
   * 0.90, 0.74, 1.21), exact = TRUE) gives p = 0.2544 (its manual's example).
   */
  @Test
  void theManualsExampleGivesItsProbability() {
    double[] before = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    double[] after = {1.15, 0.88, 0.90, 0.74, 1.21};

    assertThat(p(before, after)).isCloseTo(0.2544, within(0.00005));
  }

  @Test
  void equalValuesShowNothing() {
    assertThat(p(values(2, 2, 2, 2, 2), values(2, 2, 2, 2, 2))).isEqualTo(1);
    assertThat(new RankSum(values(0, 0), values(0, 0)).factor()).isEqualTo(1);
  }

  /** Every way to choose the ranks, counted one by one. */
  @Test
  void withTiesTheProbabilityIsThatOfAllChoices() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      double[] before = random.doubles(4).map(x -> Math.floor(x * 4)).toArray();
      double[] after = random.doubles(5).map(x -> Math.floor(x * 4)).toArray();
      assertThat(p(before, after)).isCloseTo(counted(before, after), within(1e-9));
    }
  }

  private static double counted(double[] before, double[] after) {
    double[] all = Arrays.copyOf(before, 9);
    System.arraycopy(after, 0, all, 4, 5);
    double[] ranks = new double[9];
    for (int i = 0; i < 9; i++) {
      for (double other : all) {
        ranks[i] += other < all[i] ? 1 : other == all[i] ? 0.5 : 0;
      }
    }
    double observed = Arrays.stream(ranks, 4, 9).sum();
    int choices = 0;
    int atMost = 0;
    int atLeast = 0;
    for (int chosen = 0; chosen < 512; chosen++) {
      if (Integer.bitCount(chosen) == 5) {
        double sum = 0;
        for (int i = 0; i < 9; i++) {
          sum += (chosen >> i & 1) * ranks[i];
        }
        choices++;
        atMost += sum <= observed ? 1 : 0;
        atLeast += sum >= observed ? 1 : 0;
      }
    }
    return Math.min(1, 2.0 * Math.min(atMost, atLeast) / choices);
  }

  @Test
  void theFactorIsTheMedianOfAllPairsWithinItsBounds() {
    double[] before = {10, 11, 12, 13, 14};
    RankSum grown = new RankSum(before, Arrays.stream(before).map(x -> x * 1.2).toArray());

    assertThat(grown.factor()).isCloseTo(1.2, within(1e-9));
    double[] bounds = grown.factorBounds();
    // Of 25 pairs the third from either end: two are left out (Hollander and Wolfe, table A.6).
    assertThat(bounds[0]).isCloseTo(11 * 1.2 / 14, within(1e-9));
    assertThat(bounds[1]).isCloseTo(14 * 1.2 / 11, within(1e-9));
  }

  @Test
  void twoRunsBoundNothing() {
    assertThat(new RankSum(values(1, 2), values(1, 2)).factorBounds())
        .containsExactly(0, Double.POSITIVE_INFINITY);
  }
}

package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact totals dealt to rows without keeping them: shares, blocks, even choices, weights, Zipf. */
class AllocationTest {

  private static final int[] PATTERN = {0, 0, 1, 1, 1, 2, 2, 3};

  private final RowRandom random = new RowRandom(1, "test");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 99, 1000, 200_000_000})
  void sharesSumToTheTotalAndAreWithinOneOfTheirs(int total) {
    int[] percents = {70, 12, 3, 6, 5, 4};

    int[] parts = Shares.split(total, percents);

    assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
    for (int i = 0; i < parts.length; i++) {
      assertThat((double) parts[i]).isCloseTo(total * (percents[i] / 100.0), within(1.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 40, 1003})
  void blockCountsAgreeWithTheirPartialSums(int units) {
    BlockCounts counts = new BlockCounts(random, 1, units, 3, PATTERN);

    int sum = 0;
    for (int unit = 0; unit < units; unit++) {
      assertThat(counts.before(unit)).isEqualTo(sum);
      for (int child = 0; child < counts.count(unit); child++) {
        assertThat(counts.unitOf(sum + child)).isEqualTo(unit);
      }
      sum += counts.count(unit);
    }
    assertThat(counts.total()).isEqualTo(sum).isEqualTo(Math.ceilDiv(units * 10, 8));
  }

  @Test
  void blockCountsVaryBetweenBlocks() {
    BlockCounts counts = new BlockCounts(random, 1, 80, 3, PATTERN);

    assertThat(
            IntStream.range(0, 10)
                .mapToObj(
                    block ->
                        Arrays.toString(
                            IntStream.range(0, 8).map(i -> counts.count(8 * block + i)).toArray()))
                .distinct())
        .hasSizeGreaterThan(5);
  }

  @Test
  void noUnitHasMoreThanTheLimit() {
    BlockCounts counts = new BlockCounts(random, 1, 1, 1, 1, 1, 8);

    assertThat(counts.count(0)).isEqualTo(1);
    assertThat(counts.total()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7})
  void anEvenSelectionChoosesExactlyAsManyAsAsked(int chosen) {
    EvenSelection selection = new EvenSelection(7, chosen);

    int[] elements = IntStream.range(0, 7).filter(selection::has).toArray();

    assertThat(elements).hasSize(chosen);
    for (int rank = 0; rank < chosen; rank++) {
      assertThat(selection.element(rank)).isEqualTo(elements[rank]);
      assertThat(selection.rank(elements[rank])).isEqualTo(rank);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50, 1000, 100_000})
  void weightsDealTheTotalAndEveryOneOfTheFirstFifthGetsSome(int ranks) {
    HarmonicWeights weights = new HarmonicWeights(ranks, ranks);

    long sum = 0;
    for (int rank = 1; rank <= ranks; rank++) {
      int part = weights.of(rank);
      assertThat(part).isNotNegative();
      if (rank <= Math.ceilDiv(ranks, 5)) {
        assertThat(part).as("rank %d", rank).isPositive();
      }
      if (part > 0) {
        assertThat(weights.rankOf((int) sum)).isEqualTo(rank);
        assertThat(weights.rankOf((int) sum + part - 1)).isEqualTo(rank);
      }
      sum += part;
    }
    assertThat(sum).isEqualTo(ranks);
  }

  @Test
  void theFirstPercentGetsAboutFifteenPercentAndTheFirstTenthHalf() {
    HarmonicWeights weights = new HarmonicWeights(100_000, 1_000_000);

    assertThat(weights.upTo(1_000)).isCloseTo(150_000, within(5_000));
    assertThat(weights.upTo(10_000)).isCloseTo(520_000, within(10_000));
  }

  @Test
  void weightsFollowTheFormula() {
    HarmonicWeights weights = new HarmonicWeights(1_000, 100_000_000);
    double all = IntStream.rangeClosed(1, 1_000).mapToDouble(r -> 1 / (r + 10.0)).sum();

    assertThat((double) weights.of(1)).isCloseTo(1e8 / 11 / all, within(2.0));
    assertThat((double) weights.of(500)).isCloseTo(1e8 / 510 / all, within(2.0));
  }

  @Test
  void aZipfIsDrawnByItsWeights() {
    double[] upTo = Zipf.cumulative(200, 1);
    int[] seen = new int[201];
    for (int i = 0; i < 100_000; i++) {
      seen[Zipf.draw(upTo, random.unit(i, 1))]++;
    }

    assertThat(seen[0]).isZero();
    assertThat(Arrays.stream(seen).sum()).isEqualTo(100_000);
    assertThat(seen[1] / (double) seen[2]).isCloseTo(2, within(0.1));
    assertThat(seen[1] / (double) seen[10]).isCloseTo(10, within(1.5));
  }
}

package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowRandomTest {

  private final RowRandom random = new RowRandom(1, "course");

  @Test
  void theSamePlaceGivesTheSameNumber() {
    assertThat(new RowRandom(1, "course").bits(5, 2)).isEqualTo(random.bits(5, 2));
  }

  @Test
  void anotherSeedStreamRowOrColumnGivesAnother() {
    assertThat(
            Set.of(
                random.bits(5, 2),
                random.bits(5, 3),
                random.bits(6, 2),
                new RowRandom(2, "course").bits(5, 2),
                new RowRandom(1, "courses").bits(5, 2)))
        .hasSize(5);
  }

  @Test
  void numbersStayInRangeAndAreEven() {
    int[] seen = new int[7];
    for (int row = 0; row < 70_000; row++) {
      seen[random.below(row, 1, 7)]++;
    }

    for (int number : seen) {
      assertThat(number).isCloseTo(10_000, within(400));
    }
  }

  @Test
  void bothEndsOfARangeAreMet() {
    Set<Integer> seen = new HashSet<>();
    for (int row = 0; row < 1_000; row++) {
      seen.add(random.between(row, 1, -2, 2));
    }

    assertThat(seen).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 17, 1000, 65_536, 65_537})
  void aPermutationMeetsEveryPlaceOnce(long size) {
    Permutation permutation = random.permutation(size, 1);
    Set<Long> places = new HashSet<>();
    for (long i = 0; i < size; i++) {
      places.add(permutation.apply(i));
    }

    assertThat(places).hasSize((int) size).allMatch(place -> place >= 0 && place < size);
  }

  @Test
  void aPermutationShuffles() {
    Permutation permutation = random.permutation(1000, 1);
    int unmoved = 0;
    for (int i = 0; i < 1000; i++) {
      unmoved += permutation.apply(i) == i ? 1 : 0;
    }

    assertThat(unmoved).isLessThan(10);
  }
}

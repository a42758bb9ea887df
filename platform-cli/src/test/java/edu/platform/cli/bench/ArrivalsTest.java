package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final List<Stage> MINUTE_AT_1000 = List.of(new Stage(Duration.ofMinutes(1), 1000));

  @Test
  void constantArrivalsLieEvenlyFromTheStart() {
    List<Long> due = all(Arrivals.constant(MINUTE_AT_1000, 0, 1));

    assertThat(due).isEqualTo(LongStream.range(0, 60_000).mapToObj(i -> i * 1_000_000).toList());
  }

  @Test
  void loopsShareTheConstantArrivals() {
    List<Long> together = new ArrayList<>();
    for (int loop = 0; loop < 3; loop++) {
      together.addAll(all(Arrivals.constant(MINUTE_AT_1000, loop, 3)));
    }

    assertThat(together.stream().sorted().toList())
        .isEqualTo(all(Arrivals.constant(MINUTE_AT_1000, 0, 1)));
  }

  @Test
  void stagesFollowOneAnother() {
    List<Stage> stages =
        List.of(new Stage(Duration.ofSeconds(2), 10), new Stage(Duration.ofSeconds(1), 100));

    List<Long> due = all(Arrivals.constant(stages, 0, 1));

    assertThat(due).hasSize(120);
    assertThat(due.get(19)).isEqualTo(1_900_000_000L);
    assertThat(due.get(20)).isEqualTo(2_000_000_000L);
    assertThat(due.get(119)).isEqualTo(2_990_000_000L);
  }

  @Test
  void aStageEndsInsideAGap() {
    List<Stage> stages =
        List.of(new Stage(Duration.ofMillis(1500), 1), new Stage(Duration.ofSeconds(1), 10));

    // At 1.5 s one and a half requests are expected: the third is due half a gap of 100 ms later.
    assertThat(all(Arrivals.constant(stages, 0, 1)))
        .startsWith(0L, 1_000_000_000L, 1_550_000_000L, 1_650_000_000L);
  }

  @Test
  void poissonArrivalsHaveExponentialGaps() {
    List<Long> due = all(Arrivals.poisson(MINUTE_AT_1000, 1, new SplittableRandom(7)));

    assertThat((double) due.size()).isCloseTo(60_000, within(3 * Math.sqrt(60_000)));
    double[] gaps = new double[due.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = (due.get(i + 1) - due.get(i)) / 1e6;
    }
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance =
        Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
    // Of an exponential distribution the standard deviation equals the mean.
    assertThat(Math.sqrt(variance)).isCloseTo(mean, within(0.03));
  }

  @Test
  void poissonArrivalsOfSeveralLoopsAddUpToTheRate() {
    SplittableRandom random = new SplittableRandom(7);
    int count =
        all(Arrivals.poisson(MINUTE_AT_1000, 2, random.split())).size()
            + all(Arrivals.poisson(MINUTE_AT_1000, 2, random.split())).size();

    assertThat((double) count).isCloseTo(60_000, within(3 * Math.sqrt(60_000)));
  }

  private static List<Long> all(Arrivals arrivals) {
    List<Long> due = new ArrayList<>();
    for (long next = arrivals.next(); next != Long.MAX_VALUE; next = arrivals.next()) {
      due.add(next);
    }
    return due;
  }
}

package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 3})
  void percentilesAgreeWithThoseOfTheSortedValues(double spread) {
    SplittableRandom random = new SplittableRandom(11);
    Histogram histogram = OperationStats.newHistogram();
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      long nanos = (long) (300_000 * Math.exp(spread * random.nextGaussian()));
      values.add(nanos);
      OperationStats.record(histogram, nanos);
    }
    Collections.sort(values);

    for (double percentile : new double[] {1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100}) {
      long exact = values.get((int) Math.ceil(values.size() * percentile / 100) - 1);
      assertThat((double) histogram.getValueAtPercentile(percentile))
          .as("p%s", percentile)
          .isCloseTo((double) exact, within(Math.max(1000, exact * 0.001)));
    }
  }

  @Test
  void whatIsLongerThanAnHourCountsAsAnHour() {
    Histogram histogram = OperationStats.newHistogram();

    OperationStats.record(histogram, Long.MAX_VALUE);
    OperationStats.record(histogram, -5);

    assertThat(histogram.getTotalCount()).isEqualTo(2);
    assertThat((double) histogram.getMaxValue()).isCloseTo(3.6e12, within(3.6e9));
    assertThat(histogram.getMinValue()).isZero();
  }
}

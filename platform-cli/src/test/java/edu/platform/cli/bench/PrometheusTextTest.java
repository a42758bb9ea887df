package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.PrometheusText.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  @Test
  void seriesAreReadWithTheirLabels() {
    Map<Series, Double> values =
        PrometheusText.parse(
            """
            # HELP a_total text
            # TYPE a_total counter
            a_total{b="c, d}",scope="application",} 3.0
            a_total{b="quoted \\" sign"} 4 1395066363000
            gauge -1.5e3
            none NaNs
            {broken
            """);

    assertThat(values)
        .isEqualTo(
            Map.of(
                new Series("a_total", Map.of("b", "c, d}")), 3.0,
                new Series("a_total", Map.of("b", "quoted \\\" sign")), 4.0,
                new Series("gauge", Map.of()), -1500.0));
    assertThat(values.keySet())
        .extracting(Series::toString)
        .contains("a_total{b=\"c, d}\"}", "gauge");
  }
}

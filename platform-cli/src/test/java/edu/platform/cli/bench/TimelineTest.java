package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static Interval second(int endsAt, long... latencyNanos) {
    Recording recording = new Recording(1);
    OperationStats stats = recording.operations().getFirst();
    for (long nanos : latencyNanos) {
      stats.addAnswer(5);
      stats.addCompletion();
      OperationStats.record(stats.latency(), nanos);
    }
    return new Interval(Duration.ofSeconds(endsAt), Duration.ofSeconds(1), recording);
  }

  @Test
  void aSecondIsARowWithItsLatenciesInCells() {
    Timeline timeline = new Timeline();

    timeline.accept(second(0, 1_000_000)); // the warm-up
    timeline.accept(second(1, 1_100_000, 1_100_000, 40_000_000));
    timeline.accept(second(2));

    List<Timeline.Row> rows = timeline.rows();
    assertThat(rows).extracting(Timeline.Row::fromSeconds).containsExactly(0.0, 1.0);
    assertThat(rows).extracting(Timeline.Row::completed).containsExactly(3L, 0L);
    assertThat(rows).extracting(Timeline.Row::answered).containsExactly(true, false);
    // 1 ms is two powers of ten above 10 us; 40 ms is 1.6 more.
    assertThat(rows.getFirst().cells()[20]).isEqualTo(2);
    assertThat(rows.getFirst().cells()[36]).isEqualTo(1);
    assertThat(Arrays.stream(rows.getFirst().cells()).sum()).isEqualTo(3);
    assertThat(Timeline.boundNanos(20)).isEqualTo(1e6);
  }

  @Test
  void aLongRunKeepsAllItsAnswersInFewRows() {
    Timeline timeline = new Timeline();
    int seconds = 5 * Timeline.MOST_ROWS + 7;

    for (int i = 1; i <= seconds; i++) {
      timeline.accept(second(i, 1_000_000));
    }

    List<Timeline.Row> rows = timeline.rows();
    assertThat(rows).hasSizeBetween(Timeline.MOST_ROWS / 2, Timeline.MOST_ROWS);
    assertThat(rows.stream().mapToLong(Timeline.Row::completed).sum()).isEqualTo(seconds);
    double end = 0;
    for (Timeline.Row row : rows) {
      assertThat(row.fromSeconds()).isEqualTo(end);
      end += row.seconds();
    }
    assertThat(end).isEqualTo(seconds);
  }
}

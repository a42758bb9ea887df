package edu.platform.cli.failover.history;

import static edu.platform.cli.failover.history.HistoryFixture.FIRST;
import static edu.platform.cli.failover.history.HistoryFixture.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long clients were without success. */
class GapTest {

  @Test
  void fromTheLastSuccessToTheFirstOneAfter() {
    HistoryFixture history =
        new HistoryFixture()
            .added(1, 100, FIRST)
            .added(2, 980, FIRST)
            .told(Kind.ADD, 3, 1500, Outcome.REFUSED, FIRST)
            .told(Kind.ADD, 4, 2500, Outcome.INDETERMINATE, FIRST)
            .added(5, 4480, FIRST)
            .added(6, 4500, FIRST);

    Gap gap = gap(history, 1000, 5000);

    assertThat(gap).isEqualTo(new Gap(nanos(980), nanos(4480), true));
    assertThat(gap.length()).isEqualTo(Duration.ofMillis(3500));
  }

  @Test
  void aGapThatWasOverBeforeTheFaultDoesNotCount() {
    HistoryFixture history =
        new HistoryFixture()
            .added(1, 100, FIRST)
            .added(2, 9000, FIRST)
            .added(3, 9100, FIRST)
            .added(4, 9300, FIRST);

    assertThat(gap(history, 9050, 9350).length()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void withoutASuccessAfterItLastsToTheEnd() {
    HistoryFixture history = new HistoryFixture().added(1, 900, FIRST);

    Gap gap = gap(history, 1000, 30_000);

    assertThat(gap.recovered()).isFalse();
    assertThat(gap.length()).isEqualTo(Duration.ofMillis(29_100));
  }

  @Test
  void otherKindsDoNotFillIt() {
    HistoryFixture history =
        new HistoryFixture()
            .added(1, 1000, FIRST)
            .told(Kind.ADD_DIRECTLY, 2, 2000, Outcome.OK, FIRST)
            .read(Kind.READ_TOTAL, 2500, "")
            .added(3, 3000, FIRST);

    assertThat(gap(history, 1000, 3000).length()).isEqualTo(Duration.ofSeconds(2));
  }

  private static Gap gap(HistoryFixture history, long faultMillis, long endMillis) {
    return Gap.longest(
        history.history(), Set.of(Kind.ADD, Kind.TRANSFER), nanos(faultMillis), nanos(endMillis));
  }
}

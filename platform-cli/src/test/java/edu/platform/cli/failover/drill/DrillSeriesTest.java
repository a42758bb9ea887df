package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.cli.failover.UnavailableException;
import edu.platform.cli.json.DrillResult;
import edu.platform.cli.json.DrillSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills one after another, over several runs of the program. */
class DrillSeriesTest {

  @TempDir Path folder;

  @Test
  void roundsOfAllThatNeedNoSpecialStack() {
    List<Drill> drills = DrillSeries.of(List.of("all"), 2, 1);

    assertThat(drills).hasSize(2 * Drill.allOrdinary().size());
    assertThat(drills).doesNotContain(Drill.DISK_FULL);
    assertThat(drills.subList(0, drills.size() / 2))
        .isEqualTo(drills.subList(drills.size() / 2, drills.size()));
  }

  @Test
  void randomIsTheSameForTheSameSeed() {
    List<Drill> drills = DrillSeries.of(List.of("random"), 40, 7);

    assertThat(drills).hasSize(40).isEqualTo(DrillSeries.of(List.of("random"), 40, 7));
    assertThat(drills).isNotEqualTo(DrillSeries.of(List.of("random"), 40, 8));
    assertThat(drills.stream().distinct()).hasSizeGreaterThan(10);
    assertThat(drills.subList(0, 10)).isEqualTo(DrillSeries.of(List.of("random"), 10, 7));
  }

  @Test
  void unknownNamesAreRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> DrillSeries.of(List.of("nod-kill"), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no drill 'nod-kill'")
        .hasMessageContaining("node-kill");
  }

  @Test
  void whatTheFileHasIsNotDoneAgain() {
    DrillSeries series = series(Drill.SWITCHOVER, Drill.NODE_KILL, Drill.SWITCHOVER);
    DrillResult first = Results.of(1, Drill.SWITCHOVER, 2000);
    DrillResult third = Results.of(3, Drill.SWITCHOVER, 2100);

    series.add(first);
    series.add(third);

    assertThat(series.done()).containsOnlyKeys(1, 3).containsValues(first, third);
  }

  @Test
  void aFileOfAnotherSeriesIsRefused() {
    series(Drill.SWITCHOVER).add(Results.of(1, Drill.SWITCHOVER, 2000));

    assertThatThrownBy(() -> series(Drill.NODE_KILL).done())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("is of another series: its number 1 is switchover");
  }

  @Test
  void aSeriesIsSummedUpByDrill() {
    DrillSummary summary =
        Summary.of(
            List.of(
                Results.of(1, Drill.SWITCHOVER, 3000),
                Results.of(2, Drill.NODE_KILL, 22_000),
                Results.of(3, Drill.SWITCHOVER, 1000),
                Results.of(4, Drill.SWITCHOVER, 2000)));

    assertThat(summary.drills()).isEqualTo(4);
    assertThat(summary.rows())
        .extracting(DrillSummary.Row::drill)
        .containsExactly("switchover", "node-kill");
    assertThat(summary.rows().getFirst().writeGap())
        .isEqualTo(new DrillSummary.Range(1000, 2000, 3000));
    assertThat(DrillText.of(summary, Optional.empty()))
        .contains("| switchover | 3 | 1.00 s / 2.00 s / 3.00 s |")
        .contains("4 drills, 0 failed; lost 0");
  }

  @Test
  void theMedianOfAnEvenNumberIsNotBetterThanWhatWasSeen() {
    assertThat(Summary.range(List.of(4L, 1L, 3L, 2L))).isEqualTo(new DrillSummary.Range(1, 3, 4));
    assertThat(Summary.range(List.of())).isEqualTo(new DrillSummary.Range(0, 0, 0));
  }

  private DrillSeries series(Drill... drills) {
    return new DrillSeries(List.of(drills), Optional.of(folder.resolve("series.jsonl")));
  }
}

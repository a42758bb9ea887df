package edu.platform.cli.failover.history;

import static edu.platform.cli.failover.history.HistoryFixture.FIRST;
import static edu.platform.cli.failover.history.HistoryFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Operation.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker sees what is wrong with a history, and nothing else. */
class CheckerTest {

  @Test
  void aCleanFailover() {
    Findings findings =
        new HistoryFixture()
            .added(1, 10, FIRST)
            .added(2, 20, FIRST)
            .added(3, 5000, SECOND)
            .read(Kind.READ_OWN, 5010, "")
            .read(Kind.READ_TOTAL, 5020, "")
            .check();

    assertThat(findings.acknowledged()).isEqualTo(3);
    assertThat(findings.lost()).isEmpty();
    assertThat(findings.doubled()).isEmpty();
    assertThat(findings.refusedAndDone()).isEmpty();
    assertThat(findings.wrongTotals()).isZero();
    assertThat(findings.staleReads()).isZero();
    assertThat(findings.acknowledgedByOldLeader()).isZero();
    assertThat(findings.twoLeaders()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"ADD", "ADD_DIRECTLY", "TRANSFER", "PURCHASE"})
  void anAcknowledgedWriteThatIsNotThereIsLost(Kind kind) {
    Findings findings =
        new HistoryFixture()
            .added(1, 10, FIRST)
            .told(kind, 2, 20, Outcome.OK, FIRST)
            .told(kind, 3, 30, Outcome.OK, FIRST)
            .there(kind, 3, 1)
            .check();

    assertThat(findings.lost()).extracting(Operation::id).containsExactly(2L);
  }

  @Test
  void onlyAcknowledgedWritesCanBeLost() {
    Findings findings =
        new HistoryFixture()
            .told(Kind.ADD, 1, 10, Outcome.REFUSED, FIRST)
            .told(Kind.ADD, 2, 20, Outcome.INDETERMINATE, FIRST)
            .check();

    assertThat(findings.lost()).isEmpty();
    assertThat(findings.indeterminate()).isEqualTo(1);
    assertThat(findings.indeterminateDone()).isZero();
  }

  @Test
  void anIndeterminateWriteMayTurnOutDone() {
    Findings findings =
        new HistoryFixture()
            .told(Kind.ADD, 1, 10, Outcome.INDETERMINATE, FIRST)
            .there(Kind.ADD, 1, 1)
            .told(Kind.ADD, 2, 20, Outcome.INDETERMINATE, FIRST)
            .check();

    assertThat(findings.indeterminate()).isEqualTo(2);
    assertThat(findings.indeterminateDone()).isEqualTo(1);
    assertThat(findings.doubled()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ADD", "TRANSFER", "PURCHASE"})
  void aWriteThatIsThereTwiceIsDoubled(Kind kind) {
    Findings findings =
        new HistoryFixture()
            .told(kind, 1, 10, Outcome.OK, FIRST)
            .there(kind, 1, 2)
            .told(kind, 2, 20, Outcome.INDETERMINATE, FIRST)
            .there(kind, 2, 2)
            .check();

    assertThat(findings.doubled()).extracting(Operation::id).containsExactly(1L, 2L);
  }

  @Test
  void aRefusedWriteThatIsThere() {
    Findings findings =
        new HistoryFixture()
            .told(Kind.TRANSFER, 7, 10, Outcome.REFUSED, FIRST)
            .there(Kind.TRANSFER, 7, 1)
            .check();

    assertThat(findings.refusedAndDone()).extracting(Operation::id).containsExactly(7L);
  }

  @Test
  void wrongTotalsDuringAndAfter() {
    assertThat(new HistoryFixture().total(999).check().wrongTotals()).isEqualTo(1);
    assertThat(
            new HistoryFixture()
                .read(Kind.READ_TOTAL, 10, "total 998")
                .read(Kind.READ_TOTAL, 20, "")
                .total(1001)
                .check()
                .wrongTotals())
        .isEqualTo(2);
  }

  @Test
  void aReadThatMissesTheClientsOwnWriteIsStale() {
    Findings findings =
        new HistoryFixture()
            .read(Kind.READ_OWN, 10, "")
            .read(Kind.READ_OWN, 20, "not there")
            .check();

    assertThat(findings.staleReads()).isEqualTo(1);
  }

  @Test
  void anOldLeaderThatGoesOnBesideANewOne() {
    Findings findings =
        new HistoryFixture()
            .added(1, 100, FIRST)
            .added(2, 1000, SECOND)
            .added(3, 1500, FIRST)
            .added(4, 3000, FIRST)
            .added(5, 4000, SECOND)
            .check();

    assertThat(findings.acknowledgedByOldLeader()).isEqualTo(2);
    assertThat(findings.twoLeaders()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aLateAnswerOfTheOldLeaderIsNoSecondLeader() {
    // Begun at 999, before the new leader's first acknowledgement at 1000.
    Findings findings = new HistoryFixture().added(1, 1000, SECOND).added(2, 1001, FIRST).check();

    assertThat(findings.acknowledgedByOldLeader()).isZero();
  }

  @Test
  void oneLeaderAfterAnotherAndBackAgain() {
    Writer third = new Writer(3, 200);

    Findings findings =
        new HistoryFixture()
            .added(1, 100, FIRST)
            .added(2, 1000, SECOND)
            .added(3, 2000, third)
            .check();

    assertThat(findings.acknowledgedByOldLeader()).isZero();
  }

  @Test
  void twoOnOneTimelineAreToldApartByWhenTheyWereStarted() {
    Writer restarted = new Writer(1, 900);

    Findings findings =
        new HistoryFixture()
            .added(1, 100, FIRST)
            .added(2, 1000, restarted)
            .added(3, 2000, FIRST)
            .check();

    assertThat(findings.acknowledgedByOldLeader()).isEqualTo(1);
  }

  @Test
  void twoOutOfRecoveryAreCountedWhileBothSaySo() {
    Findings findings =
        new HistoryFixture()
            .sample("a", 0, Sample.State.PRIMARY)
            .sample("b", 100, Sample.State.PRIMARY)
            .sample("a", 300, Sample.State.PRIMARY)
            .sample("a", 500, Sample.State.SILENT)
            .sample("b", 700, Sample.State.PRIMARY)
            .check();

    assertThat(findings.twoPrimaries()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aPrimaryThatIsNotHeardOfAnyMoreCountsForASecond() {
    Findings findings =
        new HistoryFixture()
            .sample("a", 0, Sample.State.PRIMARY)
            .sample("b", 200, Sample.State.PRIMARY)
            .sample("b", 5000, Sample.State.PRIMARY)
            .check();

    assertThat(findings.twoPrimaries()).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void replicasAreNoPrimaries() {
    Findings findings =
        new HistoryFixture()
            .sample("a", 0, Sample.State.PRIMARY)
            .sample("b", 100, Sample.State.REPLICA)
            .sample("c", 100, Sample.State.SILENT)
            .sample("a", 900, Sample.State.PRIMARY)
            .check();

    assertThat(findings.twoPrimaries()).isZero();
  }
}

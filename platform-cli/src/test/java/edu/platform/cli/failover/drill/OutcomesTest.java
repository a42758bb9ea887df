package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.history.Operation.Outcome;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be counted as done, as not done, and as neither. */
class OutcomesTest {

  @ParameterizedTest
  @ValueSource(strings = {"25006", "53300", "40001", "23505", "42501"})
  void whatTheServerRefusesWasNotDone(String state) {
    assertThat(Outcomes.of(new SQLException("refused", state), true)).isEqualTo(Outcome.REFUSED);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08006", "08003", "57P01", "57P02", "57014", "58030", "XX000", ""})
  void aConnectionThatEndsDuringACommitTellsNothing(String state) {
    assertThat(Outcomes.of(new SQLException("broken", state), true))
        .isEqualTo(Outcome.INDETERMINATE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08001", "08006", "57P01", "25006"})
  void beforeACommitNothingIsDone(String state) {
    assertThat(Outcomes.of(new SQLException("broken", state), false)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aCommitThatNoStandbyHasIsNotAcknowledged() {
    SQLWarning other = new SQLWarning("there is no transaction in progress");
    other.setNextWarning(
        new SQLWarning("canceling wait for synchronous replication due to user request"));

    assertThat(Outcomes.reserved(other)).isTrue();
    assertThat(Outcomes.reserved(new SQLWarning("something else"))).isFalse();
    assertThat(Outcomes.reserved(null)).isFalse();
  }
}

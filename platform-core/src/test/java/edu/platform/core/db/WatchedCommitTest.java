package edu.platform.core.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says about a commit. */
class WatchedCommitTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canceling wait for synchronous replication due to user request",
        "canceling the wait for synchronous replication and terminating connection"
      })
  void aCommitThatNoStandbyConfirmedIsUnknown(String text) {
    SQLWarning first = new SQLWarning("something else");
    first.setNextWarning(new SQLWarning(text, "01000"));

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> WatchedCommit.requireConfirmed(first))
        .withMessage(text)
        .matches(failure -> failure.getSQLState().startsWith("08"));
  }

  @Test
  void otherWarningsAreNone() {
    assertThatCode(
            () -> {
              WatchedCommit.requireConfirmed(null);
              WatchedCommit.requireConfirmed(new SQLWarning((String) null));
              WatchedCommit.requireConfirmed(new SQLWarning("something else"));
            })
        .doesNotThrowAnyException();
  }
}

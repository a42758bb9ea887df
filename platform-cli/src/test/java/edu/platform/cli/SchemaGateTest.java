package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.migrations.Migrations;
import edu.platform.migrations.SchemaState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemaGateTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void aSchemaThatFitsIsServedAtOnce() throws InterruptedException {
    SchemaState state = gate(Duration.ZERO, Migrations.LATEST).pass();

    assertThat(state.version()).hasValue(Migrations.LATEST);
    assertThat(said).isEmpty();
  }

  @Test
  void aMigrationOfAnOlderOneIsWaitedFor() throws InterruptedException {
    SchemaState state =
        gate(Duration.ofSeconds(60), 0, Migrations.LOWEST_SERVABLE - 1, Migrations.LOWEST_SERVABLE)
            .pass();

    assertThat(state.version()).hasValue(Migrations.LOWEST_SERVABLE);
    assertThat(said)
        .containsExactly(
            "the schema is at version 0, this build needs "
                + Migrations.LOWEST_SERVABLE
                + ": waiting up to 60 s for a migration.");
  }

  @Test
  void patienceEnds() {
    CliException failure =
        catchThrowableOfType(
            CliException.class, () -> gate(Duration.ofMillis(50), 3, 3, 3, 3).pass());

    assertThat(failure.exitCode()).isEqualTo(3);
    assertThat(failure).hasMessageContaining("version 3").hasMessageContaining("nobody migrated");
    assertThat(failure.hint()).contains("edu-cli migrate");
  }

  @Test
  void aNewerOneIsServedWithAWarning() throws InterruptedException {
    gate(Duration.ZERO, Migrations.LATEST + 1).pass();

    assertThat(said).hasSize(1).first().asString().contains("Warning", "newer release");
  }

  /** A gate before a schema that has these versions, one after the other; 0 is none. */
  private SchemaGate gate(Duration patience, int... versions) {
    Deque<SchemaState> states = new ArrayDeque<>();
    for (int version : versions) {
      states.add(
          new SchemaState(version == 0 ? OptionalInt.empty() : OptionalInt.of(version), false));
    }
    return new SchemaGate(states::remove, patience, said::add);
  }
}

package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.history.Sample.State;
import org.junit.jupiter.api.Test;

/** A member's changes, as the timeline shows them. */
class ChangesTest {

  private final Recorder recorder = new Recorder();
  private final Changes changes = new Changes(recorder, "a");

  @Test
  void aNewRoleIsNotedAtOnce() {
    saw(State.REPLICA, State.REPLICA, State.PRIMARY, State.PRIMARY);

    assertThat(recorder.events())
        .extracting(Recorder.Event::text)
        .containsExactly("replica -> primary");
  }

  @Test
  void oneLateAnswerIsNoSilence() {
    saw(State.REPLICA, State.SILENT, State.SILENT, State.REPLICA, State.SILENT, State.REPLICA);

    assertThat(recorder.events()).isEmpty();
  }

  @Test
  void threeAre() {
    saw(State.PRIMARY, State.SILENT, State.SILENT, State.SILENT, State.SILENT, State.REPLICA);

    assertThat(recorder.events())
        .extracting(Recorder.Event::text)
        .containsExactly("primary -> silent", "silent -> replica");
  }

  private void saw(State... states) {
    for (State state : states) {
      changes.saw(state);
    }
  }
}

package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.history.Sample.State;

/** Notes when a member becomes another one. A single answer that is late is none. */
final class Changes {

  private static final int SILENT_ANSWERS = 3;

  private final Recorder recorder;
  private final String member;
  private State noted;
  private int silent;

  Changes(Recorder recorder, String member) {
    this.recorder = recorder;
    this.member = member;
  }

  synchronized void saw(State state) {
    silent = state == State.SILENT ? silent + 1 : 0;
    if (state == noted || (silent > 0 && silent < SILENT_ANSWERS)) {
      return;
    }
    if (noted != null) {
      recorder.event(member, noted + " -> " + state);
    }
    noted = state;
  }
}

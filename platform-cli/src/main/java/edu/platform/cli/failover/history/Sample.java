package edu.platform.cli.failover.history;

/**
 * What a member answered to whether it is out of recovery, asked directly.
 *
 * @param member its name
 * @param atNanos when the answer came, since the beginning of the load
 * @param state what it was
 */
public record Sample(String member, long atNanos, State state) {

  /** A member's answer. */
  public enum State {
    PRIMARY,
    REPLICA,
    /** None, or a refusal. */
    SILENT;

    /** In small letters, as in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

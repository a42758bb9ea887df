package edu.platform.cli.failover;

import java.util.List;

/**
 * A judgement.
 *
 * @param verdict follows from the checks
 * @param reasons why it is not ok, the worst first
 * @param checks all that was looked at
 */
public record Health(Verdict verdict, List<String> reasons, List<Check> checks) {

  /** Copies the lists. */
  public Health {
    reasons = List.copyOf(reasons);
    checks = List.copyOf(checks);
  }

  /**
   * One thing that was looked at.
   *
   * @param name short and stable
   * @param result what it means for the verdict
   * @param found in one line
   * @param advice what to do; empty if all is well
   */
  public record Check(String name, Result result, String found, String advice) {}

  /** What a check means for the verdict. */
  public enum Result {
    PASSED,
    /** Should be mended, and takes nothing from the cluster today. */
    ADVICE,
    DEGRADED,
    DOWN;

    /** In small letters, as in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

package edu.platform.cli.failover;

import java.util.Locale;

/** What a cluster's health comes to. */
public enum Verdict {
  /** It takes writes and could lose any one machine. */
  OK,
  /** It takes writes, and something is missing. */
  DEGRADED,
  /** It takes no writes, or more than one member would. */
  DOWN;

  /** In small letters, as in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

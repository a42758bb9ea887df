package edu.platform.cli.terminal;

import java.util.Locale;

/** How a command shows its progress on standard error. */
public enum ProgressMode {
  /** A bar on a terminal, else a line for each finished step. */
  AUTO,
  /** A bar. */
  BAR,
  /** JSON lines. */
  JSON,
  /** Nothing. */
  NONE;

  /** As written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

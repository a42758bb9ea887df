package edu.platform.cli;

/** What edu-cli ends with. */
final class ExitCode {

  /** The work is done. */
  static final int DONE = 0;

  /** A check failed: an assertion, a drill's verdict. */
  static final int CHECK_FAILED = 1;

  /** Options or settings are not acceptable; nothing was done. */
  static final int USAGE = 2;

  /** Something that is needed is not available: a database, a port, disk space. */
  static final int UNAVAILABLE = 3;

  /** A defect of edu-cli. */
  static final int INTERNAL = 4;

  /** Ended by Ctrl-C, as shells count it; what was begun can be resumed. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}

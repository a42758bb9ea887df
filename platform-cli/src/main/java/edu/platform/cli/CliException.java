package edu.platform.cli;

/** A command's failure in the user's terms: what was tried and found, and what to do next. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String hint;

  /**
   * Make a failure.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message what was tried and what was found, one line
   * @param hint what to do next, one line
   */
  CliException(int exitCode, String message, String hint) {
    this(exitCode, message, hint, null);
  }

  CliException(int exitCode, String message, String hint, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  int exitCode() {
    return exitCode;
  }

  String hint() {
    return hint;
  }
}

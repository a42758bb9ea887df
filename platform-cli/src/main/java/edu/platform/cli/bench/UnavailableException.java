package edu.platform.cli.bench;

/** The target of a run cannot be reached or is not ready: what was found, and what to do next. */
public final class UnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * Make a failure.
   *
   * @param message what was tried and found, one line
   * @param hint what to do next, one line
   */
  public UnavailableException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  UnavailableException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** Return what to do next, one line. */
  public String hint() {
    return hint;
  }
}

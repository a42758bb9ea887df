package edu.platform.cli.failover;

/** Something that the check or a drill needs is not there; nothing was changed. */
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
    this(message, hint, null);
  }

  /**
   * Make a failure that another one caused.
   *
   * @param message what was tried and found, one line
   * @param hint what to do next, one line
   * @param cause of it
   */
  public UnavailableException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do next, one line. */
  public String hint() {
    return hint;
  }
}

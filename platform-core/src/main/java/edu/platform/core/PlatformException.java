package edu.platform.core;

import static java.util.Objects.requireNonNull;

/**
 * A fault, as opposed to a refusal: refusals that a caller must handle are return values. Messages
 * say what was expected and what was found, and never hold secrets or SQL parameters.
 */
public final class PlatformException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Make a fault without a cause.
   *
   * @param code what kind of fault
   * @param message what was expected and what was found
   */
  public PlatformException(ErrorCode code, String message) {
    super(message);
    this.code = requireNonNull(code, "code");
  }

  /**
   * Make a fault with the cause that is to be logged.
   *
   * @param code what kind of fault
   * @param message what was expected and what was found
   * @param cause what a library threw
   */
  public PlatformException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code");
  }

  /**
   * Return what kind of fault this is.
   *
   * @return the stable code
   */
  public ErrorCode code() {
    return code;
  }
}

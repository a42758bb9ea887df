package edu.platform.core;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A fault, as opposed to a refusal: refusals that a caller must handle are return values. Messages
 * say what was expected and what was found, and never hold secrets or SQL parameters.
 */
public final class PlatformException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String constraint;

  /**
   * Make a fault without a cause.
   *
   * @param code what kind of fault
   * @param message what was expected and what was found
   */
  public PlatformException(ErrorCode code, String message) {
    super(message);
    this.code = requireNonNull(code, "code");
    this.constraint = "";
  }

  /**
   * Make a fault with the cause that is to be logged.
   *
   * @param code what kind of fault
   * @param message what was expected and what was found
   * @param cause what a library threw
   */
  public PlatformException(ErrorCode code, String message, Throwable cause) {
    this(code, message, "", cause);
  }

  /**
   * Make a fault that a constraint of the schema brought up.
   *
   * @param code what kind of fault
   * @param message what was expected and what was found
   * @param constraint its name, or empty text
   * @param cause what a library threw
   */
  public PlatformException(ErrorCode code, String message, String constraint, Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code");
    this.constraint = requireNonNull(constraint, "constraint");
  }

  /**
   * Return what kind of fault this is.
   *
   * @return the stable code
   */
  public ErrorCode code() {
    return code;
  }

  /**
   * Return the constraint of the schema that was violated.
   *
   * @return its name, or empty if none was
   */
  public Optional<String> constraint() {
    return Optional.of(constraint).filter(name -> !name.isEmpty());
  }
}

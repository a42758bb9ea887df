package edu.platform.core;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A use case that is refused, for a reason its caller can do something about. It is thrown, since a
 * refusal inside a transaction must roll all of it back (ADR 0006); it has no stack trace, as it is
 * an ordinary answer. Messages say what was expected and what was found.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;
  private final String field;
  private final int retryAfterSeconds;

  private RefusedException(
      Kind kind, String code, String field, String detail, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.kind = requireNonNull(kind, "kind");
    this.code = requireNonNull(code, "code");
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Say that the caller is not known, or no longer.
   *
   * @param code stable, lower case, such as {@code bad_credentials}
   * @param detail what was expected
   * @return the refusal, to be thrown
   */
  public static RefusedException unauthenticated(String code, String detail) {
    return new RefusedException(Kind.UNAUTHENTICATED, code, "", detail, 0);
  }

  /**
   * Say that the caller may not do this.
   *
   * @param code stable, lower case; {@code forbidden} when a role is missing
   * @param detail who may
   * @return the refusal, to be thrown
   */
  public static RefusedException forbidden(String code, String detail) {
    return new RefusedException(Kind.FORBIDDEN, code, "", detail, 0);
  }

  /**
   * Say that there is nothing with this id, or nothing that the caller may see.
   *
   * @param what is not there, such as {@code purchase 7}
   * @return the refusal, to be thrown
   */
  public static RefusedException notFound(String what) {
    return new RefusedException(Kind.NOT_FOUND, "not_found", "", "there is no " + what, 0);
  }

  /**
   * Say that the state of things does not allow it.
   *
   * @param code stable, lower case, such as {@code sold_out}
   * @param detail what was expected and what was found
   * @return the refusal, to be thrown
   */
  public static RefusedException conflict(String code, String detail) {
    return new RefusedException(Kind.CONFLICT, code, "", detail, 0);
  }

  /**
   * Say that someone else has changed the resource since the caller read it.
   *
   * @param expected what the caller knows
   * @param found version that there is
   * @return the refusal, to be thrown
   */
  static RefusedException stale(String expected, int found) {
    return new RefusedException(
        Kind.STALE,
        "stale_etag",
        "",
        "expected " + expected + ", found version " + found + ": read it again",
        0);
  }

  /**
   * Say that the caller has to name the version it means to change.
   *
   * @param what there is already, such as {@code card of teacher 7}
   * @return the refusal, to be thrown
   */
  public static RefusedException versionRequired(String what) {
    return new RefusedException(
        Kind.VERSION_REQUIRED,
        "if_match_required",
        "",
        "there is a " + what + " already: say which version of it is to be changed",
        0);
  }

  /**
   * Say that a value is well-formed and not acceptable.
   *
   * @param code stable, lower case; {@code validation_failed} unless the value has a code of its
   *     own
   * @param field its name
   * @param detail what was expected and what was found
   * @return the refusal, to be thrown
   */
  public static RefusedException invalid(String code, String field, String detail) {
    return new RefusedException(Kind.INVALID, code, requireNonNull(field, "field"), detail, 0);
  }

  /**
   * Say that a field names a row that does not exist.
   *
   * @param field its name
   * @param what is not there, such as {@code course 7}
   * @return the refusal, to be thrown
   */
  public static RefusedException unknownReference(String field, String what) {
    return invalid("validation_failed", field, "names " + what + ", which does not exist");
  }

  /**
   * Say that the caller has to wait.
   *
   * @param code stable, lower case
   * @param detail what there was too much of
   * @param retryAfterSeconds how long, at least 1
   * @return the refusal, to be thrown
   */
  public static RefusedException throttled(String code, String detail, int retryAfterSeconds) {
    return new RefusedException(Kind.THROTTLED, code, "", detail, retryAfterSeconds);
  }

  /**
   * Return what kind of refusal this is.
   *
   * @return the kind, which decides the HTTP status
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Return the code that programs look at.
   *
   * @return stable, lower case
   */
  public String code() {
    return code;
  }

  /**
   * Return the field at fault.
   *
   * @return its name, or empty if no single field is
   */
  public Optional<String> field() {
    return Optional.of(field).filter(name -> !name.isEmpty());
  }

  /**
   * Return how long to wait.
   *
   * @return seconds; 0 unless the kind is {@link Kind#THROTTLED}
   */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Kinds of refusals, each with an HTTP status of its own. */
  public enum Kind {
    /** 401. */
    UNAUTHENTICATED,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 409. */
    CONFLICT,
    /** 412. */
    STALE,
    /** 428. */
    VERSION_REQUIRED,
    /** 422. */
    INVALID,
    /** 429. */
    THROTTLED
  }
}

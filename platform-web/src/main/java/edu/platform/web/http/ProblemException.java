package edu.platform.web.http;

import edu.platform.core.RefusedException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import java.util.stream.Collectors;

/** A request that is refused, with what the problem document says (RFC 9457; design section 5). */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** 422, which Helidon has no name for (RFC 9110, section 15.5.21). */
  static final Status UNPROCESSABLE_CONTENT = Status.create(422, "Unprocessable Content");

  private static final Header BEARER =
      HeaderValues.createCached(HeaderNames.WWW_AUTHENTICATE, "Bearer");

  private final transient Status status;
  private final String code;
  private final transient List<Problem.FieldError> fields;
  private final transient List<Header> headers;

  private ProblemException(
      Status status,
      String code,
      String detail,
      List<Problem.FieldError> fields,
      List<Header> headers) {
    // Refusals are ordinary answers: no stack trace is made for them.
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.fields = List.copyOf(fields);
    this.headers = List.copyOf(headers);
  }

  /**
   * Refuse a request.
   *
   * @param status HTTP status, 4xx or 5xx
   * @param code stable, lower case
   * @param detail what was expected and what was found
   * @return the refusal, to be thrown
   */
  public static ProblemException of(Status status, String code, String detail) {
    return new ProblemException(status, code, detail, List.of(), List.of());
  }

  /**
   * Refuse a request because of one of its parameters or fields.
   *
   * @param status HTTP status, 4xx
   * @param code stable, lower case
   * @param field its name
   * @param detail what was expected and what was found
   * @return the refusal, to be thrown
   */
  public static ProblemException ofField(Status status, String code, String field, String detail) {
    return new ProblemException(
        status,
        code,
        field + " " + detail,
        List.of(new Problem.FieldError(field, detail)),
        List.of());
  }

  /**
   * Refuse a request because of several of its fields.
   *
   * @param status HTTP status, 4xx
   * @param code stable, lower case
   * @param fields at fault, at least one
   * @return the refusal, to be thrown
   */
  static ProblemException ofFields(Status status, String code, List<Problem.FieldError> fields) {
    String detail =
        fields.stream()
            .map(field -> field.field() + " " + field.detail())
            .collect(Collectors.joining("; "));
    return new ProblemException(status, code, detail, fields, List.of());
  }

  /**
   * Answer what the core refused: the only place where its kinds become statuses.
   *
   * @param refusal of a use case
   * @return the refusal, to be written
   */
  static ProblemException of(RefusedException refusal) {
    Status status =
        switch (refusal.kind()) {
          case UNAUTHENTICATED -> Status.UNAUTHORIZED_401;
          case FORBIDDEN -> Status.FORBIDDEN_403;
          case NOT_FOUND -> Status.NOT_FOUND_404;
          case CONFLICT -> Status.CONFLICT_409;
          case STALE -> Status.PRECONDITION_FAILED_412;
          case VERSION_REQUIRED -> Status.PRECONDITION_REQUIRED_428;
          case INVALID -> UNPROCESSABLE_CONTENT;
          case THROTTLED -> Status.TOO_MANY_REQUESTS_429;
        };
    List<Header> headers =
        switch (refusal.kind()) {
          case UNAUTHENTICATED -> List.of(BEARER);
          case THROTTLED ->
              List.of(HeaderValues.create(HeaderNames.RETRY_AFTER, refusal.retryAfterSeconds()));
          default -> List.of();
        };
    String detail = refusal.getMessage();
    return refusal
        .field()
        .map(
            field ->
                new ProblemException(
                    status,
                    refusal.code(),
                    field + " " + detail,
                    List.of(new Problem.FieldError(field, detail)),
                    headers))
        .orElseGet(() -> new ProblemException(status, refusal.code(), detail, List.of(), headers));
  }

  /**
   * Refuse a query parameter.
   *
   * @param name of the parameter
   * @param detail what was expected and what was found
   * @return a 400 {@code invalid_parameter}, to be thrown
   */
  public static ProblemException invalidParameter(String name, String detail) {
    return ofField(Status.BAD_REQUEST_400, "invalid_parameter", name, detail);
  }

  /**
   * Say that there is nothing with this id, or nothing that the caller may see.
   *
   * @param what is not there, such as {@code course 7}
   * @return a 404 {@code not_found}, to be thrown
   */
  public static ProblemException notFound(String what) {
    return of(Status.NOT_FOUND_404, "not_found", "there is no " + what);
  }

  /**
   * Ask the caller to say who it is (RFC 6750, section 3).
   *
   * @param detail whom the route is for
   * @return a 401 {@code unauthenticated} with {@code WWW-Authenticate}, to be thrown
   */
  public static ProblemException unauthenticated(String detail) {
    return new ProblemException(
        Status.UNAUTHORIZED_401, "unauthenticated", detail, List.of(), List.of(BEARER));
  }

  /**
   * Say that the caller has to come back later.
   *
   * @param detail what is not available
   * @param retryAfterSeconds when to try again
   * @return a 503 {@code unavailable}, to be thrown
   */
  public static ProblemException unavailable(String detail, int retryAfterSeconds) {
    return new ProblemException(
        Status.SERVICE_UNAVAILABLE_503,
        "unavailable",
        detail,
        List.of(),
        List.of(HeaderValues.create(HeaderNames.RETRY_AFTER, retryAfterSeconds)));
  }

  /**
   * Say that the caller sends too much.
   *
   * @param detail what was expected
   * @param retryAfterSeconds when to try again
   * @return a 429 {@code rate_limited} with {@code Retry-After}, to be thrown
   */
  static ProblemException rateLimited(String detail, int retryAfterSeconds) {
    return new ProblemException(
        Status.TOO_MANY_REQUESTS_429,
        "rate_limited",
        detail,
        List.of(),
        List.of(HeaderValues.create(HeaderNames.RETRY_AFTER, retryAfterSeconds)));
  }

  /**
   * Refuse a method that a path does not have.
   *
   * @param allow the ones it has
   * @return a 405 {@code method_not_allowed} with {@code Allow}, to be thrown
   */
  static ProblemException methodNotAllowed(String allow) {
    return new ProblemException(
        Status.METHOD_NOT_ALLOWED_405,
        "method_not_allowed",
        "expected one of " + allow,
        List.of(),
        List.of(HeaderValues.create(HeaderNames.ALLOW, allow)));
  }

  /**
   * Return the HTTP status.
   *
   * @return 4xx or 5xx
   */
  public Status status() {
    return status;
  }

  /**
   * Return the code that programs look at.
   *
   * @return stable, lower case
   */
  public String code() {
    return code;
  }

  List<Problem.FieldError> fields() {
    return fields;
  }

  List<Header> headers() {
    return headers;
  }
}

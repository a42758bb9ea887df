package edu.platform.web.http;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457) with the members of design section 5.
 *
 * @param type {@code about:blank}: the status says what kind it is, {@code code} which one
 * @param title of the status
 * @param status HTTP status
 * @param detail what was expected and what was found
 * @param code stable, lower case
 * @param errors the parameters or fields at fault
 * @param requestId to be found in the log
 * @param error the detail once more, where users of the old project look for it
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<FieldError> errors,
    String requestId,
    Optional<String> error) {

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * A parameter or field at fault.
   *
   * @param field its name
   * @param detail what was expected and what was found
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record FieldError(String field, String detail) {}
}

package edu.platform.web.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the header by which a repeat of a request is known (requirements, section 5). */
final class IdempotencyKeys {

  private static final HeaderName HEADER = HeaderNames.create("Idempotency-Key");

  /** Printable ASCII, neither beginning nor ending with a space. */
  private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

  private IdempotencyKeys() {}

  /**
   * Return the key.
   *
   * @param headers of the request
   * @return 1 to 128 printable ASCII characters
   * @throws ProblemException 400 {@code idempotency_key_required} without one, {@code
   *     invalid_parameter} for anything else
   */
  static String require(ServerRequestHeaders headers) {
    if (!headers.contains(HEADER)) {
      throw ProblemException.of(
          Status.BAD_REQUEST_400,
          "idempotency_key_required",
          "expected the header Idempotency-Key, chosen anew for each thing to be done");
    }
    List<String> all = headers.get(HEADER).allValues();
    if (all.size() != 1 || !KEY.matcher(all.getFirst()).matches()) {
      throw ProblemException.invalidParameter(
          HEADER.defaultCase(), "must be given once, as 1..128 printable ASCII characters");
    }
    return all.getFirst();
  }
}

package edu.platform.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.Locale;

/** Tells whether a client takes JSON (RFC 9110, section 12.5.1). */
final class Accepts {

  private Accepts() {}

  /**
   * Refuse a client that does not take what the operations below {@code /v1} answer with.
   *
   * @param headers of the request
   * @param endpoint what would answer
   * @throws ProblemException 406 {@code not_acceptable}
   */
  static void requireJson(ServerRequestHeaders headers, Endpoint endpoint) {
    if (!headers.contains(HeaderNames.ACCEPT) || !endpoint.template().startsWith("/v1/")) {
      return;
    }
    for (String accept : headers.get(HeaderNames.ACCEPT).allValues()) {
      if (accept.equals("*/*") || takesJson(accept)) {
        return;
      }
    }
    throw ProblemException.of(
        Status.NOT_ACCEPTABLE_406, "not_acceptable", "only application/json can be answered here");
  }

  private static boolean takesJson(String accept) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      String type = parts[0].strip();
      boolean json =
          type.equals("*/*") || type.equals("application/*") || type.equals("application/json");
      if (json && !refused(parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean refused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().matches("q=0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}

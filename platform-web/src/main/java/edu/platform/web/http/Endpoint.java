package edu.platform.web.http;

import java.util.Set;

/**
 * One operation of the API.
 *
 * @param method HTTP method, upper case
 * @param template path with named segments, such as {@code /v1/courses/{id}}; also the label in
 *     metrics and logs
 * @param parameters names of the query parameters that it knows; any other is refused
 * @param handler answers it
 */
public record Endpoint(String method, String template, Set<String> parameters, Handler handler) {

  /** Copies the set. */
  public Endpoint {
    parameters = Set.copyOf(parameters);
  }

  /**
   * Make an operation that reads.
   *
   * @param template path with named segments
   * @param handler answers it
   * @param parameters names of its query parameters
   * @return a GET operation, which answers HEAD too
   */
  public static Endpoint get(String template, Handler handler, String... parameters) {
    return new Endpoint("GET", template, Set.of(parameters), handler);
  }

  /** Answers requests for one operation. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Answer a request.
     *
     * @param request what was asked
     * @return the answer
     * @throws ProblemException if the request is not acceptable
     */
    Reply handle(ApiRequest request);
  }
}

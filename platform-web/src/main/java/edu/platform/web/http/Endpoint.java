package edu.platform.web.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One operation of the API: all that its description, the checks before it and the tests of it have
 * to know.
 *
 * @param method HTTP method, upper case
 * @param template path with named segments, such as {@code /v1/courses/{id}}; also the label in
 *     metrics and logs
 * @param parameters names of the query parameters that it knows; any other is refused
 * @param access who may call it
 * @param traits what else is asked of a request
 * @param handler answers it
 */
public record Endpoint(
    String method,
    String template,
    Set<String> parameters,
    Access access,
    Set<Trait> traits,
    Handler handler) {

  /** Copies the sets. */
  public Endpoint {
    parameters = Set.copyOf(parameters);
    traits = Set.copyOf(traits);
  }

  /**
   * Make an operation that reads.
   *
   * @param template path with named segments
   * @param handler answers it
   * @param parameters names of its query parameters
   * @return a GET operation for anyone, which answers HEAD too
   */
  public static Endpoint get(String template, Handler handler, String... parameters) {
    return new Endpoint("GET", template, Set.of(parameters), Access.ANYONE, Set.of(), handler);
  }

  /**
   * Make an operation that creates something from a JSON body, or does something with one.
   *
   * @param template path with named segments
   * @param access who may call it
   * @param handler answers it
   * @param traits what else is asked of a request
   * @return a POST operation
   */
  public static Endpoint post(String template, Access access, Handler handler, Trait... traits) {
    return make("POST", template, access, handler, traits).with(Trait.JSON_BODY);
  }

  /**
   * Make an operation that does something and takes no body.
   *
   * @param template path with named segments
   * @param access who may call it
   * @param handler answers it
   * @param traits what else is asked of a request
   * @return a POST operation
   */
  public static Endpoint action(String template, Access access, Handler handler, Trait... traits) {
    return make("POST", template, access, handler, traits);
  }

  /**
   * Make an operation that changes members of a resource.
   *
   * @param template path with named segments
   * @param access who may call it
   * @param handler answers it
   * @return a PATCH operation with a JSON body and {@code If-Match}
   */
  public static Endpoint patch(String template, Access access, Handler handler) {
    return make("PATCH", template, access, handler).with(Trait.JSON_BODY, Trait.IF_MATCH);
  }

  /**
   * Make an operation that sets something whole.
   *
   * @param template path with named segments
   * @param access who may call it
   * @param handler answers it
   * @param traits what else is asked of a request, {@link Trait#JSON_BODY} too if there is one
   * @return a PUT operation
   */
  public static Endpoint put(String template, Access access, Handler handler, Trait... traits) {
    return make("PUT", template, access, handler, traits);
  }

  /**
   * Make an operation that removes something.
   *
   * @param template path with named segments
   * @param access who may call it
   * @param handler answers it
   * @param traits what else is asked of a request, {@link Trait#IF_MATCH} for resources
   * @return a DELETE operation
   */
  public static Endpoint delete(String template, Access access, Handler handler, Trait... traits) {
    return make("DELETE", template, access, handler, traits);
  }

  private static Endpoint make(
      String method, String template, Access access, Handler handler, Trait... traits) {
    return new Endpoint(
        method, template, Set.of(), access, Set.copyOf(Arrays.asList(traits)), handler);
  }

  /**
   * Return the names in the template.
   *
   * @return such as {@code id}, in order
   */
  public List<String> segments() {
    return Arrays.stream(template.split("/", -1))
        .filter(segment -> segment.startsWith("{"))
        .map(segment -> segment.substring(1, segment.length() - 1))
        .toList();
  }

  /**
   * Restrict the operation.
   *
   * @param callers who may call it
   * @return the operation for them
   */
  public Endpoint by(Access callers) {
    return new Endpoint(method, template, parameters, callers, traits, handler);
  }

  /**
   * Ask for more.
   *
   * @param more traits besides those it has
   * @return the operation with them
   */
  public Endpoint with(Trait... more) {
    Set<Trait> all = EnumSet.noneOf(Trait.class);
    all.addAll(traits);
    all.addAll(Arrays.asList(more));
    return new Endpoint(method, template, parameters, access, all, handler);
  }

  /**
   * Tell whether something is asked of a request.
   *
   * @param trait what
   * @return whether it is
   */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** What an operation asks of a request, besides its path and query. */
  public enum Trait {
    /** An object in JSON. */
    JSON_BODY,
    /** The version that the client knows (RFC 9110, section 13.1.1); 428 without. */
    IF_MATCH,
    /** A key of the client's by which a repeat is known; 400 without. */
    IDEMPOTENCY_KEY,
    /** Never held back by rate limits. */
    UNLIMITED,
    /** Held back as a registration, and not as any other write. */
    REGISTRATION,
    /** Answers with CSV too. */
    CSV
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

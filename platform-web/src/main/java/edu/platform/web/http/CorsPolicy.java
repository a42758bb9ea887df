package edu.platform.web.http;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which web pages may use the API from a browser ({@code CORS_ALLOWED_ORIGINS}; the Fetch standard,
 * "CORS protocol"). Tokens travel in a header that pages set themselves, so that no page is allowed
 * to send credentials of the browser's.
 *
 * @param origins exactly these, as browsers write them; none by default
 */
public record CorsPolicy(Set<String> origins) {

  private static final HeaderName REQUEST_METHOD =
      HeaderNames.create("Access-Control-Request-Method");
  private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, "Origin");
  private static final Header EXPOSE =
      HeaderValues.createCached(
          HeaderNames.create("Access-Control-Expose-Headers"),
          "ETag, Link, Location, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset,"
              + " Retry-After, X-Request-Id");
  private static final Header ALLOW_HEADERS =
      HeaderValues.createCached(
          HeaderNames.create("Access-Control-Allow-Headers"),
          "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id");
  private static final Header MAX_AGE =
      HeaderValues.createCached(HeaderNames.create("Access-Control-Max-Age"), "600");
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.create("Access-Control-Allow-Origin");
  private static final HeaderName ALLOW_METHODS =
      HeaderNames.create("Access-Control-Allow-Methods");

  /** Copies the set. */
  public CorsPolicy {
    origins = Set.copyOf(origins);
  }

  /**
   * Read a list.
   *
   * @param text origins such as {@code https://shop.example.org}, separated by commas; may be empty
   * @return the policy
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one is malformed, or a pattern
   */
  public static CorsPolicy parse(String text) {
    return new CorsPolicy(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(CorsPolicy::origin)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String origin(String text) {
    try {
      URI uri = new URI(text).parseServerAuthority();
      if (uri.getHost() != null
          && Set.of("http", "https").contains(uri.getScheme())
          && uri.getRawUserInfo() == null
          && uri.getRawPath().isEmpty()
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && text.equals(text.toLowerCase(Locale.ROOT))) {
        return text;
      }
    } catch (URISyntaxException _) {
      // Answered below.
    }
    throw new PlatformException(
        ErrorCode.INVALID_CONFIGURATION,
        "CORS_ALLOWED_ORIGINS: expected origins such as https://shop.example.org, in lower case and"
            + " without a path, found '"
            + text
            + "'");
  }

  /**
   * Add what a browser wants to see.
   *
   * @param request asked by a page, or not
   * @param headers of the answer, whatever it will be
   */
  void answer(ServerRequestHeaders request, List<Header> headers) {
    if (origins.isEmpty()) {
      return;
    }
    // For caches: the answer to another page is another one.
    headers.add(VARY);
    if (isAllowed(request)) {
      headers.add(HeaderValues.create(ALLOW_ORIGIN, request.get(HeaderNames.ORIGIN).get()));
      headers.add(EXPOSE);
    }
  }

  /**
   * Add what a browser wants to see before it sends a request for a page.
   *
   * @param request OPTIONS
   * @param allow methods that the path has
   * @param headers of the answer
   */
  void preflight(ServerRequestHeaders request, String allow, List<Header> headers) {
    if (isAllowed(request) && request.contains(REQUEST_METHOD)) {
      headers.add(HeaderValues.create(ALLOW_METHODS, allow));
      headers.add(ALLOW_HEADERS);
      headers.add(MAX_AGE);
    }
  }

  private boolean isAllowed(ServerRequestHeaders request) {
    return request.contains(HeaderNames.ORIGIN)
        && origins.contains(request.get(HeaderNames.ORIGIN).get());
  }
}

package edu.platform.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A request for an operation, with its path and query values read and checked. */
public final class ApiRequest {

  /** The largest body that is read: 1 MiB (design section 5). */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final String MAX_ID = Integer.toString(Integer.MAX_VALUE);

  private final ServerRequest request;
  private final Endpoint endpoint;
  private final String[] pathValues;

  ApiRequest(ServerRequest request, Endpoint endpoint, String[] pathValues) {
    this.request = request;
    this.endpoint = endpoint;
    this.pathValues = pathValues;
  }

  /**
   * Return the id that the first named segment of the path holds.
   *
   * @return 1 to 2147483647
   * @throws ProblemException 400 {@code invalid_id} for anything else
   */
  public int id() {
    String text = pathValues[0];
    int length = text.length();
    // Compared as text, so that any number of digits is refused the same way.
    boolean digits = length > 0 && length <= MAX_ID.length() && text.charAt(0) != '0';
    for (int i = 0; digits && i < length; i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || (length == MAX_ID.length() && text.compareTo(MAX_ID) > 0)) {
      throw ProblemException.ofField(
          Status.BAD_REQUEST_400,
          "invalid_id",
          "id",
          "must be 1.." + MAX_ID + ", not '" + shown(text) + "'");
    }
    return Integer.parseInt(text);
  }

  /**
   * Return the id in the path of an operation that has no query.
   *
   * @return 1 to 2147483647
   * @throws ProblemException 400 {@code invalid_id}, or {@code invalid_parameter} if there is a
   *     query
   */
  public int idOnly() {
    int id = id();
    if (!request.query().isEmpty()) {
      parameters();
    }
    return id;
  }

  /**
   * Return the text that the first named segment of the path holds.
   *
   * @return decoded
   */
  public String segment() {
    return URLDecoder.decode(pathValues[0].replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Return the query parameters.
   *
   * @return the parameters, known and given once
   * @throws ProblemException 400 {@code invalid_parameter} for an unknown or repeated one
   */
  public Parameters parameters() {
    return Parameters.of(path(), request.query(), endpoint.parameters());
  }

  /**
   * Tell whether the client says who it is: such a request reads the leader and no cache (design
   * section 3).
   *
   * @return whether there is no {@code Authorization} header
   */
  public boolean anonymous() {
    return !request.headers().contains(HeaderNames.AUTHORIZATION);
  }

  /**
   * Return the path as sent.
   *
   * @return not decoded, without query
   */
  public String path() {
    return request.path().rawPath();
  }

  /**
   * Read the body.
   *
   * @return all of it, at most {@link #MAX_BODY_BYTES}; empty if there is none
   * @throws ProblemException 400 {@code malformed_request} if it is broken off or not as its
   *     headers say
   * @throws RequestException 413 if it is longer
   */
  public byte[] body() {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      // The server is set up to refuse longer ones.
      return request.content().inputStream().readAllBytes();
    } catch (RequestException refusedByHelidon) {
      throw refusedByHelidon;
    } catch (IOException | RuntimeException broken) {
      // Helidon reports chunks that are none in several ways.
      throw ProblemException.of(
          Status.BAD_REQUEST_400, "malformed_request", "the body could not be read");
    }
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}

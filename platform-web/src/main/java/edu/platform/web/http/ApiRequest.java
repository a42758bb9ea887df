package edu.platform.web.http;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.access.Viewer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** A request for an operation, with its path and query values read and checked. */
public final class ApiRequest {

  /** The largest body that is read: 1 MiB (design section 5). */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** What the owner of an account may write for its id. */
  private static final String ME = "me";

  private static final String MAX_ID = Integer.toString(Integer.MAX_VALUE);

  private final ServerRequest request;
  private final Endpoint endpoint;
  private final String[] pathValues;
  private final Viewer viewer;
  private final Supplier<String> address;
  private Fields fields;
  private byte[] body;

  ApiRequest(
      ServerRequest request,
      Endpoint endpoint,
      String[] pathValues,
      Viewer viewer,
      Supplier<String> address) {
    this.request = request;
    this.endpoint = endpoint;
    this.pathValues = pathValues;
    this.viewer = viewer;
    this.address = address;
  }

  /**
   * Return the id that the first named segment of the path holds.
   *
   * @return 1 to 2147483647
   * @throws ProblemException 400 {@code invalid_id} for anything else
   */
  public int id() {
    return id(0, "id");
  }

  /**
   * Return the id that a named segment of the path holds.
   *
   * @param name of the segment, such as {@code topic_id}
   * @return 1 to 2147483647
   * @throws ProblemException 400 {@code invalid_id} for anything else
   */
  public int id(String name) {
    return id(endpoint.segments().indexOf(name), name);
  }

  private int id(int index, String name) {
    String text = pathValues[index];
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
          name,
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
    refuseQuery();
    return id;
  }

  /**
   * Return the account in the path of an operation that has no query.
   *
   * @return 1 to 2147483647; for {@code me}, the one that asks
   * @throws ProblemException 400 {@code invalid_id}, or {@code invalid_parameter} if there is a
   *     query
   */
  public int userIdOnly() {
    int id = pathValues[0].equals(ME) ? viewer.account() : id();
    refuseQuery();
    return id;
  }

  private void refuseQuery() {
    if (!request.query().isEmpty()) {
      parameters();
    }
  }

  /**
   * Return the text that the first named segment of the path holds.
   *
   * @return decoded
   */
  public String segment() {
    return decoded(0);
  }

  /**
   * Return the text that a named segment of the path holds.
   *
   * @param name of the segment, such as {@code code}
   * @return decoded
   */
  public String segment(String name) {
    return decoded(endpoint.segments().indexOf(name));
  }

  private String decoded(int index) {
    return URLDecoder.decode(pathValues[index].replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Return who asks.
   *
   * @return the account of the token, or nobody
   */
  public Viewer viewer() {
    return viewer;
  }

  /**
   * Return the access token of the request.
   *
   * @return the token, which is valid; empty text for a request without one
   */
  public String accessToken() {
    return header(HeaderNames.AUTHORIZATION).map(RequestHandler::bearer).orElse("");
  }

  /**
   * Return which version of the resource the client knows, as {@code If-Match} says.
   *
   * @return the versions that would do
   */
  public ExpectedVersion expectedVersion() {
    return IfMatch.of(request.headers());
  }

  /**
   * Return which version of the resource the client knows, if it says so.
   *
   * @return the versions that would do; empty without {@code If-Match}
   */
  public Optional<ExpectedVersion> expectedVersionIfAny() {
    return request.headers().contains(HeaderNames.IF_MATCH)
        ? Optional.of(expectedVersion())
        : Optional.empty();
  }

  /**
   * Return by what a repeat of the request is known, of an operation that asks for it.
   *
   * @return 1 to 128 printable ASCII characters
   */
  public String idempotencyKey() {
    return IdempotencyKeys.require(request.headers());
  }

  /**
   * Return the operation as metrics, logs and idempotency keys name it.
   *
   * @return such as {@code POST /v1/purchases}
   */
  public String operation() {
    return endpoint.method() + " " + endpoint.template();
  }

  /**
   * Tell whether the client would rather have CSV than JSON.
   *
   * @return whether the header {@code Accept} says so
   */
  public boolean prefersCsv() {
    return Accepts.prefersCsv(request.headers());
  }

  /**
   * Return the value of a header.
   *
   * @param name of the header
   * @return its value as sent, the first one if there are several
   */
  public Optional<String> header(HeaderName name) {
    return request.headers().contains(name)
        ? Optional.of(request.headers().get(name).get())
        : Optional.empty();
  }

  /**
   * Read the body as an object in JSON. Operations that have one have no query.
   *
   * @return its members, to be read one by one and then checked
   * @throws ProblemException 400 {@code invalid_parameter} if there is a query, {@code
   *     malformed_request} if the body is no object in JSON, 415 {@code unsupported_media_type} if
   *     it does not say that it is
   */
  public Fields fields() {
    refuseQuery();
    requireJsonType();
    fields = new Fields(JsonBody.parse(body()));
    return fields;
  }

  private void requireJsonType() {
    String type = header(HeaderNames.CONTENT_TYPE).orElse("none");
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    boolean utf8 = true;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      utf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    if (!parts[0].strip().equals("application/json") || !utf8) {
      throw ProblemException.of(
          Status.UNSUPPORTED_MEDIA_TYPE_415,
          "unsupported_media_type",
          "expected a body of the type application/json in UTF-8, not " + shown(type));
    }
  }

  /** Fails if a body was read and nobody looked whether it is acceptable. */
  void requireChecked() {
    if (fields != null && !fields.isChecked()) {
      throw new IllegalStateException(endpoint.template() + " did not check its body");
    }
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
   * Return where the request comes from, before the proxies that we trust.
   *
   * @return an address of IPv4, or a network of 64 bits of IPv6
   */
  public String address() {
    return address.get();
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
   * @return all of it, at most {@link #MAX_BODY_BYTES}; empty if there is none; the same each time,
   *     not to be changed
   * @throws ProblemException 400 {@code malformed_request} if it is broken off or not as its
   *     headers say
   * @throws RequestException 413 if it is longer
   */
  public byte[] body() {
    if (body == null) {
      body = request.content().hasEntity() ? readBody() : new byte[0];
    }
    return body;
  }

  private byte[] readBody() {
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

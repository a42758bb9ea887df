package edu.platform.web.http;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers every request of the server: finds the operation, lets it answer, sends, counts and logs.
 * One handler and no filters, so that all of this happens exactly once for each request, whatever
 * became of it.
 */
public final class RequestHandler implements Handler {

  private static final System.Logger LOG = System.getLogger(RequestHandler.class.getName());
  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final int RETRY_AFTER_SECONDS = 1;
  private static final String BEARER = "Bearer ";

  /** In the log: a body that was broken off. */
  private static final String ABORTED = "aborted";

  private static final Header PRIVATE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-store");

  private final Router router;
  private final Authenticator authenticator;
  private final Clients clients;
  private final ProblemWriter problems;
  private final RequestMetrics metrics;
  private final AccessLog log;
  private volatile boolean stopping;

  /**
   * Make the handler of a server.
   *
   * @param endpoints its operations
   * @param authenticator tells who sends a request
   * @param clients says what is heeded about those who send
   * @param problems writes refusals
   * @param metrics registry of the counters
   * @param log where each request gets a line
   */
  public RequestHandler(
      List<Endpoint> endpoints,
      Authenticator authenticator,
      Clients clients,
      ProblemWriter problems,
      io.helidon.metrics.api.MeterRegistry metrics,
      AccessLog log) {
    this.router = new Router(endpoints);
    this.authenticator = authenticator;
    this.clients = clients;
    this.problems = problems;
    this.metrics = new RequestMetrics(metrics, endpoints);
    this.log = log;
  }

  /**
   * Makes every answer from now on the last of its connection, and waits for the requests under
   * way. Helidon ends connections that are idle at the moment it stops, and waits for the others as
   * long as it may, also when they have become idle since.
   *
   * @param timeout how long to wait at most
   */
  public void drain(Duration timeout) {
    stopping = true;
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (metrics.inFlight() > 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      // Connections are idle a moment after their last answer has left.
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long start = System.nanoTime();
    metrics.begin();
    String method = request.prologue().method().text();
    String path = request.path().rawPath();
    String requestId = requestId(request.headers());
    List<Header> headers = new ArrayList<>(0);
    Answered answered = answer(request, method, path, requestId, headers);
    boolean head = method.equals("HEAD");
    Sent sent = new Sent(answered, 0);
    boolean last = isLast(request, answered.reply().status().code());
    try {
      headers.forEach(response::header);
      if (answered.reply().stream().isPresent() && !head) {
        sent = stream(answered, requestId, path, last, response);
        last |= sent.answered().reason().equals(ABORTED);
      } else {
        send(answered.reply(), requestId, head, last, response);
        sent = new Sent(answered, head ? 0 : answered.reply().body().length);
      }
    } finally {
      long nanos = System.nanoTime() - start;
      Answered end = sent.answered();
      int status = end.reply().status().code();
      metrics.end(method, end.route(), status, nanos);
      log.add(
          new AccessLog.Entry(
              requestId, method, path, end.route(), status, nanos, sent.bytes(), end.reason()));
    }
    if (last) {
      // Helidon announces the end of a connection, but leaves it open until it is idle.
      throw new CloseConnectionException("the last answer of the connection is sent");
    }
  }

  /**
   * Sends a body while it is made. What fails before its first bytes are sent is answered like any
   * other failure; what fails later leaves the body without its end.
   */
  private Sent stream(
      Answered answered, String requestId, String path, boolean last, ServerResponse response) {
    Reply reply = answered.reply();
    StreamedBody body =
        new StreamedBody(
            () -> {
              sendHead(reply, requestId, last, response);
              response.header(reply.contentType());
              return response.outputStream();
            });
    try {
      reply.stream().orElseThrow().writeTo(body);
      body.end();
      return new Sent(answered, body.sent());
    } catch (IOException | RuntimeException failure) {
      body.abandon();
      if (body.isBegun()) {
        LOG.log(
            body.clientIsGone() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
            "request " + requestId + " was broken off among its body",
            failure);
        return new Sent(new Answered(answered.route(), reply, ABORTED), body.sent());
      }
      Answered refused = refused(answered.route(), path, requestId, refusalFor(failure, requestId));
      send(refused.reply(), requestId, false, last, response);
      return new Sent(refused, refused.reply().body().length);
    }
  }

  /**
   * Tells whether no other request can come on the connection: the server is about to stop, the
   * client said so, or it was refused before all of its body was read, which nobody can tell from
   * what follows.
   */
  private boolean isLast(ServerRequest request, int status) {
    return stopping
        || request.headers().contains(HeaderValues.CONNECTION_CLOSE)
        || (status >= 400 && request.content().hasEntity() && !request.content().consumed());
  }

  /**
   * Answers what Helidon refuses before routing: malformed request lines, headers that are too
   * long.
   */
  public DirectHandler directHandler() {
    return (request, _, status, headers, _) -> refuseEarly(request, status, headers);
  }

  /** What {@code headers} gets is sent whatever the answer is. */
  private Answered answer(
      ServerRequest request, String method, String path, String requestId, List<Header> headers) {
    clients.cors().answer(request.headers(), headers);
    Router.Match match = router.match(method, path);
    String route =
        switch (match) {
          case Router.Match.Found found -> found.endpoint().template();
          case Router.Match.OtherMethods other -> other.template();
          case Router.Match.NotFound _ -> RequestMetrics.OTHER;
        };
    try {
      Reply reply =
          switch (match) {
            case Router.Match.Found(var endpoint, var values) -> {
              Accepts.requireTaken(request.headers(), endpoint);
              yield handled(new Call(request, endpoint, values, requestId), headers);
            }
            case Router.Match.OtherMethods(_, var allow) when method.equals("OPTIONS") -> {
              clients.cors().preflight(request.headers(), allow, headers);
              yield Reply.empty(
                  Status.NO_CONTENT_204, HeaderValues.create(HeaderNames.ALLOW, allow));
            }
            case Router.Match.OtherMethods(_, var allow) ->
                throw ProblemException.methodNotAllowed(allow);
            case Router.Match.NotFound _ -> throw ProblemException.notFound("such path");
          };
      return new Answered(route, unlessKnown(reply, request.headers()), "");
    } catch (RuntimeException failure) {
      return refused(route, path, requestId, refusalFor(failure, requestId));
    }
  }

  private static ProblemException refusalFor(Exception failure, String requestId) {
    return switch (failure) {
      case ProblemException refusal -> refusal;
      case RefusedException refusal -> ProblemException.of(refusal);
      case PlatformException fault -> refusalFor(fault, requestId);
      case io.helidon.http.RequestException refusedByHelidon ->
          refusalFor(refusedByHelidon.status());
      default -> {
        LOG.log(System.Logger.Level.ERROR, "request " + requestId + " failed", failure);
        yield internalError();
      }
    };
  }

  /** Who may come in comes before what was sent: a stranger learns nothing about it. */
  private Reply handled(Call call, List<Header> headers) {
    Viewer viewer = viewer(call);
    Endpoint endpoint = call.endpoint();
    Supplier<String> address = () -> clients.proxies().client(call.request());
    clients.limits().count(endpoint, viewer, address, headers);
    endpoint.access().require(viewer);
    if (endpoint.access().isConfirmed()) {
      viewer = authenticator.confirm(viewer);
      endpoint.access().require(viewer);
    }
    if (endpoint.has(Endpoint.Trait.IF_MATCH)) {
      IfMatch.require(call.request().headers());
    }
    if (endpoint.has(Endpoint.Trait.IDEMPOTENCY_KEY)) {
      IdempotencyKeys.require(call.request().headers());
    }
    ApiRequest request = new ApiRequest(call.request(), endpoint, call.values(), viewer, address);
    Reply reply = endpoint.handler().handle(request);
    request.requireChecked();
    // What depends on who asks is for nobody else's cache.
    return viewer.userId().isEmpty() ? reply : reply.with(PRIVATE);
  }

  private Viewer viewer(Call call) {
    ServerRequestHeaders headers = call.request().headers();
    if (!headers.contains(HeaderNames.AUTHORIZATION)
        || !call.endpoint().template().startsWith("/v1/")) {
      return Viewer.anonymous(call.requestId());
    }
    return authenticator.verify(
        bearer(headers.get(HeaderNames.AUTHORIZATION).get()), call.requestId());
  }

  /** The token that credentials hold (RFC 6750, section 2.1). */
  static String bearer(String credentials) {
    if (!credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw ProblemException.unauthenticated("expected Authorization: Bearer and an access token");
    }
    return credentials.substring(BEARER.length()).strip();
  }

  private Answered refused(String route, String path, String requestId, ProblemException refusal) {
    metrics.refused(refusal.code());
    return new Answered(route, problems.write(refusal, path, requestId), refusal.code());
  }

  private static ProblemException refusalFor(PlatformException fault, String requestId) {
    return switch (fault.code().kind()) {
      case UNAVAILABLE -> {
        LOG.log(System.Logger.Level.WARNING, "request " + requestId + ": " + fault.getMessage());
        yield ProblemException.unavailable(
            switch (fault.code()) {
              case POOL_EXHAUSTED -> "too many requests are waiting for the database";
              case BUSY -> "too many requests of this kind are under way";
              default -> "the database does not answer in time";
            },
            RETRY_AFTER_SECONDS);
      }
      case USER ->
          fault.code() == ErrorCode.INVALID_REQUEST
              ? Cursor.invalid()
              : ProblemException.of(Status.CONFLICT_409, fault.code().code(), fault.getMessage());
      case INTERNAL -> {
        LOG.log(System.Logger.Level.ERROR, "request " + requestId + " failed", fault);
        yield internalError();
      }
    };
  }

  /** What Helidon refuses, told by its status: its event types do not say all that they are for. */
  private static ProblemException refusalFor(Status status) {
    return switch (status.code()) {
      case 413 -> ProblemException.of(status, "too_large", "expected a body of 1 MiB at most");
      case 414 ->
          ProblemException.of(status, "too_large", "expected a request line of 8 KiB at most");
      case 500 -> internalError();
      case 503 ->
          ProblemException.unavailable("too many requests are under way", RETRY_AFTER_SECONDS);
      default ->
          ProblemException.of(
              status,
              "malformed_request",
              "the request is not well-formed HTTP, or its headers have more than 16 KiB");
    };
  }

  private static ProblemException internalError() {
    return ProblemException.of(
        Status.INTERNAL_SERVER_ERROR_500,
        "internal",
        "a defect of ours; the log has it under the request id");
  }

  /** Replaces a body that the client has by 304 (RFC 9110, section 13.1.2). */
  private static Reply unlessKnown(Reply reply, ServerRequestHeaders headers) {
    if (reply.etag().isEmpty() || !headers.contains(HeaderNames.IF_NONE_MATCH)) {
      return reply;
    }
    for (String sent : headers.get(HeaderNames.IF_NONE_MATCH).allValues()) {
      for (String candidate : sent.split(",", -1)) {
        String tag = candidate.strip();
        // Weak comparison, as the section asks for here.
        if (tag.equals("*") || tag.equals(reply.etag()) || tag.equals("W/" + reply.etag())) {
          return new Reply(
              Status.NOT_MODIFIED_304,
              reply.contentType(),
              reply.headers(),
              new byte[0],
              reply.etag(),
              Optional.empty());
        }
      }
    }
    return reply;
  }

  private static void sendHead(
      Reply reply, String requestId, boolean last, ServerResponse response) {
    response.status(reply.status());
    response.header(HeaderValues.create(REQUEST_ID, requestId));
    if (last) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    if (!reply.etag().isEmpty()) {
      response.header(HeaderValues.create(HeaderNames.ETAG, reply.etag()));
    }
    for (Header header : reply.headers()) {
      response.header(header);
    }
  }

  private static void send(
      Reply reply, String requestId, boolean head, boolean last, ServerResponse response) {
    sendHead(reply, requestId, last, response);
    if (head && reply.stream().isPresent()) {
      // Its length is known to nobody.
      response.header(reply.contentType());
    }
    if (reply.body().length == 0) {
      response.send();
      return;
    }
    response.header(reply.contentType());
    if (head) {
      // The headers of GET, its length too; Helidon would send the body.
      response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, reply.body().length));
      response.send();
    } else {
      response.send(reply.body());
    }
  }

  private DirectHandler.TransportResponse refuseEarly(
      DirectHandler.TransportRequest request, Status status, ServerResponseHeaders headers) {
    metrics.begin();
    String requestId = requestId(request.headers());
    String path = Optional.ofNullable(request.path()).orElse("");
    ProblemException refusal = refusalFor(status);
    Reply reply = problems.write(refusal, path, requestId);
    metrics.refused(refusal.code());
    metrics.end(request.method(), RequestMetrics.OTHER, status.code(), 0);
    log.add(
        new AccessLog.Entry(
            requestId,
            request.method(),
            path,
            RequestMetrics.OTHER,
            status.code(),
            0,
            reply.body().length,
            refusal.code()));
    DirectHandler.TransportResponse.Builder answer =
        DirectHandler.TransportResponse.builder()
            .status(status)
            .header(HeaderValues.create(REQUEST_ID, requestId))
            .header(reply.contentType())
            .keepAlive(false);
    reply.headers().forEach(answer::header);
    headers.forEach(answer::header);
    return answer.entity(reply.body()).build();
  }

  private static String requestId(ServerRequestHeaders headers) {
    return RequestIds.of(headers.contains(REQUEST_ID) ? headers.get(REQUEST_ID).get() : null);
  }

  /**
   * What is heeded about those who send requests.
   *
   * @param proxies tell where a request comes from
   * @param limits hold back who sends too much
   * @param cors lets web pages use the API
   */
  public record Clients(TrustedProxies proxies, RateLimits limits, CorsPolicy cors) {}

  @SuppressWarnings("ArrayRecordComponent") // Read once, by the request that it was made for.
  private record Call(
      ServerRequest request, Endpoint endpoint, String[] values, String requestId) {}

  private record Answered(String route, Reply reply, String reason) {}

  private record Sent(Answered answered, long bytes) {}
}

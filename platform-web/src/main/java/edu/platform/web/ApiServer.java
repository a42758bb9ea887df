package edu.platform.web;

import edu.platform.core.ErrorCode;
import edu.platform.core.Platform;
import edu.platform.core.PlatformException;
import edu.platform.core.cache.RateCounter;
import edu.platform.core.catalog.CatalogEditing;
import edu.platform.core.purchases.Sales;
import edu.platform.web.accounts.ProfileRoutes;
import edu.platform.web.accounts.SignInRoutes;
import edu.platform.web.audit.AuditRoutes;
import edu.platform.web.blog.BlogRoutes;
import edu.platform.web.career.CareerRoutes;
import edu.platform.web.catalog.CatalogRoutes;
import edu.platform.web.catalog.CourseRoutes;
import edu.platform.web.catalog.LookupRoutes;
import edu.platform.web.catalog.RunRoutes;
import edu.platform.web.catalog.TopicRoutes;
import edu.platform.web.feedback.CertificateRoutes;
import edu.platform.web.feedback.ReviewRoutes;
import edu.platform.web.http.AccessLog;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.ProblemWriter;
import edu.platform.web.http.RateLimits;
import edu.platform.web.http.RequestHandler;
import edu.platform.web.json.Json;
import edu.platform.web.legacy.LegacyRoutes;
import edu.platform.web.operations.DocsRoutes;
import edu.platform.web.operations.HealthRoutes;
import edu.platform.web.operations.MetricsRoutes;
import edu.platform.web.operations.ProcessMetrics;
import edu.platform.web.purchases.PaymentRoutes;
import edu.platform.web.purchases.PurchaseRoutes;
import edu.platform.web.reports.SalesReportRoutes;
import edu.platform.web.reports.TopCourses;
import edu.platform.web.staff.StaffRoutes;
import edu.platform.web.staff.TeacherRoutes;
import io.helidon.config.Config;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST API, listening. */
public final class ApiServer implements AutoCloseable {

  private static final int MAX_HEADERS_BYTES = 16_384;
  private static final int MAX_REQUEST_LINE_BYTES = 8_192;

  /** Requests have ended before, or have used up their time. */
  private static final Duration CLOSE_CONNECTIONS_WITHIN = Duration.ofMillis(500);

  private final WebServer server;
  private final Duration drainTimeout;
  private final RequestHandler handler;
  private final HealthRoutes health;
  private final AccessLog log;
  private final List<Endpoint> endpoints;

  private ApiServer(
      WebServer server,
      Duration drainTimeout,
      RequestHandler handler,
      HealthRoutes health,
      AccessLog log,
      List<Endpoint> endpoints) {
    this.server = server;
    this.drainTimeout = drainTimeout;
    this.handler = handler;
    this.health = health;
    this.log = log;
    this.endpoints = endpoints;
  }

  /**
   * Start to listen.
   *
   * @param config all settings, see {@link HttpConfig}
   * @param platform what is served; not closed with the server
   * @return the server, to be closed by the caller
   * @throws PlatformException {@code INVALID_CONFIGURATION} if a setting is wrong, {@code
   *     ADDRESS_IN_USE} if the port is taken
   */
  public static ApiServer start(Config config, Platform platform) {
    HttpConfig http = HttpConfig.from(config);
    Json json = new Json();
    HealthRoutes health = new HealthRoutes(platform::pingDatabase);
    List<Endpoint> endpoints = endpoints(http, platform, json, health);
    AccessLog log = AccessLog.to(output(http.accessLog()));
    RequestHandler handler =
        new RequestHandler(
            endpoints,
            new TokenAuthenticator(platform.tokens(), platform.authority()),
            new RequestHandler.Clients(
                http.trustedProxies(),
                new RateLimits(
                    http.limits(), new RateCounter(platform.documents()), platform.time().clock()),
                http.cors()),
            new ProblemWriter(LegacyRoutes.paths()),
            platform.metrics(),
            log);
    DirectHandlers.Builder refusals = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      refusals.addHandler(type, handler.directHandler());
    }
    WebServer server =
        WebServerConfig.builder()
            .host(http.host())
            .port(http.port())
            .shutdownHook(false)
            .shutdownGracePeriod(CLOSE_CONNECTIONS_WITHIN)
            .maxPayloadSize(ApiRequest.MAX_BODY_BYTES)
            .maxTcpConnections(http.maxConnections())
            .maxConcurrentRequests(http.maxRequests())
            .idleConnectionTimeout(http.idleTimeout())
            .connectionOptions(options -> options.readTimeout(http.idleTimeout()))
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(MAX_HEADERS_BYTES)
                    .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                    .build())
            .directHandlers(refusals.build())
            .addRouting(HttpRouting.builder().any(handler))
            .build();
    try {
      server.start();
    } catch (RuntimeException failure) {
      log.close();
      throw new PlatformException(
          ErrorCode.ADDRESS_IN_USE,
          "cannot listen on " + http.host() + " port " + http.port() + ": " + rootMessage(failure),
          failure);
    }
    return new ApiServer(server, http.drainTimeout(), handler, health, log, endpoints);
  }

  private static List<Endpoint> endpoints(
      HttpConfig http, Platform platform, Json json, HealthRoutes health) {
    Documents documents = new Documents(platform.documents(), json, platform.time().clock());
    TopCourses topCourses =
        new TopCourses(platform.reports(), documents, json, platform.time().clock());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(health.endpoints());
    endpoints.addAll(new CatalogRoutes(platform.catalog(), documents).endpoints());
    endpoints.addAll(catalogEditing(platform, documents));
    endpoints.addAll(new SignInRoutes(platform, documents, json).endpoints());
    Sales sales = platform.sales();
    endpoints.addAll(
        new PurchaseRoutes(
                sales.purchases(), sales.runCancelling(), documents, json, platform.currency())
            .endpoints());
    endpoints.addAll(
        new PaymentRoutes(sales.payments(), sales.webhookSignature(), documents, json).endpoints());
    endpoints.addAll(new ReviewRoutes(platform.feedback().reviews(), documents).endpoints());
    endpoints.addAll(
        new CertificateRoutes(platform.feedback().certificates(), documents).endpoints());
    endpoints.addAll(new CareerRoutes(platform.careerCentre(), documents).endpoints());
    endpoints.addAll(new BlogRoutes(platform.blog(), documents).endpoints());
    endpoints.addAll(
        new ProfileRoutes(
                platform.profiles(),
                platform.benefits(),
                platform.personalData(),
                platform.time(),
                documents)
            .endpoints());
    endpoints.addAll(new StaffRoutes(platform.staff(), platform.time(), documents).endpoints());
    endpoints.addAll(new TeacherRoutes(platform.teachers(), documents).endpoints());
    endpoints.addAll(topCourses.endpoints());
    endpoints.addAll(
        new SalesReportRoutes(platform.salesReports(), documents, json, platform.time())
            .endpoints());
    endpoints.addAll(new AuditRoutes(platform.auditLog(), documents).endpoints());
    if (http.legacyApi()) {
      endpoints.addAll(
          new LegacyRoutes(
                  platform.catalog(),
                  platform.accounts(),
                  topCourses,
                  documents,
                  json,
                  http.legacyUserRoute())
              .endpoints());
    }
    if (http.metrics()) {
      ProcessMetrics.register(platform.metrics());
      endpoints.addAll(new MetricsRoutes(platform.metrics()).endpoints());
    }
    if (http.docs()) {
      endpoints.addAll(new DocsRoutes(json.jsonb(), endpoints, LegacyRoutes.paths()).endpoints());
    }
    return endpoints;
  }

  private static List<Endpoint> catalogEditing(Platform platform, Documents documents) {
    CatalogEditing editing = platform.catalogEditing();
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        new CourseRoutes(platform.catalog(), editing, platform.currency(), documents).endpoints());
    endpoints.addAll(new TopicRoutes(editing.topics(), documents).endpoints());
    endpoints.addAll(new LookupRoutes(editing, documents).endpoints());
    endpoints.addAll(new RunRoutes(editing.calendar(), documents).endpoints());
    return endpoints;
  }

  /**
   * Return the port.
   *
   * @return 1 to 65535
   */
  public int port() {
    return server.port();
  }

  /**
   * Return what the server answers, for comparing with its description.
   *
   * @return method and path template of each operation, such as {@code GET /v1/courses/{id}}
   */
  public List<String> operations() {
    return endpoints.stream()
        .map(endpoint -> endpoint.method() + " " + endpoint.template())
        .toList();
  }

  /** Tells balancers to send nothing new; requests are still answered. */
  public void stopBeingReady() {
    health.stop();
  }

  /** Takes no new requests, lets those under way end, and writes the access log out. */
  @Override
  public void close() {
    health.stop();
    handler.drain(drainTimeout);
    server.stop();
    log.close();
  }

  private static OutputStream output(String accessLog) {
    return switch (accessLog) {
      case "off" -> OutputStream.nullOutputStream();
      case "stdout" -> new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 65_536);
      case "stderr" -> new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), 65_536);
      default -> file(Path.of(accessLog));
    };
  }

  private static OutputStream file(Path path) {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          65_536);
    } catch (IOException failure) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "ACCESS_LOG: cannot write " + path + ": " + failure,
          failure);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}

package edu.platform.web.operations;

import edu.platform.core.cache.Document;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import io.avaje.jsonb.Jsonb;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of the API (OpenAPI 3.1) and its pages in the browser (Swagger UI, from its
 * webjar: no other host).
 */
public final class DocsRoutes {

  private static final String DESCRIPTION = "openapi";
  private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final Header TO_DOCS = HeaderValues.createCached(HeaderNames.LOCATION, "/docs/");

  /** The files that the page needs, with their types; the webjar has more. */
  private static final Map<String, Header> FILES =
      Map.of(
          "index.html", type("text/html; charset=utf-8"),
          "index.css", type("text/css; charset=utf-8"),
          "swagger-ui.css", type("text/css; charset=utf-8"),
          "swagger-ui-bundle.js", type("text/javascript; charset=utf-8"),
          "swagger-ui-standalone-preset.js", type("text/javascript; charset=utf-8"),
          "swagger-initializer.js", type("text/javascript; charset=utf-8"),
          "favicon-16x16.png", type("image/png"),
          "favicon-32x32.png", type("image/png"));

  private final Jsonb jsonb;
  private final List<Endpoint> described;
  private final Set<String> oldPaths;

  /** Made when first asked for: nobody starts a server to read its documentation. */
  private final Map<String, Document> made = new ConcurrentHashMap<>();

  /**
   * Make the routes.
   *
   * @param jsonb writes the description
   * @param described the operations of the server besides these
   * @param oldPaths paths whose refusals have a member {@code error}
   */
  public DocsRoutes(Jsonb jsonb, List<Endpoint> described, Set<String> oldPaths) {
    this.jsonb = jsonb;
    this.described = List.copyOf(described);
    this.oldPaths = Set.copyOf(oldPaths);
  }

  /**
   * Return the operations.
   *
   * @return the description, the pages, and where the old project had them
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/openapi", _ -> answer(JSON, DESCRIPTION)),
        Endpoint.get("/docs", DocsRoutes::toDocs),
        Endpoint.get("/docs/", _ -> answer(FILES.get("index.html"), "index.html")),
        Endpoint.get("/docs/{file}", this::file),
        Endpoint.get("/swagger", DocsRoutes::toDocs),
        Endpoint.get("/swagger/", DocsRoutes::toDocs),
        Endpoint.get("/swagger/{file}", DocsRoutes::toDocs));
  }

  private static Reply toDocs(ApiRequest request) {
    return Reply.empty(Status.MOVED_PERMANENTLY_301, TO_DOCS);
  }

  private Reply file(ApiRequest request) {
    String name = request.segment();
    Header type = FILES.get(name);
    if (type == null) {
      throw ProblemException.notFound("such file");
    }
    return answer(type, name);
  }

  private Reply answer(Header type, String name) {
    Document document = made.computeIfAbsent(name, _ -> Document.of(make(name), Instant.EPOCH));
    return Reply.of(type, document.body(), document.etag());
  }

  private byte[] make(String name) {
    return switch (name) {
      case DESCRIPTION -> description();
      case "swagger-initializer.js" -> read(DocsRoutes.class.getResourceAsStream(name));
      default -> read(DocsRoutes.class.getClassLoader().getResourceAsStream(SWAGGER_UI + name));
    };
  }

  private byte[] description() {
    List<Endpoint> all = new ArrayList<>(described);
    all.addAll(endpoints());
    return jsonb.toJsonBytes(ApiDescription.of(all, oldPaths));
  }

  private static byte[] read(InputStream resource) {
    try (InputStream in = resource) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Header type(String value) {
    return HeaderValues.createCached(HeaderNames.CONTENT_TYPE, value);
  }
}

package edu.platform.web.reports;

import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentKind;
import edu.platform.core.reports.Reports;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Reply;
import edu.platform.web.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The top-courses report; the old route asks here too. */
public final class TopCourses {

  private static final int MAX_LIMIT = 500;
  private static final int DEFAULT_LIMIT = 10;

  private final Reports reports;
  private final Documents documents;
  private final Json json;
  private final Clock clock;
  private final AtomicReference<Ranking> latest = new AtomicReference<>();

  /**
   * Make the report.
   *
   * @param reports reads it
   * @param documents caches it
   * @param json writes it
   * @param clock tells when it was read
   */
  public TopCourses(Reports reports, Documents documents, Json json, Clock clock) {
    this.reports = reports;
    this.documents = documents;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Return the operations.
   *
   * @return the report's one
   */
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/reports/top-courses", this::topCourses, "limit"));
  }

  /**
   * Return the ranking, at most 5 minutes old.
   *
   * @param request decides whether a cache may be asked
   * @return the ranking
   */
  public Ranking ranking(ApiRequest request) {
    Document document =
        documents
            .cached(request, DocumentKind.TOP_COURSES, DocumentKind.RANKING, this::load)
            .orElseThrow();
    Ranking known = latest.get();
    if (known != null && known.isOf(document)) {
      return known;
    }
    Ranking read = Ranking.read(document);
    latest.set(read);
    return read;
  }

  private Reply topCourses(ApiRequest request) {
    int limit = request.parameters().integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    return Reply.document(ranking(request).items(limit));
  }

  private Optional<Document> load() {
    Instant readAt = clock.instant();
    return Optional.of(Document.of(Ranking.write(reports.topCourses(), json), readAt));
  }
}

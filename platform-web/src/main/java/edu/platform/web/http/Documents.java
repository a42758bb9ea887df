package edu.platform.web.http;

import edu.platform.core.Page;
import edu.platform.core.cache.Document;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.cache.DocumentKind;
import edu.platform.web.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers with resources and lists: from the cache for anonymous clients, from the database for
 * others.
 */
public final class Documents {

  private final DocumentCache cache;
  private final Json json;
  private final Clock clock;

  /**
   * Make the answers of a platform.
   *
   * @param cache of ready-to-send documents
   * @param json writes what is not in it
   * @param clock tells when the database was read
   */
  public Documents(DocumentCache cache, Json json, Clock clock) {
    this.cache = cache;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Answer with a document that is cached.
   *
   * @param request decides whether a cache may be asked
   * @param kind how long it is kept
   * @param key which one
   * @param load reads it from the database
   * @return the document, or empty if there is none
   */
  public Optional<Document> cached(
      ApiRequest request, DocumentKind kind, String key, Supplier<Optional<Document>> load) {
    return request.anonymous() ? cache.get(kind, key, load) : load.get();
  }

  /**
   * Read a resource and write it.
   *
   * @param read gives the resource, or empty
   * @param version edits by people of it
   * @param <T> what it is
   * @return the document, or empty
   */
  public <T> Optional<Document> resource(Supplier<Optional<T>> read, Function<T, Integer> version) {
    Instant readAt = clock.instant();
    return read.get().map(found -> Document.of(json.object(found), version.apply(found), readAt));
  }

  /**
   * Write a resource that was just read or changed.
   *
   * @param found the resource
   * @param version edits by people of it
   * @return the document
   */
  public Document resource(Object found, int version) {
    return Document.of(json.object(found), version, clock.instant());
  }

  /**
   * Make the document of a resource again from what was kept of it.
   *
   * @param body of the answer that was kept, with its {@code version}
   * @return the same document
   */
  public Document stored(byte[] body) {
    return Document.of(
        body, ((Long) JsonBody.parse(body).get("version")).intValue(), clock.instant());
  }

  /**
   * Read an object without a version and write it.
   *
   * @param read gives the object, or empty
   * @return the document, or empty
   */
  public Optional<Document> object(Supplier<? extends Optional<?>> read) {
    Instant readAt = clock.instant();
    return read.get().map(found -> Document.of(json.object(found), readAt));
  }

  /**
   * Read a whole list and write it.
   *
   * @param type of the rows
   * @param read gives the rows, or empty if what they belong to does not exist
   * @param <T> what a row is
   * @return the document, or empty
   */
  public <T> Optional<Document> list(Class<T> type, Supplier<Optional<List<T>>> read) {
    Instant readAt = clock.instant();
    return read.get().map(items -> Document.of(json.list(type, items), readAt));
  }

  /**
   * Read a page of a list and write it.
   *
   * @param type of the rows
   * @param parameters of the request, which the cursor is tied to
   * @param read gives the page, or empty if what it belongs to does not exist
   * @param <T> what a row is
   * @return the document, or empty
   */
  public <T> Optional<Document> page(
      Class<T> type, Parameters parameters, Supplier<Optional<Page<T>>> read) {
    Instant readAt = clock.instant();
    return read.get()
        .map(
            page ->
                Document.of(json.page(type, page, page.next().map(parameters::cursor)), readAt));
  }

  /**
   * Answer with a page of a list that is never cached.
   *
   * @param request that asked for it
   * @param type of the rows
   * @param parameters of the request, which the cursor is tied to
   * @param read gives the page
   * @param <T> what a row is
   * @return the answer
   */
  public <T> Reply freshPage(
      ApiRequest request, Class<T> type, Parameters parameters, Supplier<Page<T>> read) {
    Document document = page(type, parameters, () -> Optional.of(read.get())).orElseThrow();
    return pageReply(request, parameters, document);
  }

  /**
   * Answer with a page of a list, from the cache for anonymous clients.
   *
   * @param request that asked for it
   * @param kind how long it is kept
   * @param parameters of the request, which the cursor and the cache's key are tied to
   * @param type of the rows
   * @param read gives the page
   * @param <T> what a row is
   * @return the answer
   */
  public <T> Reply cachedPage(
      ApiRequest request,
      DocumentKind kind,
      Parameters parameters,
      Class<T> type,
      Supplier<Page<T>> read) {
    return cached(
            request,
            kind,
            request.path() + '?' + parameters.canonical(),
            () -> page(type, parameters, () -> Optional.of(read.get())))
        .map(document -> pageReply(request, parameters, document))
        .orElseThrow();
  }

  /**
   * Answer with a page, and say where the next one is (RFC 8288).
   *
   * @param request that asked for it
   * @param parameters of the request
   * @param page as {@link #page} wrote it
   * @return the answer, with {@code Link: rel="next"} unless it is the last page
   */
  public static Reply pageReply(ApiRequest request, Parameters parameters, Document page) {
    Reply reply = Reply.document(page);
    return Json.nextCursor(page.body())
        .map(
            cursor ->
                reply.with(
                    HeaderValues.create(
                        HeaderNames.LINK,
                        "<"
                            + request.path()
                            + "?"
                            + parameters.queryOfPage(cursor)
                            + ">; rel=\"next\"")))
        .orElse(reply);
  }
}

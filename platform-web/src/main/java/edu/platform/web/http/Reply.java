package edu.platform.web.http;

import edu.platform.core.cache.Document;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer, before it is sent.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param headers besides the content type, length and request id
 * @param body all of it; empty for none
 * @param etag strong validator that {@code If-None-Match} is compared with, or empty text
 * @param stream writes the body instead, if it is too large to be held
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A copy of each body is what ready-to-send documents are there to
// save.
public record Reply(
    Status status,
    Header contentType,
    List<Header> headers,
    byte[] body,
    String etag,
    Optional<Streamed> stream) {

  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final Header PROBLEM_JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
  private static final byte[] NOTHING = {};

  /**
   * Answer with a document and its validator.
   *
   * @param document ready to send
   * @return 200, or 304 for a client that has it
   */
  public static Reply document(Document document) {
    return new Reply(
        Status.OK_200, JSON, List.of(), document.body(), document.etag(), Optional.empty());
  }

  /**
   * Answer with JSON.
   *
   * @param body UTF-8 JSON
   * @return 200
   */
  public static Reply json(byte[] body) {
    return new Reply(Status.OK_200, JSON, List.of(), body, "", Optional.empty());
  }

  /**
   * Answer with a resource that was just made.
   *
   * @param location path of the resource
   * @param document of the resource
   * @return 201 with {@code Location}
   */
  public static Reply created(String location, Document document) {
    return document(document)
        .with(Status.CREATED_201)
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  /**
   * Answer that it is done.
   *
   * @return 204
   */
  public static Reply done() {
    return empty(Status.NO_CONTENT_204);
  }

  /**
   * Answer with anything.
   *
   * @param contentType of the body
   * @param body all of it
   * @param etag strong validator with its quotes, or empty text
   * @return 200, or 304 for a client that has it
   */
  public static Reply of(Header contentType, byte[] body, String etag) {
    return new Reply(Status.OK_200, contentType, List.of(), body, etag, Optional.empty());
  }

  /**
   * Answer with a body that is written while it is made.
   *
   * @param contentType of the body
   * @param stream writes it
   * @return 200
   */
  public static Reply streamed(Header contentType, Streamed stream) {
    return new Reply(Status.OK_200, contentType, List.of(), NOTHING, "", Optional.of(stream));
  }

  /**
   * Answer without a body.
   *
   * @param status HTTP status
   * @param headers of the answer
   * @return the answer
   */
  public static Reply empty(Status status, Header... headers) {
    return new Reply(status, JSON, List.of(headers), NOTHING, "", Optional.empty());
  }

  static Reply problem(Status status, byte[] body, List<Header> headers) {
    return new Reply(status, PROBLEM_JSON, headers, body, "", Optional.empty());
  }

  /**
   * Answer with one more header.
   *
   * @param header to add
   * @return the answer with it
   */
  public Reply with(Header header) {
    List<Header> more = new ArrayList<>(headers);
    more.add(header);
    return new Reply(status, contentType, more, body, etag, stream);
  }

  /**
   * Answer with another status.
   *
   * @param other HTTP status
   * @return the answer with it
   */
  public Reply with(Status other) {
    return new Reply(other, contentType, headers, body, etag, stream);
  }

  /** Writes a body piece by piece. */
  @FunctionalInterface
  public interface Streamed {

    /**
     * Write all of it. Until the first 64 KiB are written, a failure is answered like any other;
     * after that it breaks the connection off, so that nobody takes a part for the whole.
     *
     * @param out where to, buffered; not to be closed
     * @throws IOException if the client is gone
     */
    void writeTo(OutputStream out) throws IOException;
  }
}

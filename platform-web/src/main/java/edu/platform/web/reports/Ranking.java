package edu.platform.web.reports;

import edu.platform.core.cache.Document;
import edu.platform.core.reports.TopCourse;
import edu.platform.web.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The top-courses ranking as it is cached: a line of JSON a row, first those of the API, then those
 * of the old route. Any limit of either is a prefix of its lines (requirement R9.7), found by
 * offsets.
 */
public final class Ranking {

  private static final byte[] HEAD = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_HEAD = "[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_TAIL = "]".getBytes(StandardCharsets.US_ASCII);

  private final Document source;

  /** Where line i begins; one more for the end of the last. */
  private final int[] lines;

  /**
   * Validators by number of rows; made when first asked for, since a hash of 1000 rows takes a
   * millisecond.
   */
  private final String[] etags;

  private final String[] oldEtags;

  private Ranking(Document source, int[] lines) {
    this.source = source;
    this.lines = lines;
    this.etags = new String[size() + 1];
    this.oldEtags = new String[size() + 1];
  }

  /**
   * Write a ranking as it is cached.
   *
   * @param rows best first
   * @param json writes them
   * @return UTF-8, two lines a row
   */
  static byte[] write(List<TopCourse> rows, Json json) {
    StringBuilder text = new StringBuilder(rows.size() * 500);
    Stream.concat(rows.stream(), rows.stream().map(OldTopCourse::of))
        .forEach(row -> text.append(json.jsonb().toJson(row)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Find the lines of a cached ranking.
   *
   * @param source what {@link #write} wrote
   * @return the ranking
   */
  static Ranking read(Document source) {
    byte[] body = source.body();
    int[] lines = new int[16];
    int count = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        count++;
        if (count == lines.length) {
          lines = Arrays.copyOf(lines, count * 2);
        }
        lines[count] = i + 1;
      }
    }
    return new Ranking(source, Arrays.copyOf(lines, count + 1));
  }

  @SuppressWarnings(
      "ReferenceEquality") // The same object has the same lines; an equal one is as rare as cheap
  // to read.
  boolean isOf(Document document) {
    return source == document;
  }

  private int size() {
    return (lines.length - 1) / 2;
  }

  /**
   * Return the best courses as the API shows them.
   *
   * @param limit rows at most, 1 or more
   * @return {@code {"items": [...]}}
   */
  public Document items(int limit) {
    return prefix(0, Math.min(limit, size()), HEAD, TAIL, etags);
  }

  /**
   * Return the best courses as the old route shows them.
   *
   * @param limit rows at most, 1 or more
   * @return an array
   */
  public Document oldRows(int limit) {
    return prefix(size(), Math.min(limit, size()), OLD_HEAD, OLD_TAIL, oldEtags);
  }

  private Document prefix(int firstLine, int rows, byte[] head, byte[] tail, String[] known) {
    int from = lines[firstLine];
    int to = lines[firstLine + rows];
    // The last line break goes; those between rows become commas.
    int length = Math.max(0, to - from - 1);
    byte[] body = new byte[head.length + length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(source.body(), from, body, head.length, length);
    for (int row = 1; row < rows; row++) {
      body[head.length + lines[firstLine + row] - 1 - from] = ',';
    }
    System.arraycopy(tail, 0, body, head.length + length, tail.length);
    // A race makes the same validator twice.
    String etag = known[rows];
    if (etag == null) {
      etag = Document.of(body, source.readAt()).etag();
      known[rows] = etag;
    }
    return new Document(body, etag, source.readAt());
  }
}

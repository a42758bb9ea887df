package edu.platform.core.cache;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A ready-to-send answer: its bytes are neither parsed nor made again on their way out.
 *
 * @param body UTF-8 JSON; shared by all who read it, so never change it
 * @param etag strong validator of the body (RFC 9110, section 8.8.3), with its quotes
 * @param readAt when PostgreSQL was asked for what the body says
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A copy for each reader is what the cache is there to save.
public record Document(byte[] body, String etag, Instant readAt) {

  /** Of 256: enough that two bodies of one resource never share a validator. */
  private static final int HASH_BYTES = 16;

  /** Checks that nothing is missing and that the validator is quoted. */
  public Document {
    requireNonNull(body, "body");
    requireNonNull(readAt, "readAt");
    if (etag.length() < 3 || !etag.startsWith("\"") || !etag.endsWith("\"")) {
      throw new IllegalArgumentException("etag must be in double quotes: " + etag);
    }
  }

  /**
   * Make a document whose validator is the hash of its body.
   *
   * @param body UTF-8 JSON, not changed afterwards
   * @param readAt when PostgreSQL was asked
   * @return the document, with the etag {@code "<hash>"}
   */
  public static Document of(byte[] body, Instant readAt) {
    return new Document(body, '"' + hash(body) + '"', readAt);
  }

  /**
   * Make a document of a resource that has a version, which {@code If-Match} compares.
   *
   * @param body UTF-8 JSON, not changed afterwards
   * @param version of the resource
   * @param readAt when PostgreSQL was asked
   * @return the document, with the etag {@code "<version>-<hash>"}
   */
  public static Document of(byte[] body, int version, Instant readAt) {
    return new Document(body, '"' + Integer.toString(version) + '-' + hash(body) + '"', readAt);
  }

  /** Says which document it is, without its bytes. */
  @Override
  public String toString() {
    return "Document[" + etag + ", " + body.length + " bytes, read at " + readAt + "]";
  }

  private static String hash(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}

package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import edu.platform.cli.bench.ByteText;
import java.util.List;
import java.util.Optional;

/**
 * A request of a flow.
 *
 * @param operation index of its name among the script's operations
 * @param method of HTTP
 * @param path path and query
 * @param headers without Host, User-Agent and Content-Length
 * @param body if it has one
 * @param repeat how often it is sent in a row, while its values are there; 1 or more
 * @param revalidate whether a path that was answered before is asked for with If-None-Match; 304 is
 *     then expected too
 * @param expected what the answer must be
 * @param captures values that the answer gives
 */
record Step(
    int operation,
    Method method,
    Template path,
    List<Header> headers,
    Optional<Body> body,
    int repeat,
    boolean revalidate,
    Expected expected,
    List<Capture> captures) {

  Step {
    headers = List.copyOf(headers);
    captures = List.copyOf(captures);
  }

  /** What is done with a resource. */
  enum Method {
    GET(false),
    HEAD(false),
    POST(true),
    PUT(true),
    PATCH(true),
    DELETE(true);

    private final boolean writes;

    Method(boolean writes) {
      this.writes = writes;
    }

    /** Return whether it changes something at the target. */
    boolean writes() {
      return writes;
    }
  }

  /**
   * A header.
   *
   * @param start name, colon and blank
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Header(byte[] start, Template value) {
    static Header of(String name, Template value) {
      return new Header((name + ": ").getBytes(US_ASCII), value);
    }
  }

  /**
   * A body.
   *
   * @param json whether values are written as JSON wants them
   * @param signature header that proves who sent it, if any
   */
  record Body(Template text, boolean json, Optional<Signature> signature) {}

  /**
   * What an answer must be.
   *
   * @param statuses one of these
   * @param contains bytes in its body, if any
   * @param members places in its body that have a value
   */
  record Expected(List<Integer> statuses, Optional<byte[]> contains, List<Member> members) {
    Expected {
      statuses = List.copyOf(statuses);
      members = List.copyOf(members);
    }

    boolean hasStatus(int status) {
      for (int i = 0; i < statuses.size(); i++) {
        if (statuses.get(i) == status) {
          return true;
        }
      }
      return false;
    }
  }

  /** A member of the body and what it must be. */
  record Member(JsonPath place, Template value) {}

  /**
   * A value that an answer gives: of a place in its body, or of a header.
   *
   * @param slot where it goes
   * @param header name in lower case
   */
  record Capture(int slot, Optional<JsonPath> place, Optional<byte[]> header) {}

  boolean needsHead() {
    return revalidate || captures.stream().anyMatch(capture -> capture.header().isPresent());
  }

  boolean needsBody() {
    return expected.contains().isPresent()
        || !expected.members().isEmpty()
        || captures.stream().anyMatch(capture -> capture.place().isPresent());
  }

  /** Return whether all values that it sends are there. */
  boolean isReady(ByteText[] values) {
    for (int i = 0; i < headers.size(); i++) {
      if (!headers.get(i).value().isReady(values)) {
        return false;
      }
    }
    return path.isReady(values) && (body.isEmpty() || body.get().text().isReady(values));
  }
}

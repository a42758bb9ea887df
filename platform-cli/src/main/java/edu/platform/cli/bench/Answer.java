package edu.platform.cli.bench;

/**
 * An answer as a {@link VirtualUser} checks it. It is valid only during the check: its bytes belong
 * to the connection and are overwritten by the next answer.
 */
public interface Answer {

  /** Return the status code, 200 to 599. */
  int status();

  /** Return the number of body bytes received, decoded from chunks. */
  long bodySize();

  /** Return the array that holds the body, see {@link #bodyOffset()} and {@link #bodyLength()}. */
  byte[] body();

  /** Return where in {@link #body()} the body begins. */
  int bodyOffset();

  /**
   * Return how many bytes of the body are at hand: all, or none if the request said {@link
   * Request#ignoreBody()}, or the first 16 MiB of a larger one.
   */
  int bodyLength();

  /**
   * Look a header up.
   *
   * @param lowerCaseName its name
   * @param into for its value; absent if there is no such header, or the request did not say {@link
   *     Request#keepHead()}
   */
  void header(byte[] lowerCaseName, ByteText into);

  /** Return whether the body begins and ends with these bytes. */
  default boolean isEnclosedBy(char first, char last) {
    int length = bodyLength();
    return length >= 2
        && length == bodySize()
        && body()[bodyOffset()] == first
        && body()[bodyOffset() + length - 1] == last;
  }

  /**
   * Return how often these bytes occur in the body.
   *
   * @param needle at least one byte; its first byte does not occur in it again
   */
  default int count(byte[] needle) {
    int found = 0;
    int end = bodyOffset() + bodyLength();
    for (int at = indexOf(needle, bodyOffset()); at >= 0 && at < end; ) {
      found++;
      at = indexOf(needle, at + needle.length);
    }
    return found;
  }

  /** Return whether these bytes occur in the body. */
  default boolean contains(byte[] needle) {
    return indexOf(needle, bodyOffset()) >= 0;
  }

  /**
   * Return whether the body, a JSON text, has a member of this name with this integer as its value.
   *
   * @param quotedName the name with its quotation marks, for instance {@code "id"}
   */
  default boolean hasMember(byte[] quotedName, long value) {
    int end = bodyOffset() + bodyLength();
    for (int at = indexOf(quotedName, bodyOffset()); at >= 0; at = indexOf(quotedName, at + 1)) {
      int next = skipBlanks(at + quotedName.length, end);
      if (next < end && body()[next] == ':' && isNumber(skipBlanks(next + 1, end), end, value)) {
        return true;
      }
    }
    return false;
  }

  private int indexOf(byte[] needle, int from) {
    byte[] body = body();
    int last = bodyOffset() + bodyLength() - needle.length;
    for (int at = from; at <= last; at++) {
      int matched = 0;
      while (matched < needle.length && body[at + matched] == needle[matched]) {
        matched++;
      }
      if (matched == needle.length) {
        return at;
      }
    }
    return -1;
  }

  private int skipBlanks(int from, int end) {
    int at = from;
    while (at < end && body()[at] <= ' ' && body()[at] >= 0) {
      at++;
    }
    return at;
  }

  private boolean isNumber(int from, int end, long value) {
    long read = 0;
    int at = from;
    while (at < end && at - from < 18 && body()[at] >= '0' && body()[at] <= '9') {
      read = read * 10 + body()[at] - '0';
      at++;
    }
    boolean numberEnds =
        at == end
            || body()[at] == ','
            || body()[at] == '}'
            || (body()[at] >= 0 && body()[at] <= ' ');
    return at > from && numberEnds && read == value;
  }
}

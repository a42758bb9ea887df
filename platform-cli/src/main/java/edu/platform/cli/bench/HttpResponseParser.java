package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 answers (RFC 9112) from bytes that come in pieces of any size. One parser serves
 * one connection; a whole answer with a Content-Length in one piece is read without copying it.
 *
 * <p>Understood: Content-Length, chunks with extensions and trailers, bodies that end with the
 * connection, answers without a body (HEAD, 204, 304), interim answers (1xx, skipped), HTTP/1.0.
 * Not accepted: lines over 16 KiB, heads over 64 KiB, folded header lines, contradicting lengths,
 * 101.
 */
final class HttpResponseParser implements Wire {
  private static final ByteBuffer NO_REPLIES = ByteBuffer.allocate(0);
  private static final int MAX_LINE_BYTES = 16 * 1024;
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_KEPT_BYTES = 16 * 1024 * 1024;
  private static final byte[] NOTHING = {};

  private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);
  private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(US_ASCII);
  private static final byte[] CONNECTION = "connection".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);
  private static final byte[] CLOSE = "close".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);

  private enum State {
    STATUS_LINE,
    HEADER,
    SIZED_BODY,
    BODY_UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER,
    COMPLETE,
    FAILED
  }

  private State state = State.STATUS_LINE;
  private String failure = "";
  private boolean headRequest;
  private boolean bodyKept;
  private boolean headKept;
  private final ByteText head = new ByteText(); // header lines, each ended by a line feed

  private byte[] line = NOTHING;
  private int lineLength;
  private int headBytes;

  private int status;
  private boolean http10;
  private boolean closeAsked;
  private boolean keepAliveAsked;
  private boolean transferEncoded;
  private boolean chunked;
  private long contentLength;

  private long remaining;
  private long bodySize;
  private byte[] body = NOTHING;
  private int bodyOffset;
  private int bodyLength;
  private byte[] kept = NOTHING;

  @Override
  public void opened() {
    // Each answer begins anew anyway.
  }

  @Override
  public ByteBuffer begin(Request request) {
    begin(request.isHead(), request.isBodyKept(), request.isHeadKept());
    return request.view();
  }

  @Override
  public ByteBuffer replies() {
    return NO_REPLIES;
  }

  @Override
  public boolean maySpeakUnasked() {
    return false;
  }

  /**
   * Begin the answer to another request.
   *
   * @param headRequest whether the request's method was HEAD
   * @param bodyKept whether the body will be looked at
   * @param headKept whether headers will be looked at
   */
  void begin(boolean headRequest, boolean bodyKept, boolean headKept) {
    this.headRequest = headRequest;
    this.bodyKept = bodyKept;
    this.headKept = headKept;
    headBytes = 0;
    bodySize = 0;
    body = NOTHING;
    bodyOffset = 0;
    bodyLength = 0;
    beginHead();
  }

  private void beginHead() {
    state = State.STATUS_LINE;
    lineLength = 0;
    status = 0;
    http10 = false;
    closeAsked = false;
    keepAliveAsked = false;
    transferEncoded = false;
    chunked = false;
    contentLength = -1;
    head.begin();
  }

  /**
   * Read bytes until the answer is complete, wrong, or the bytes are used up.
   *
   * @return index of the first byte not used: {@code to} unless {@link #isComplete()} or failed
   */
  @Override
  public int parse(byte[] in, int from, int to) {
    int at = from;
    while (at < to) {
      switch (state) {
        case STATUS_LINE, HEADER, CHUNK_SIZE, CHUNK_END, TRAILER -> at = takeLine(in, at, to);
        case SIZED_BODY -> at = takeSized(in, at, to);
        case BODY_UNTIL_CLOSE -> {
          keep(in, at, to - at);
          at = to;
        }
        case CHUNK_DATA -> at = takeChunk(in, at, to);
        case COMPLETE, FAILED -> {
          return at;
        }
      }
    }
    return at;
  }

  /** Learn that the connection ended; return whether this completes the answer. */
  @Override
  public boolean endOfInput() {
    if (state == State.BODY_UNTIL_CLOSE) {
      state = State.COMPLETE;
    }
    return state == State.COMPLETE;
  }

  @Override
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  @Override
  public boolean isFailed() {
    return state == State.FAILED;
  }

  /** Return what was wrong, empty unless {@link #isFailed()}. */
  @Override
  public String failure() {
    return failure;
  }

  /** Return whether the connection may carry another request after this complete answer. */
  @Override
  public boolean isReusable() {
    boolean persistent = http10 ? keepAliveAsked : !closeAsked;
    boolean unambiguous = !(transferEncoded && contentLength >= 0);
    return persistent && unambiguous && (chunked || contentLength >= 0 || hasNoBody());
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bodySize() {
    return bodySize;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int bodyOffset() {
    return bodyOffset;
  }

  @Override
  public int bodyLength() {
    return bodyLength;
  }

  @Override
  public void header(byte[] lowerCaseName, ByteText into) {
    into.clear();
    byte[] lines = head.bytes();
    for (int at = 0; at < head.length(); ) {
      int end = at;
      while (lines[end] != '\n') {
        end++;
      }
      int colon = at + lowerCaseName.length;
      if (colon < end && lines[colon] == ':' && matches(lines, at, lowerCaseName)) {
        int from = skipBlanks(lines, colon + 1, end);
        into.begin().append(lines, from, trimmed(lines, from, end) - from);
        return;
      }
      at = end + 1;
    }
  }

  private int takeLine(byte[] in, int from, int to) {
    int end = from;
    while (end < to && in[end] != '\n') {
      end++;
    }
    if (lineLength + end - from > MAX_LINE_BYTES) {
      return fail("a line is longer than 16 KiB", from);
    }
    if (end == to) {
      append(in, from, to);
      return to;
    }
    if (lineLength == 0) {
      line(in, from, withoutReturn(in, from, end));
    } else {
      append(in, from, end);
      int length = lineLength;
      lineLength = 0;
      line(line, 0, withoutReturn(line, 0, length));
    }
    return end + 1;
  }

  private static int withoutReturn(byte[] in, int from, int end) {
    return end > from && in[end - 1] == '\r' ? end - 1 : end;
  }

  private void append(byte[] in, int from, int to) {
    int length = to - from;
    if (lineLength + length > line.length) {
      line = Arrays.copyOf(line, Math.max(256, (lineLength + length) * 2));
    }
    System.arraycopy(in, from, line, lineLength, length);
    lineLength += length;
  }

  private void line(byte[] in, int from, int end) {
    switch (state) {
      case STATUS_LINE -> {
        if (countHead(from, end)) {
          statusLine(in, from, end);
        }
      }
      case HEADER -> {
        if (countHead(from, end)) {
          if (from == end) {
            endHead();
          } else {
            header(in, from, end);
          }
        }
      }
      case CHUNK_SIZE -> chunkSize(in, from, end);
      case CHUNK_END -> {
        if (from == end) {
          state = State.CHUNK_SIZE;
        } else {
          fail("a chunk is longer than its size", 0);
        }
      }
      case TRAILER -> {
        if (countHead(from, end) && from == end) {
          state = State.COMPLETE;
        }
      }
      case SIZED_BODY, BODY_UNTIL_CLOSE, CHUNK_DATA, COMPLETE, FAILED ->
          throw new IllegalStateException("no line is expected in state " + state);
    }
  }

  private boolean countHead(int from, int end) {
    headBytes += end - from + 2;
    if (headBytes > MAX_HEAD_BYTES) {
      fail("the head is larger than 64 KiB", 0);
      return false;
    }
    return true;
  }

  /** {@code HTTP/1.1 200 OK}; the reason may be missing. */
  private void statusLine(byte[] in, int from, int end) {
    boolean wellFormed =
        end - from >= 12
            && in[from] == 'H'
            && in[from + 1] == 'T'
            && in[from + 2] == 'T'
            && in[from + 3] == 'P'
            && in[from + 4] == '/'
            && in[from + 5] == '1'
            && in[from + 6] == '.'
            && (in[from + 7] == '0' || in[from + 7] == '1')
            && in[from + 8] == ' '
            && (end - from == 12 || in[from + 12] == ' ');
    int code = wellFormed ? (int) number(in, from + 9, from + 12, 10) : -1;
    if (code < 100 || code > 599) {
      fail("not a status line of HTTP/1.1", 0);
      return;
    }
    http10 = in[from + 7] == '0';
    status = code;
    state = State.HEADER;
  }

  private void header(byte[] in, int from, int end) {
    int colon = from;
    while (colon < end && in[colon] != ':') {
      colon++;
    }
    if (colon == end || colon == from || in[from] <= ' ' || in[colon - 1] <= ' ') {
      fail("not a header line", 0);
      return;
    }
    if (headKept) {
      head.append(in, from, end - from).append('\n');
    }
    // Most headers are skipped by the length of their name alone.
    switch (colon - from) {
      case 14 -> {
        if (matches(in, from, CONTENT_LENGTH)) {
          contentLength(in, colon + 1, end);
        }
      }
      case 17 -> {
        if (matches(in, from, TRANSFER_ENCODING)) {
          transferEncoded = true;
          chunked = lastTokenIs(in, colon + 1, end, CHUNKED);
        }
      }
      case 10 -> {
        if (matches(in, from, CONNECTION)) {
          closeAsked |= hasToken(in, colon + 1, end, CLOSE);
          keepAliveAsked |= hasToken(in, colon + 1, end, KEEP_ALIVE);
        }
      }
      default -> {
        // Not about framing.
      }
    }
  }

  private void contentLength(byte[] in, int from, int end) {
    int first = skipBlanks(in, from, end);
    long length = number(in, first, trimmed(in, first, end), 10);
    if (length < 0 || (contentLength >= 0 && contentLength != length)) {
      fail("Content-Length is not one number", 0);
    } else {
      contentLength = length;
    }
  }

  private void endHead() {
    if (status == 101) {
      fail("101 though no upgrade was asked for", 0);
    } else if (status < 200) {
      beginHead();
    } else if (hasNoBody()) {
      state = State.COMPLETE;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (transferEncoded || contentLength < 0) {
      state = State.BODY_UNTIL_CLOSE;
    } else {
      remaining = contentLength;
      state = remaining == 0 ? State.COMPLETE : State.SIZED_BODY;
    }
  }

  private boolean hasNoBody() {
    return headRequest || status == 204 || status == 304;
  }

  private int takeSized(byte[] in, int from, int to) {
    int length = (int) Math.min(remaining, to - from);
    if (bodyKept && bodySize == 0 && length == remaining) {
      body = in;
      bodyOffset = from;
      bodyLength = length;
      bodySize = length;
    } else {
      keep(in, from, length);
    }
    remaining -= length;
    if (remaining == 0) {
      state = State.COMPLETE;
    }
    return from + length;
  }

  /** {@code 1a;name=value}: a size in hexadecimal digits, extensions are ignored. */
  private void chunkSize(byte[] in, int from, int end) {
    int last = from;
    while (last < end && in[last] != ';' && in[last] > ' ') {
      last++;
    }
    int next = skipBlanks(in, last, end);
    long size = next == end || in[next] == ';' ? number(in, from, last, 16) : -1;
    if (size < 0) {
      fail("not the size of a chunk", 0);
    } else if (size == 0) {
      headBytes = 0;
      state = State.TRAILER;
    } else {
      remaining = size;
      state = State.CHUNK_DATA;
    }
  }

  private int takeChunk(byte[] in, int from, int to) {
    int length = (int) Math.min(remaining, to - from);
    keep(in, from, length);
    remaining -= length;
    if (remaining == 0) {
      state = State.CHUNK_END;
    }
    return from + length;
  }

  private void keep(byte[] in, int from, int length) {
    bodySize += length;
    int room = MAX_KEPT_BYTES - bodyLength;
    int wanted = bodyKept ? Math.min(length, room) : 0;
    if (wanted == 0) {
      return;
    }
    if (bodyLength + wanted > kept.length) {
      long expected = Math.max(contentLength, (bodyLength + wanted) * 2L);
      kept = Arrays.copyOf(kept, Math.clamp(expected, 1024, MAX_KEPT_BYTES));
    }
    System.arraycopy(in, from, kept, bodyLength, wanted);
    body = kept;
    bodyOffset = 0;
    bodyLength += wanted;
  }

  private int fail(String reason, int at) {
    state = State.FAILED;
    failure = reason;
    return at;
  }

  /** Return the number, or -1 if these are not 1 to 15 digits. */
  private static long number(byte[] in, int from, int end, int radix) {
    if (end <= from || end - from > 15) {
      return -1;
    }
    long number = 0;
    for (int at = from; at < end; at++) {
      int digit = in[at] < 0 ? -1 : Character.digit(in[at], radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private static int skipBlanks(byte[] in, int from, int end) {
    int at = from;
    while (at < end && (in[at] == ' ' || in[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static int trimmed(byte[] in, int from, int end) {
    int at = end;
    while (at > from && (in[at - 1] == ' ' || in[at - 1] == '\t')) {
      at--;
    }
    return at;
  }

  /** Compare letters without regard to case; {@code expected} is in lower case. */
  private static boolean matches(byte[] in, int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      int c = in[from + i];
      if (c >= 'A' && c <= 'Z') {
        c += 'a' - 'A';
      }
      if (c != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasToken(byte[] in, int from, int end, byte[] token) {
    int at = from;
    while (at < end) {
      int comma = at;
      while (comma < end && in[comma] != ',') {
        comma++;
      }
      if (isToken(in, at, comma, token)) {
        return true;
      }
      at = comma + 1;
    }
    return false;
  }

  private static boolean lastTokenIs(byte[] in, int from, int end, byte[] token) {
    int start = end;
    while (start > from && in[start - 1] != ',') {
      start--;
    }
    return isToken(in, start, end, token);
  }

  private static boolean isToken(byte[] in, int from, int end, byte[] token) {
    int first = skipBlanks(in, from, end);
    int last = trimmed(in, first, end);
    return last - first == token.length && matches(in, first, token);
  }
}

package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseParserTest {

  /** Complete answers to a GET. */
  enum Wire {
    SIZED("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", true),
    EMPTY("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "", true),
    NO_REASON("HTTP/1.1 404\r\nContent-Length: 2\r\n\r\nno", 404, "no", true),
    BARE_LINE_FEEDS("HTTP/1.1 200 OK\ncontent-length:5\n\nhello", 200, "hello", true),
    ODD_CASE_AND_BLANKS(
        "HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh: \t 5 \r\n\r\nhello", 200, "hello", true),
    SAME_LENGTH_TWICE(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        true),
    OTHER_HEADERS_OF_THE_SAME_LENGTH(
        "HTTP/1.1 200 OK\r\nX-Content-Size: 9\r\nX-Connecti: close\r\nX-Transfer-Encodi: chunked"
            + "\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        true),
    CHUNKED(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
        200,
        "hello world",
        true),
    CHUNKED_WITH_EXTENSIONS_AND_TRAILERS(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\nA;name"
            + "=value\r\n0123456789\r\n00b ; a=\"b\"\r\nhello world\r\n0;last\r\nDigest"
            + ": x\r\nServer-Timing: y\r\n\r\n",
        200,
        "0123456789hello world",
        true),
    CHUNKED_AND_EMPTY(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "", true),
    CHUNKED_WITH_A_LENGTH(
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5"
            + "\r\nhello\r\n0\r\n\r\n",
        200,
        "hello",
        false),
    CLOSE(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        false),
    CLOSE_AMONG_OTHERS(
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        false),
    NOT_QUITE_CLOSE(
        "HTTP/1.1 200 OK\r\nConnection: closed\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        true),
    OLD_VERSION("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello", false),
    OLD_VERSION_KEPT_ALIVE(
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        true),
    NO_CONTENT("HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n", 204, "", true),
    NOT_MODIFIED("HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n", 304, "", true),
    NOT_MODIFIED_CHUNKED(
        "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", 304, "", true),
    INTERIM_ANSWERS(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\nConnection: close\r\n"
            + "\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello",
        true);

    final String bytes;
    final int status;
    final String body;
    final boolean reusable;

    Wire(String bytes, int status, String body, boolean reusable) {
      this.bytes = bytes;
      this.status = status;
      this.body = body;
      this.reusable = reusable;
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAnAnswerInOnePiece(Wire wire) {
    HttpResponseParser parser = begun();

    feed(parser, wire.bytes);

    assertParsed(parser, wire);
  }

  @ParameterizedTest
  @EnumSource
  void readsAnAnswerSplitAtEachByte(Wire wire) {
    for (int split = 1; split < wire.bytes.length(); split++) {
      HttpResponseParser parser = begun();

      feed(parser, wire.bytes.substring(0, split));
      assertThat(parser.isComplete()).as("complete after %d bytes", split).isFalse();
      feed(parser, wire.bytes.substring(split));

      assertParsed(parser, wire);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsAnAnswerByteByByte(Wire wire) {
    HttpResponseParser parser = begun();

    wire.bytes.chars().forEach(c -> feed(parser, String.valueOf((char) c)));

    assertParsed(parser, wire);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheBytesOfTheNextAnswer(Wire wire) {
    byte[] two = (wire.bytes + Wire.SIZED.bytes).getBytes(ISO_8859_1);
    HttpResponseParser parser = begun();

    int used = parser.parse(two, 0, two.length);

    assertThat(used).isEqualTo(wire.bytes.length());
    assertParsed(parser, wire);
    parser.begin(false, true, false);
    assertThat(parser.parse(two, used, two.length)).isEqualTo(two.length);
    assertParsed(parser, Wire.SIZED);
  }

  @Test
  void anAnswerToHeadHasNoBody() {
    HttpResponseParser parser = new HttpResponseParser();
    parser.begin(true, true, false);

    feed(parser, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");

    assertThat(parser.isComplete()).isTrue();
    assertThat(parser.isReusable()).isTrue();
    assertThat(parser.bodySize()).isZero();
  }

  @Test
  void aBodyWithoutLengthEndsWithTheConnection() {
    HttpResponseParser parser = begun();

    feed(parser, "HTTP/1.1 200 OK\r\n\r\nhel");
    feed(parser, "lo");

    assertThat(parser.isComplete()).isFalse();
    assertThat(parser.endOfInput()).isTrue();
    assertThat(parser.isReusable()).isFalse();
    assertThat(Plans.text(parser)).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void anEndInsideAnAnswerDoesNotCompleteIt(String bytes) {
    HttpResponseParser parser = begun();

    feed(parser, bytes);

    assertThat(parser.endOfInput()).isFalse();
  }

  @Test
  void aBodyThatIsNotWantedIsOnlyCounted() {
    HttpResponseParser parser = new HttpResponseParser();
    parser.begin(false, false, false);

    feed(parser, Wire.CHUNKED.bytes);

    assertThat(parser.bodySize()).isEqualTo(11);
    assertThat(parser.bodyLength()).isZero();
  }

  @Test
  void aBodyInOnePieceIsNotCopied() {
    byte[] bytes = Wire.SIZED.bytes.getBytes(ISO_8859_1);
    HttpResponseParser parser = begun();

    parser.parse(bytes, 0, bytes.length);

    assertThat(parser.body()).isSameAs(bytes);
  }

  @Test
  void ofAHugeBodyTheFirst16MebibytesAreKept() {
    HttpResponseParser parser = begun();
    byte[] piece = new byte[1024 * 1024];
    Arrays.fill(piece, (byte) 'x');

    feed(parser, "HTTP/1.1 200 OK\r\nContent-Length: " + 20L * piece.length + "\r\n\r\n");
    for (int i = 0; i < 20; i++) {
      parser.parse(piece, 0, piece.length);
    }

    assertThat(parser.isComplete()).isTrue();
    assertThat(parser.bodySize()).isEqualTo(20L * piece.length);
    assertThat(parser.bodyLength()).isEqualTo(16 * piece.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SSH-2.0-OpenSSH_9.2\\r\\n                                   | not a status line",
        "HTTP/2 200 OK\\r\\n                                         | not a status line",
        "HTTP/1.1 20 OK\\r\\n                                        | not a status line",
        "HTTP/1.1 2000\\r\\n                                         | not a status line",
        "HTTP/1.1 099 OK\\r\\n                                       | not a status line",
        "HTTP/1.1 999 OK\\r\\n                                       | not a status line",
        "\\r\\n                                                      | not a status line",
        "HTTP/1.1 101 Switching\\r\\n\\r\\n                          | no upgrade",
        "HTTP/1.1 200 OK\\r\\nContent-Length 5\\r\\n                 | not a header line",
        "HTTP/1.1 200 OK\\r\\nContent-Length : 5\\r\\n               | not a header line",
        "HTTP/1.1 200 OK\\r\\n: 5\\r\\n                              | not a header line",
        "HTTP/1.1 200 OK\\r\\nA: b\\r\\n folded: c\\r\\n             | not a header line",
        "HTTP/1.1 200 OK\\r\\nContent-Length: x\\r\\n                | Content-Length",
        "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n               | Content-Length",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5, 5\\r\\n             | Content-Length",
        "HTTP/1.1 200 OK\\r\\nContent-Length:\\r\\n                  | Content-Length",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 9999999999999999\\r\\n | Content-Length",
        "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\nContent-Length: 6\\r\\n | Content-Length",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nx\\r\\n   | size of a chunk",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\n    | size of a chunk",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5 5\\r\\n | size of a chunk",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-5\\r\\n  | size of a chunk",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nabc\\r\\n | longer than its size",
      })
  void refusesWhatIsNoAnswer(String escaped, String reason) {
    String bytes = escaped.strip().replace("\\r", "\r").replace("\\n", "\n");
    HttpResponseParser whole = begun();
    HttpResponseParser single = begun();

    feed(whole, bytes);
    bytes.chars().forEach(c -> feed(single, String.valueOf((char) c)));

    assertThat(whole.isFailed()).isTrue();
    assertThat(whole.failure()).contains(reason);
    assertThat(single.failure()).contains(reason);
  }

  @Test
  void refusesALineOver16KibibytesWithoutWaitingForItsEnd() {
    HttpResponseParser parser = begun();

    feed(parser, "HTTP/1.1 200 OK\r\nA: " + "x".repeat(10_000));
    assertThat(parser.isFailed()).isFalse();
    feed(parser, "x".repeat(10_000));

    assertThat(parser.failure()).contains("16 KiB");
  }

  @Test
  void refusesAHeadOver64Kibibytes() {
    HttpResponseParser parser = begun();

    feed(parser, "HTTP/1.1 200 OK\r\n" + ("A: " + "x".repeat(1000) + "\r\n").repeat(70));

    assertThat(parser.failure()).contains("64 KiB");
  }

  @Test
  void refusesInterimAnswersWithoutEnd() {
    HttpResponseParser parser = begun();

    feed(parser, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n".repeat(2000));

    assertThat(parser.failure()).contains("64 KiB");
  }

  @Test
  void refusesTrailersOver64Kibibytes() {
    HttpResponseParser parser = begun();

    feed(
        parser,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
            + ("A: " + "x".repeat(1000) + "\r\n").repeat(70));

    assertThat(parser.failure()).contains("64 KiB");
  }

  private static HttpResponseParser begun() {
    HttpResponseParser parser = new HttpResponseParser();
    parser.begin(false, true, false);
    return parser;
  }

  private static void feed(HttpResponseParser parser, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    parser.parse(bytes, 0, bytes.length);
  }

  private static void assertParsed(HttpResponseParser parser, Wire wire) {
    assertThat(parser.failure()).isEmpty();
    assertThat(parser.isComplete()).isTrue();
    assertThat(parser.status()).isEqualTo(wire.status);
    assertThat(Plans.text(parser)).isEqualTo(wire.body);
    assertThat(parser.bodySize()).isEqualTo(wire.body.length());
    assertThat(parser.isReusable()).isEqualTo(wire.reusable);
  }
}

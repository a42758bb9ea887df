package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;

/**
 * HTTP/2 without TLS, with prior knowledge (RFC 9113), by netty's codec: framing, header
 * compression, settings, pings and flow control are its work. It runs in an embedded channel, which
 * has no sockets and no threads: the event loop carries its bytes.
 *
 * <p>Requests come as HTTP/1.1 bytes and are translated. This allocates; the way of HTTP/1.1 does
 * not.
 */
final class Http2Wire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int MAX_KEPT_BYTES = 16 * 1024 * 1024;

  /** Headers that HTTP/2 has not (RFC 9113, section 8.2.2), and Host, which has another name. */
  private static final Set<String> OF_HTTP1 =
      Set.of("host", "connection", "keep-alive", "transfer-encoding", "upgrade");

  private Streams streams;
  private EmbeddedChannel channel;
  private Http2FrameStream stream;
  private Http2Headers headers = new DefaultHttp2Headers();
  private final ByteText body = new ByteText();
  private boolean bodyKept;
  private long bodySize;
  private int status;
  private boolean complete;
  private boolean goingAway;
  private String failure = "";

  /** Makes streams; frames pass through. */
  private static final class Streams extends Http2ChannelDuplexHandler {}

  @Override
  public void opened() {
    if (channel != null) {
      channel.finishAndReleaseAll();
    }
    Http2FrameCodec codec =
        Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
            .build();
    streams = new Streams();
    channel = new EmbeddedChannel(codec, streams);
    goingAway = false;
  }

  @Override
  public ByteBuffer begin(Request request) {
    bodyKept = request.isBodyKept();
    bodySize = 0;
    body.begin();
    status = 0;
    headers = new DefaultHttp2Headers();
    complete = false;
    failure = "";
    stream = streams.newStream();
    ByteBuffer view = request.view();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    int bodyFrom = endOfHead(bytes);
    boolean hasBody = bodyFrom < bytes.length;
    Http2Headers translated = translated(new String(bytes, 0, bodyFrom, ISO_8859_1));
    channel.writeOutbound(new DefaultHttp2HeadersFrame(translated, !hasBody).stream(stream));
    if (hasBody) {
      ByteBuf content = Unpooled.wrappedBuffer(bytes, bodyFrom, bytes.length - bodyFrom);
      channel.writeOutbound(new DefaultHttp2DataFrame(content, true).stream(stream));
    }
    return replies();
  }

  /** The head ends with an empty line, which every scenario writes. */
  private static int endOfHead(byte[] bytes) {
    for (int i = 3; i < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("a request without an empty line after its head");
  }

  private static Http2Headers translated(String head) {
    String[] requestLine = head.substring(0, head.indexOf('\r')).split(" ", -1);
    Http2Headers translated =
        new DefaultHttp2Headers().method(requestLine[0]).scheme("http").path(requestLine[1]);
    head.lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
              String value = line.substring(colon + 1).strip();
              if (name.equals("host")) {
                translated.authority(value);
              } else if (!OF_HTTP1.contains(name)) {
                translated.add(name, value);
              }
            });
    return translated;
  }

  @Override
  public int parse(byte[] in, int from, int to) {
    try {
      channel.writeInbound(Unpooled.copiedBuffer(in, from, to - from));
      for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
        try {
          read(frame);
        } finally {
          ReferenceCountUtil.release(frame);
        }
      }
    } catch (Exception broken) { // the codec throws what it declares nowhere
      failure = "not HTTP/2: " + broken.getMessage();
    }
    return to;
  }

  private void read(Object frame) {
    switch (frame) {
      case Http2HeadersFrame next when next.stream().equals(stream) -> {
        if (status == 0) {
          int code = Integer.parseInt(next.headers().status().toString());
          if (code < 200) {
            return; // an interim answer
          }
          status = code;
          headers = next.headers();
        }
        complete = next.isEndStream();
      }
      case Http2DataFrame next when next.stream().equals(stream) -> {
        keep(next.content());
        // What was read may be sent again: else the server stops at the end of its window.
        channel.writeOutbound(
            new DefaultHttp2WindowUpdateFrame(next.initialFlowControlledBytes()).stream(stream));
        complete = next.isEndStream();
      }
      case Http2ResetFrame next when next.stream().equals(stream) ->
          failure = "the stream was reset with error " + next.errorCode();
      case Http2GoAwayFrame _ -> goingAway = true;
      default -> {
        // Settings and pings, which the codec has answered, or the end of an older stream.
      }
    }
  }

  private void keep(ByteBuf content) {
    int length = content.readableBytes();
    bodySize += length;
    if (bodyKept) {
      for (int i = 0; i < length && body.length() < MAX_KEPT_BYTES; i++) {
        body.append(content.getByte(content.readerIndex() + i));
      }
    }
  }

  @Override
  public ByteBuffer replies() {
    if (isFailed()) {
      return NOTHING; // the codec has closed the channel, or the stream is over
    }
    channel.flushOutbound();
    ByteBuf first = channel.readOutbound();
    if (first == null) {
      return NOTHING;
    }
    ByteBuf all = first;
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all = Unpooled.wrappedBuffer(all, next);
    }
    ByteBuffer copy = ByteBuffer.allocate(all.readableBytes());
    all.readBytes(copy);
    all.release();
    return copy.flip();
  }

  @Override
  public boolean endOfInput() {
    return complete;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean isFailed() {
    return !failure.isEmpty();
  }

  @Override
  public String failure() {
    return failure;
  }

  @Override
  public boolean isReusable() {
    return !goingAway;
  }

  @Override
  public boolean maySpeakUnasked() {
    return true;
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
    return body.bytes();
  }

  @Override
  public int bodyOffset() {
    return 0;
  }

  @Override
  public int bodyLength() {
    return body.length();
  }

  @Override
  public void header(byte[] lowerCaseName, ByteText into) {
    into.clear();
    CharSequence value = headers.get(new String(lowerCaseName, ISO_8859_1));
    if (value != null) {
      byte[] bytes = value.toString().getBytes(UTF_8);
      into.begin().append(bytes, 0, bytes.length);
    }
  }
}

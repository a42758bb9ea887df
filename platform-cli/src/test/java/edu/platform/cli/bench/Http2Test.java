package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 with prior knowledge, against a server of netty's. */
@Timeout(60)
class Http2Test {
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong received = new AtomicLong();
  private final CompletableFuture<LoadRun> running = new CompletableFuture<>();
  private int enough = Integer.MAX_VALUE;

  /** What the server does with a complete request. */
  private interface Responder {
    void respond(ChannelHandlerContext context, Http2FrameStream stream, String path);
  }

  private Target serve(Responder responder) throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.incrementAndGet();
                    channel.pipeline().addLast(Http2FrameCodecBuilder.forServer().build());
                    channel.pipeline().addLast(new Handler(responder));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return Target.parse("http://127.0.0.1:" + port + "/page?x=1", false).withHttp2();
  }

  private void requested() {
    if (requests.incrementAndGet() == enough) {
      var _ = running.thenAccept(LoadRun::stop);
    }
  }

  /** One user asks until the server has had this many requests. */
  private OperationStats run(Target target, Scenario scenario, int untilRequests)
      throws InterruptedException {
    enough = untilRequests;
    LoadRun run = new LoadRun(Plans.closed(target, scenario, 1, LONGEST));
    running.complete(run);
    return run.run(_ -> {}).recording().total();
  }

  private final class Handler extends ChannelInboundHandlerAdapter {
    private final Responder responder;
    private String path = "";

    Handler(Responder responder) {
      this.responder = responder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      try {
        switch (frame) {
          case Http2HeadersFrame headers -> {
            path = headers.headers().path().toString();
            if (headers.isEndStream()) {
              requested();
              responder.respond(context, headers.stream(), path);
            }
          }
          case Http2DataFrame data -> {
            received.addAndGet(data.content().readableBytes());
            write(
                context,
                new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes())
                    .stream(data.stream()));
            if (data.isEndStream()) {
              requested();
              responder.respond(context, data.stream(), path);
            }
          }
          default -> {
            // Settings and the like.
          }
        }
        context.flush();
      } finally {
        ReferenceCountUtil.release(frame);
      }
    }
  }

  private static void write(ChannelHandlerContext context, Object frame) {
    var _ = context.write(frame);
  }

  private static void headers(
      ChannelHandlerContext context, Http2FrameStream stream, String status, boolean end) {
    write(
        context,
        new DefaultHttp2HeadersFrame(
                new DefaultHttp2Headers().status(status).add("etag", "\"v1\""), end)
            .stream(stream));
  }

  private static void ok(ChannelHandlerContext context, Http2FrameStream stream, String body) {
    headers(context, stream, "200", false);
    write(
        context,
        new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, UTF_8), true).stream(stream));
  }

  @AfterEach
  void stop() {
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void aRunCountsWhatTheServerCounts() throws Exception {
    Target target = serve((context, stream, path) -> ok(context, stream, path));

    OperationStats total = run(target, Plans.expecting(target, "/"), 100);

    assertThat(total.answered()).isGreaterThanOrEqualTo(100).isEqualTo(requests.get());
    assertThat(total.errors()).isZero();
    assertThat(connections.get()).isEqualTo(1);
  }

  @Test
  void theProbeAndTheUrlScenarioSpeakItToo() throws Exception {
    Target target = serve((context, stream, path) -> ok(context, stream, path));
    UrlScenario scenario = new UrlScenario(target);

    assertThat(scenario.prepare(new Probe(target))).isEmpty();
    OperationStats total = run(target, scenario, 10);

    assertThat(total.errors()).isZero();
    assertThat(total.answered()).isPositive();
    assertThat(total.bodyBytes()).isEqualTo(total.answered() * "/page?x=1".length());
  }

  /** More than the window of a stream and of a connection, which are 64 KiB at first. */
  @Test
  void largeBodiesPassTheFlowControlBothWays() throws Exception {
    String body = "x".repeat(300_000);
    Target target = serve((context, stream, path) -> ok(context, stream, body));
    byte[] request =
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(UTF_8);

    OperationStats total = run(target, Plans.sending(request, body), 5);
    assertThat(total.errors()).isZero();
    assertThat(total.answered()).isGreaterThanOrEqualTo(5).isEqualTo(requests.get());
    assertThat(received.get()).isEqualTo(total.answered() * body.length());
  }

  @Test
  void interimAnswersAreSkippedAndEmptyOnesAreComplete() throws Exception {
    Target target =
        serve(
            (context, stream, path) -> {
              headers(context, stream, "103", false);
              headers(context, stream, "204", true);
            });

    OperationStats total =
        run(
            target,
            Plans.always(
                target,
                "GET",
                answer ->
                    answer.status() == 204 && answer.bodySize() == 0
                        ? VirtualUser.Check.OK
                        : VirtualUser.Check.WRONG_STATUS),
            5);

    assertThat(total.errors()).isZero();
    assertThat(total.answered()).isEqualTo(requests.get()).isPositive();
  }

  @Test
  void headersAreFoundByName() throws Exception {
    Target target = serve((context, stream, path) -> headers(context, stream, "200", true));
    ByteText tag = new ByteText();

    var _ =
        run(
            target,
            Plans.always(
                target,
                "GET",
                answer -> {
                  answer.header("etag".getBytes(UTF_8), tag);
                  return VirtualUser.Check.OK;
                }),
            2);

    assertThat(tag.toString()).isEqualTo("\"v1\"");
  }

  @Test
  void aResetStreamIsAnErrorOfTheProtocol() throws Exception {
    Target target =
        serve(
            (context, stream, path) ->
                write(
                    context, new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR).stream(stream)));

    OperationStats total = run(target, Plans.expecting(target, ""), 3);

    assertThat(total.errors(ErrorKind.PROTOCOL)).isEqualTo(3).isEqualTo(total.requests());
    assertThat(total.firstReason(ErrorKind.PROTOCOL)).contains("the stream was reset with error 2");
  }

  @Test
  void aServerThatGoesAwayIsConnectedToAgain() throws Exception {
    Target target =
        serve(
            (context, stream, path) -> {
              write(context, new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
              ok(context, stream, "hello");
            });

    OperationStats total = run(target, Plans.expecting(target, "hello"), 4);

    assertThat(total.errors()).isZero();
    assertThat(connections.get()).isGreaterThanOrEqualTo(4).isEqualTo(requests.get());
  }

  @Test
  void aServerOfHttp1IsAnErrorOfTheProtocol() throws Exception {
    TestServer.Responder http1 =
        exchange -> {
          if (exchange.head().startsWith("PRI ")) { // the preface of each connection
            requested();
          }
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(http1)) {
      Target target = server.target().withHttp2();

      OperationStats total = run(target, Plans.expecting(target, ""), 2);

      assertThat(total.errors(ErrorKind.PROTOCOL)).isPositive().isEqualTo(total.requests());
      assertThat(total.firstReason(ErrorKind.PROTOCOL).orElseThrow()).startsWith("not HTTP/2: ");
    }
  }
}

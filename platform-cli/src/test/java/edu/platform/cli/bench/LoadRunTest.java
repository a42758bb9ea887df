package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoadRunTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anOpenRunSendsExactlyWhatIsDue(int threads) throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("hello"))) {
      LoadModel model = new LoadModel.Open(List.of(new Stage(Duration.ofSeconds(2), 500)), false);

      RunResult result =
          Plans.run(
              Plans.plan(
                  server.target(),
                  Plans.expecting(server.target(), "hello"),
                  model,
                  100,
                  threads,
                  Duration.ofSeconds(2)));

      OperationStats total = result.recording().total();
      assertThat(total.requests()).isEqualTo(1000);
      assertThat(total.answered()).isEqualTo(1000);
      assertThat(total.bodyBytes()).isEqualTo(5000);
      assertThat(server.requests()).isEqualTo(1000);
      assertThat(total.latency().getTotalCount()).isEqualTo(1000);
      assertThat(total.serviceTime().getTotalCount()).isEqualTo(1000);
      assertThat(result.recording().lag().getTotalCount()).isEqualTo(1000);
      assertThat(result.connectionsUsed()).isEqualTo(server.connections()).isBetween(1, 100);
      assertThat(result.rate(total)).isCloseTo(500, within(25.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aClosedRunCountsWhatTheServerCounts(int threads) throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("hello"))) {
      RunResult result =
          Plans.run(
              Plans.plan(
                  server.target(),
                  Plans.expecting(server.target(), "hello"),
                  new LoadModel.Closed(ThinkTime.NONE),
                  8,
                  threads,
                  SHORT));

      OperationStats total = result.recording().total();
      assertThat(total.answered()).isEqualTo(server.requests()).isGreaterThan(8);
      assertThat(total.errors()).isZero();
      assertThat(server.connections()).isEqualTo(8);
    }
  }

  @Test
  void thinkingUsersPauseBetweenRounds() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("hello"))) {
      Scenario scenario = new UrlScenario(server.target());
      scenario.prepare(new Probe(server.target()));
      ThinkTime think = new ThinkTime(Duration.ofMillis(90), Duration.ofMillis(110));

      RunResult result =
          Plans.run(
              Plans.plan(
                  server.target(),
                  scenario,
                  new LoadModel.Closed(think),
                  5,
                  1,
                  Duration.ofSeconds(2)));

      // Each user: at most one round each 90 ms, after a first pause of 0 to 110 ms.
      assertThat(result.recording().total().answered()).isBetween(5L, 5 * 23L);
    }
  }

  @Test
  void theWarmUpIsNotMeasured() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("hello"))) {
      Duration second = Duration.ofSeconds(1);
      LoadPlan plan =
          Plans.open(server.target(), Plans.expecting(server.target(), "hello"), 300, 100, second);
      RunResult result = Plans.run(Plans.withWarmup(plan, second));

      assertThat(result.recording().total().requests()).isEqualTo(300);
      // The first quarter of the warm-up sends one request at a time.
      assertThat(server.requests()).isGreaterThan(300 + 225);
    }
  }

  @Test
  void errorsLandInTheirOwnKinds() throws Exception {
    Map<ErrorKind, AtomicLong> served = new EnumMap<>(ErrorKind.class);
    for (ErrorKind kind : ErrorKind.values()) {
      served.put(kind, new AtomicLong());
    }
    AtomicLong good = new AtomicLong();
    TestServer.Responder responder =
        exchange -> {
          switch ((int) (exchange.number() % 8)) {
            case 0 -> {
              served.get(ErrorKind.STATUS).incrementAndGet();
              exchange.send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            }
            case 1 -> {
              served.get(ErrorKind.BODY).incrementAndGet();
              exchange.ok("hullo");
            }
            case 2 -> {
              served.get(ErrorKind.RESET).incrementAndGet();
              exchange.reset();
            }
            case 3 -> {
              served.get(ErrorKind.RESET).incrementAndGet();
              exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
              exchange.close();
            }
            case 4 -> {
              served.get(ErrorKind.PROTOCOL).incrementAndGet();
              exchange.send("SSH-2.0-OpenSSH_9.2\r\n");
            }
            case 5 -> {
              served.get(ErrorKind.PROTOCOL).incrementAndGet();
              exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello there");
            }
            case 6 -> served.get(ErrorKind.TIMEOUT).incrementAndGet(); // no answer
            default -> {
              good.incrementAndGet();
              exchange.ok("hello");
            }
          }
        };
    try (TestServer server = new TestServer(responder)) {
      LoadPlan plan =
          Plans.open(server.target(), Plans.expecting(server.target(), "hello"), 160, 200, SHORT);

      RunResult result = Plans.run(Plans.withTimeout(plan, Duration.ofSeconds(2)));

      OperationStats total = result.recording().total();
      assertThat(total.requests()).isEqualTo(80).isEqualTo(server.requests());
      for (ErrorKind kind : ErrorKind.values()) {
        assertThat(total.errors(kind)).as(kind.label()).isEqualTo(served.get(kind).get());
      }
      assertThat(total.answered()).isEqualTo(good.get()).isEqualTo(10);
      assertThat(total.errors(ErrorKind.RESET)).isEqualTo(20);
      assertThat(total.firstReason(ErrorKind.STATUS)).contains("status 500");
      // Only good answers and timeouts have a latency; a timeout counts as long as it waited.
      assertThat(total.latency().getTotalCount()).isEqualTo(20);
      assertThat(total.latency().getMaxValue()).isGreaterThanOrEqualTo(1_990_000_000L);
    }
  }

  @Test
  void aRefusedConnectionIsAConnectError() throws Exception {
    Target nobody = Target.parse("http://127.0.0.1:" + freePort(), false);

    RunResult open = Plans.run(Plans.open(nobody, Plans.expecting(nobody, ""), 100, 10, SHORT));
    RunResult closed = Plans.run(Plans.closed(nobody, Plans.expecting(nobody, ""), 2, SHORT));

    OperationStats total = open.recording().total();
    assertThat(total.requests()).isEqualTo(50);
    assertThat(total.errors(ErrorKind.CONNECT)).isEqualTo(50);
    // Each of two users tries again after 100 ms, not in a tight loop.
    assertThat(closed.recording().total().errors(ErrorKind.CONNECT)).isBetween(2L, 12L);
  }

  @Test
  void aConnectionThatDoesNotOpenInTimeIsAConnectError() throws Exception {
    // A listener that never accepts, with its queue filled: further connections stay half open.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Target target = Target.parse("http://127.0.0.1:" + full.getLocalPort(), false);
      LoadPlan plan = Plans.open(target, Plans.expecting(target, ""), 20, 50, SHORT);

      RunResult result = Plans.run(Plans.withTimeout(plan, Duration.ofMillis(300)));

      OperationStats total = result.recording().total();
      assertThat(total.requests()).isEqualTo(10);
      assertThat(total.errors(ErrorKind.CONNECT)).isPositive();
      assertThat(total.errors(ErrorKind.CONNECT) + total.errors(ErrorKind.TIMEOUT)).isEqualTo(10);
    }
  }

  @Test
  void requestsThatFoundNoConnectionUntilTheEndAreErrorsWithTheirWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (TestServer server = new TestServer(_ -> never.await())) {
      LoadPlan plan =
          Plans.open(server.target(), Plans.expecting(server.target(), ""), 100, 5, SHORT);

      RunResult result = Plans.run(Plans.withTimeout(plan, Duration.ofSeconds(1)));

      OperationStats total = result.recording().total();
      assertThat(total.errors(ErrorKind.TIMEOUT)).isEqualTo(5);
      assertThat(total.errors(ErrorKind.UNSENT)).isEqualTo(45);
      assertThat(result.recording().operations().getFirst().requests()).isEqualTo(5);
      assertThat(server.requests()).isEqualTo(5);
      assertThat(total.latency().getTotalCount()).isEqualTo(50);
      assertThat(total.serviceTime().getTotalCount()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\n\r\nhello"
      })
  void aConnectionThatTheServerClosesIsOpenedAgain(String answer) throws Exception {
    TestServer.Responder responder =
        exchange -> {
          exchange.send(answer);
          exchange.close();
        };
    try (TestServer server = new TestServer(responder)) {
      RunResult result =
          Plans.run(
              Plans.open(
                  server.target(), Plans.expecting(server.target(), "hello"), 100, 20, SHORT));

      assertThat(result.recording().total().answered()).isEqualTo(50);
      assertThat(server.connections()).isEqualTo(50);
    }
  }

  @Test
  void anIdleConnectionThatTheServerClosesCostsNoRequest() throws Exception {
    TestServer.Responder closesAfterwards =
        exchange -> {
          exchange.ok("hello");
          exchange.close();
        };
    try (TestServer server = new TestServer(closesAfterwards)) {
      RunResult result =
          Plans.run(
              Plans.open(
                  server.target(), Plans.expecting(server.target(), "hello"), 20, 20, SHORT));

      assertThat(result.recording().total().answered()).isEqualTo(10);
    }
  }

  @Test
  void answersInSmallPiecesAreReadWhole() throws Exception {
    String answer =
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2"
            + ";x=y\r\nhe\r\n3\r\nllo\r\n0\r\nDigest: x\r\n\r\n";
    TestServer.Responder responder =
        exchange -> {
          for (int i = 0; i < answer.length(); i++) {
            exchange.send(answer.substring(i, i + 1));
          }
        };
    try (TestServer server = new TestServer(responder)) {
      RunResult result =
          Plans.run(
              Plans.closed(server.target(), Plans.expecting(server.target(), "hello"), 2, SHORT));

      assertThat(result.recording().total().errors()).isZero();
      assertThat(result.recording().total().answered()).isEqualTo(server.requests()).isPositive();
    }
  }

  @Test
  void answersToHeadAreReadWithoutABody() throws Exception {
    TestServer.Responder responder =
        exchange -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
    try (TestServer server = new TestServer(responder)) {
      Scenario scenario =
          Plans.always(
              server.target(),
              "HEAD",
              answer ->
                  answer.bodySize() == 0 ? VirtualUser.Check.OK : VirtualUser.Check.WRONG_BODY);

      RunResult result = Plans.run(Plans.closed(server.target(), scenario, 2, SHORT));

      assertThat(result.recording().total().errors()).isZero();
      assertThat(result.recording().total().answered()).isEqualTo(server.requests()).isPositive();
    }
  }

  @Test
  void aRequestLargerThanTheSocketTakesAtOnceIsSentWhole() throws Exception {
    String body = "x".repeat(8 * 1024 * 1024);
    AtomicLong received = new AtomicLong();
    TestServer.Responder responder =
        exchange -> {
          received.addAndGet(exchange.body().length());
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(responder)) {
      byte[] bytes =
          ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
              .getBytes(US_ASCII);
      Scenario scenario = Plans.sending(bytes, "hello");

      RunResult result = Plans.run(Plans.closed(server.target(), scenario, 1, SHORT));

      OperationStats total = result.recording().total();
      assertThat(total.errors()).isZero();
      assertThat(received.get()).isEqualTo(total.answered() * body.length()).isPositive();
    }
  }

  @Test
  void aStoppedRunGivesWhatItMeasuredUntilThen() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch hundred = new CountDownLatch(100);
    TestServer.Responder responder =
        exchange -> {
          hundred.countDown();
          if (hundred.getCount() == 0) {
            never.await();
          }
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(responder)) {
      LoadRun run =
          new LoadRun(
              Plans.closed(
                  server.target(),
                  Plans.expecting(server.target(), "hello"),
                  4,
                  LoadPlan.UNTIL_STOPPED));
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  hundred.await();
                } catch (InterruptedException _) {
                  return;
                }
                run.stop();
              });

      RunResult result = run.run(_ -> {});

      assertThat(result.stopped()).isTrue();
      assertThat(result.recording().total().answered()).isBetween(95L, 99L);
      assertThat(result.recording().total().errors()).isZero();
      assertThat(result.measured()).isPositive().isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void theLiveViewAddsUpToTheResult() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("hello"))) {
      LoadPlan plan =
          Plans.open(
              server.target(),
              Plans.expecting(server.target(), "hello"),
              200,
              50,
              Duration.ofMillis(2500));
      List<Long> answered = new ArrayList<>();

      RunResult result =
          new LoadRun(plan).run(interval -> answered.add(interval.total().answered()));

      assertThat(answered).hasSizeBetween(2, 3);
      assertThat(answered.stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
      assertThat(result.recording().total().answered()).isEqualTo(500);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.bench.TestServer;
import edu.platform.cli.json.BenchCapacity;
import edu.platform.cli.json.BenchResult;
import io.avaje.jsonb.Jsonb;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BenchCommandTest {

  @Test
  void theClosedModelSendsTheOldClientsMix() throws Exception {
    try (TestServer platform = new TestServer(new FakePlatform())) {
      CliRun run = bench(platform, "--warmup", "0s", "--duration", "2s", "--connections", "20");

      assertThat(run.exitCode()).isEqualTo(0);
      List<String> lines = run.out().lines().toList();
      assertThat(lines.getFirst())
          .isEqualTo(
              "classic on " + platform.url() + ": closed model, 20 users thinking 50 ms to 200 ms");
      assertThat(lines.get(1)).isEqualTo("measured for 2.0 s, after a warm-up of 0.0 s");
      assertThat(lines).anyMatch(line -> line.matches("course +\\d+ +\\d+\\.\\d +0 .*"));
      assertThat(lines).anyMatch(line -> line.matches("user +\\d+ .*"));
      assertThat(lines).anyMatch(line -> line.matches("report +\\d+ .*"));
      // healthz, a course and a user were asked for before the run.
      assertThat(lines)
          .anyMatch(line -> line.startsWith("all  ") && requests(line) == platform.requests() - 3);
    }
  }

  @Test
  void theOpenModelSendsAtTheRate() throws Exception {
    try (TestServer platform = new TestServer(new FakePlatform())) {
      CliRun run =
          bench(
              platform,
              "--warmup",
              "0s",
              "--duration",
              "1s",
              "--rate",
              "200",
              "--assert",
              "errors=0");

      assertThat(run.out())
          .contains("open model, constant arrivals at 200/s, ")
          .contains("from when it was sent")
          .contains("lag of the schedule")
          .contains("holds  errors=0 (0)");
      assertThat(run.out().lines()).anyMatch(line -> line.matches("all +200 .*"));
      assertThat(platform.requests()).isEqualTo(203);
    }
  }

  @Test
  void theResultAsJsonIsOneDocument() throws Exception {
    try (TestServer platform = new TestServer(new FakePlatform())) {
      CliRun run =
          bench(
              platform,
              "--json",
              "--warmup",
              "0s",
              "--stages",
              "500ms:100,500ms:200",
              "--arrivals",
              "constant",
              "--assert",
              "errors=0,p99<10s");

      assertThat(run.out().lines()).hasSize(1);
      BenchResult result = Jsonb.builder().build().type(BenchResult.class).fromJson(run.out());
      assertThat(result.total().requests()).isEqualTo(150);
      assertThat(result.total().answered()).isEqualTo(150);
      assertThat(result.operations().stream().mapToLong(BenchResult.Operation::requests).sum())
          .isEqualTo(150);
      assertThat(result.operations().stream().map(BenchResult.Operation::operation))
          .containsExactly("course", "user", "report");
      assertThat(result.assertions())
          .extracting(BenchResult.Assertion::assertion)
          .containsExactly("errors=0", "p99<10s");
      assertThat(result.plan().model()).isEqualTo("open");
      assertThat(result.plan().stages())
          .containsExactly(new BenchResult.Stage(0.5, 100), new BenchResult.Stage(0.5, 200));
      assertThat(result.measuredSeconds()).isEqualTo(1);
      assertThat(result.scheduleLag()).isPresent();
      assertThat(run.out()).contains("\"p99.9\":");
    }
  }

  @Test
  void aBrokenAssertionEndsWith1() throws Exception {
    try (TestServer platform = new TestServer(new FakePlatform())) {
      CliRun run =
          bench(
              platform,
              "--warmup",
              "0s",
              "--duration",
              "500ms",
              "--think",
              "10ms",
              "--assert",
              "errors=0",
              "--assert",
              "course.rate>1000000");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("holds  errors=0 (0)")
          .contains("BROKEN course.rate>1000000 (");
    }
  }

  @Test
  void errorsAreListedByKind() throws Exception {
    TestServer.Responder failing =
        exchange -> {
          if (exchange.number() > 2 && exchange.head().contains("getuser")) {
            exchange.send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
          } else {
            new FakePlatform().respond(exchange);
          }
        };
    try (TestServer platform = new TestServer(failing)) {
      CliRun run =
          bench(
              platform,
              "--warmup",
              "0s",
              "--duration",
              "500ms",
              "--think",
              "0s..20ms",
              "--assert",
              "errors<1%");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out().lines())
          .anyMatch(line -> line.matches("error status +\\d+ +\\d+\\.\\d+%  first: status 500"));
      assertThat(run.out()).contains("BROKEN errors<1% (");
    }
  }

  @Test
  void aRunThatTheGeneratorLimitedIsInvalid() throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    TestServer.Responder slow =
        exchange -> {
          CountDownLatch answered = new CountDownLatch(1);
          var _ = clock.schedule(answered::countDown, 50, TimeUnit.MILLISECONDS);
          answered.await();
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(slow)) {
      CliRun run =
          bench(
              server,
              "--scenario",
              "url",
              "--rate",
              "100",
              "--connections",
              "1",
              "--warmup",
              "1s",
              "--duration",
              "1s");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out().lines())
          .anyMatch(
              line ->
                  line.startsWith("INVALID: ")
                      && line.contains("waited for one of the 1 connections"));
    } finally {
      clock.shutdownNow();
    }
  }

  /** Ten things at a time, each 100 ms long: no more than 100 a second. */
  @Test
  void theCapacityOfAServerIsFound() throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    AtomicLongArray busyUntil = new AtomicLongArray(10);
    TestServer.Responder limited =
        exchange -> {
          long now = System.nanoTime();
          int lane = (int) (exchange.number() % 10);
          long done = busyUntil.updateAndGet(lane, until -> Math.max(until, now) + 100_000_000);
          CountDownLatch answered = new CountDownLatch(1);
          var _ = clock.schedule(answered::countDown, done - now, TimeUnit.NANOSECONDS);
          answered.await();
          exchange.ok("hello");
        };
    try (TestServer server = new TestServer(limited)) {
      CliRun run =
          bench(
              server,
              "--scenario",
              "url",
              "--find-capacity",
              "p50<300ms,errors=0",
              "--rate",
              "40",
              "--warmup",
              "200ms",
              "--duration",
              "4s",
              "--json");

      BenchCapacity result = Jsonb.builder().build().type(BenchCapacity.class).fromJson(run.out());
      assertThat(run.exitCode()).as(run.out()).isEqualTo(0);
      assertThat(result.verdict()).isEqualTo("passed");
      assertThat(result.rate()).isBetween(60.0, 135.0);
      assertThat(result.trials().getFirst().rate()).isEqualTo(40);
      assertThat(result.trials().getLast().finding()).isEqualTo("kept");
      assertThat(result.trials().getLast().confirming()).isTrue();
      assertThat(result.trials().getLast().result().measuredSeconds()).isEqualTo(4);
      assertThat(result.trials())
          .filteredOn(trial -> trial.rate() >= 160)
          .isNotEmpty()
          .noneMatch(trial -> trial.finding().equals("kept"));
    } finally {
      clock.shutdownNow();
    }
  }

  @Test
  void aSearchThatFindsNothingSaysSo() throws Exception {
    TestServer.Responder broken =
        exchange -> {
          if (exchange.number() < 2) {
            exchange.ok("hello");
          } else {
            exchange.send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
          }
        };
    try (TestServer server = new TestServer(broken)) {
      CliRun run =
          bench(
              server,
              "--scenario",
              "url",
              "--find-capacity",
              "errors<1%",
              "--rate",
              "30",
              "--warmup",
              "0s",
              "--duration",
              "1s");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out().lines().toList().getLast())
          .isEqualTo("No rate that was tried keeps errors<1%.");
      assertThat(run.out().lines())
          .anyMatch(line -> line.matches(" +30 +0\\.0 +8 .* broken: errors<1%"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target=localhost                  | --target: 'localhost' does not begin with http://",
        "--target=http://8.8.8.8             | --allow-remote",
        "--target=http://127.0.0.1:1/v1      | --target: 'http://127.0.0.1:1/v1' has a path",
        "--scenario=shop                     | --scenario: there is no scenario 'shop', only"
            + " classic, url, browse, report and files",
        "--rate=0                            | --rate: a rate must be above 0",
        "--rate=-5                           | --rate: a rate must be above 0",
        "--rate=NaN                          | --rate: a rate must be above 0",
        "--rate=fast                         | '--rate'",
        "--stages=30s                        | --stages: '30s' is not a stage",
        "--stages=30s:5,x:5                  | --stages: 'x:5': expected a duration",
        "--stages=30s:5,                     | --stages: '' is not a stage",
        "--stages=0s:5                       | --stages: '0s:5': a stage must be longer than 0",
        "--stages=1s:5 --rate=5              | --stages: give either it or --rate",
        "--arrivals=bursts --rate=5          | '--arrivals'",
        "--arrivals=poisson                  | --arrivals: it needs --rate or --stages",
        "--think=5                           | --think: '5' is not a pause",
        "--think=200ms..50ms                 | --think: a pause must rise",
        "--think=50ms --rate=5               | --think: users of the open model",
        "--connections=0                     | connections must be 1 to 100000: 0",
        "--connections=2 --threads=3         | each thread needs a connection",
        "--threads=0                         | threads must be 1 to 64: 0",
        "--duration=soon                     | '--duration'",
        "--duration=999999d                  | the duration must be",
        "--warmup=2d                         | the warm-up must be 0 or longer",
        "--timeout=0s                        | the timeout must be longer than 0",
        "--connect-timeout=0s                | the connect timeout must be longer than 0",
        "--assert=p99                        | --assert: 'p99' is not an assertion",
        "--assert=errors<1%,shop.p99<5ms     | --assert: 'shop.p99<5ms': there is no operation"
            + " 'shop'",
        "--random-seed=x                     | '--random-seed'",
        "--find-capacity=p99                 | --find-capacity: 'p99' is not an assertion",
        "--find-capacity=p99<5ms --assert=p50<1ms  | --assert: with --find-capacity give all",
        "--find-capacity=p99<5ms --stages=1s:5     | --stages: --find-capacity chooses the rates",
        "--find-capacity=p99<5ms --duration=0s     | --duration: a search for the capacity needs an"
            + " end",
        "--find-capacity=p99<5ms --think=5ms       | --think: users of the open model",
      })
  void malformedOptionsAreUsageErrorsThatNameThePlace(String options, String message) {
    CliRun run = CliRun.of(Map.of(), ("bench " + options).split(" "));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("edu-cli bench: ").contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aNameThatDoesNotResolveIsUnavailable() {
    CliRun run = CliRun.of(Map.of(), "bench", "--target", "http://no-such-host.invalid:8080");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("edu-cli bench: the host name 'no-such-host.invalid' does not resolve");
    assertThat(run.err().lines()).hasSize(2);
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() throws Exception {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + socket.getLocalPort();
    }

    CliRun run = CliRun.of(Map.of(), "bench", "--target", nobody);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines())
        .containsExactly(
            "edu-cli bench: no answer from " + nobody + "/healthz: Connection refused",
            "Start the platform with 'edu-cli up', or name another address with --target.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aServerThatIsNotThePlatformIsUnavailable() throws Exception {
    TestServer.Responder other =
        exchange -> exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    try (TestServer server = new TestServer(other)) {
      CliRun run = bench(server);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("/healthz answers 404, expected 200");
    }
  }

  private static CliRun bench(TestServer server, String... options) {
    List<String> args = new ArrayList<>(List.of("bench", "--target", server.url()));
    args.addAll(Arrays.asList(options));
    return CliRun.of(Map.of(), args.toArray(String[]::new));
  }

  private static long requests(String row) {
    return Long.parseLong(List.of(row.split(" +")).get(1));
  }
}

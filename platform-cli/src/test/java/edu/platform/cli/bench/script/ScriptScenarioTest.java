package edu.platform.cli.bench.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import edu.platform.cli.bench.ByteText;
import edu.platform.cli.bench.ErrorKind;
import edu.platform.cli.bench.LoadModel;
import edu.platform.cli.bench.LoadPlan;
import edu.platform.cli.bench.LoadRun;
import edu.platform.cli.bench.OperationStats;
import edu.platform.cli.bench.Probe;
import edu.platform.cli.bench.RunResult;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.TestServer;
import edu.platform.cli.bench.ThinkTime;
import edu.platform.cli.bench.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptScenarioTest {
  @TempDir private Path folder;
  private final Queue<TestServer.Exchange> seen = new ConcurrentLinkedQueue<>();

  /** One user does what the script says until the server has seen enough. */
  private RunResult run(String yaml, int requests, TestServer.Responder responder)
      throws Exception {
    LoadRun[] run = new LoadRun[1];
    TestServer.Responder counting =
        exchange -> {
          if (seen.size() < requests) {
            seen.add(exchange);
          } else {
            run[0].stop();
          }
          responder.respond(exchange);
        };
    try (TestServer server = new TestServer(counting)) {
      Path file = Files.writeString(folder.resolve("own.yaml"), yaml);
      Target target = Target.parse(server.url(), false);
      ScriptScenario scenario =
          new ScriptLibrary(target, false, _ -> Optional.of("secret")).read(file);
      run[0] =
          new LoadRun(
              new LoadPlan(
                  target,
                  scenario,
                  new LoadModel.Closed(ThinkTime.NONE),
                  1,
                  1,
                  Duration.ZERO,
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(5),
                  1));
      return run[0].run(_ -> {});
    }
  }

  private List<String> requestLines() {
    return seen.stream().map(exchange -> exchange.head().lines().findFirst().orElse("")).toList();
  }

  @Test
  void laterStepsUseWhatEarlierAnswersGave() throws Exception {
    RunResult result =
        run(
            """
            flows:
              f:
                steps:
                  - name: list
                    get: /list
                    capture: {next: next, place: {header: Location}}
                  - name: page
                    get: /list?after=${next}
                    repeat: 2
                    capture: {next: next}
                  - name: put
                    put: ${place}
                    body: '{"text": "${next}"}'
            """
                .replace("put: ${place}", "put: /x/${place}"),
            8,
            exchange -> {
              boolean last = exchange.head().contains("after=b%2F%20%22c");
              String body = last ? "{\"next\": null}" : "{\"next\": \"b/ \\\"c\"}";
              exchange.send(
                  "HTTP/1.1 200 OK\r\nlocation:  7 \r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body);
            });

    assertThat(requestLines())
        .containsExactly(
            "GET /list HTTP/1.1",
            "GET /list?after=b%2F%20%22c HTTP/1.1",
            // No page follows the last one, and what needs its value is left out.
            "GET /list HTTP/1.1",
            "GET /list?after=b%2F%20%22c HTTP/1.1",
            "GET /list HTTP/1.1",
            "GET /list?after=b%2F%20%22c HTTP/1.1",
            "GET /list HTTP/1.1",
            "GET /list?after=b%2F%20%22c HTTP/1.1");
    assertThat(result.recording().total().errors()).isZero();
  }

  @Test
  void bodiesAreEscapedSizedAndSigned() throws Exception {
    run(
        """
        values:
          text: {one_of: ['"ж\\']}
        flows:
          f:
            steps:
              - name: post
                post: /x
                headers: {X-Text: "a ${text}"}
                body: '{"text": "${text}"}'
                sign: {header: X-Signature, secret: S}
        """,
        1,
        exchange -> exchange.ok("{}"));

    TestServer.Exchange exchange = seen.element();
    assertThat(exchange.body()).isEqualTo("{\"text\": \"\\\"Ð¶\\\\\"}"); // UTF-8 as ISO 8859-1
    assertThat(exchange.head())
        .startsWith("POST /x HTTP/1.1\r\nHost: 127.0.0.1:")
        .contains("\r\nX-Text: a \"Ð¶\\\r\nContent-Type: application/json\r\n")
        .contains("\r\nContent-Length: " + exchange.body().length() + "\r\n")
        .containsPattern("\r\nX-Signature: t=\\d{10},v1=[0-9a-f]{64}\r\n");
  }

  @Test
  void anAnswerIsAskedForAgainByItsTag() throws Exception {
    RunResult result =
        run(
            """
            flows:
              f:
                steps:
                  - {name: get, get: /x, revalidate: true, expect: {status: 200, json: {id: 7}}}
            """,
            3,
            exchange ->
                exchange.send(
                    exchange.head().contains("If-None-Match: \"v1\"\r\n")
                        ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 8\r\n\r\n{\"id\":7}"));

    assertThat(seen.stream().map(e -> e.head().contains("If-None-Match")))
        .containsExactly(false, true, true);
    assertThat(result.recording().total().errors()).isZero();
  }

  @Test
  void anUnexpectedAnswerIsAnErrorAndEndsTheFlow() throws Exception {
    RunResult result =
        run(
            """
            flows:
              f:
                steps:
                  - {name: first, get: /x, expect: {contains: good, json: {id: 7}}}
                  - {name: second, get: /y}
            """,
            4,
            exchange -> {
              switch ((int) exchange.number()) {
                case 0 -> exchange.ok("{\"id\":7}");
                case 1 -> exchange.ok("{\"id\":77,\"good\":1}");
                case 2 -> exchange.send("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
                default -> exchange.ok("{\"id\":7,\"good\":1}");
              }
            });

    assertThat(requestLines())
        .containsExactly(
            "GET /x HTTP/1.1", "GET /x HTTP/1.1", "GET /x HTTP/1.1", "GET /x HTTP/1.1");
    OperationStats first = result.recording().operations().getFirst();
    assertThat(first.errors(ErrorKind.BODY)).isEqualTo(2);
    assertThat(first.errors(ErrorKind.STATUS)).isEqualTo(1);
  }

  @Test
  void flowsAreChosenByWeightAndRowsInTurn() throws Exception {
    Files.writeString(folder.resolve("d.csv"), "a\n1\n2\n3\n");
    run(
        """
        values: {d: {csv: d.csv}}
        flows:
          often: {weight: 3, steps: [{name: often, get: "/often/${d.a}"}]}
          rarely: {weight: 1, steps: [{name: rarely, get: "/rarely/${d.a}"}]}
        """,
        1000,
        exchange -> exchange.ok("{}"));

    assertThat(requestLines().stream().filter(line -> line.contains("often")).count())
        .isBetween(690L, 810L);
    assertThat(requestLines().stream().map(line -> line.replaceAll("\\D", "")).limit(6))
        .containsExactly("111", "211", "311", "111", "211", "311");
  }

  @Test
  void theLargestIdIsLookedUpAndPopularOnesComeMoreOften() throws Exception {
    TestServer.Responder thousand =
        exchange -> {
          int id = Integer.parseInt(exchange.head().split("[/ ]", 4)[2]);
          exchange.send("HTTP/1.1 " + (id <= 1000 ? 200 : 404) + " X\r\nContent-Length: 0\r\n\r\n");
        };
    try (TestServer server = new TestServer(thousand)) {
      Probe probe = new Probe(Target.parse(server.url(), false));
      Source.Ids popular = new Source.Ids(0, "/", true);
      Source.Ids even = new Source.Ids(0, "/", false);

      popular.prepare(probe);
      even.prepare(probe);

      assertThat(popular.count()).isEqualTo(1000);
      // The first percent gets about 15% of it, the first tenth about half.
      assertThat(shareUpTo(10, popular)).isCloseTo(0.15, within(0.02));
      assertThat(shareUpTo(100, popular)).isCloseTo(0.52, within(0.02));
      assertThat(shareUpTo(100, even)).isCloseTo(0.10, within(0.01));
      assertThat(shareUpTo(1000, even)).isEqualTo(1);
    }
  }

  private static double shareUpTo(int id, Source source) {
    SplittableRandom random = new SplittableRandom(3);
    ByteText[] values = {new ByteText()};
    int within = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      source.draw(random, values);
      int drawn = Integer.parseInt(values[0].toString());
      assertThat(drawn).isBetween(1, 1000);
      within += drawn <= id ? 1 : 0;
    }
    return (double) within / draws;
  }

  @Test
  void anEmptyCollectionIsUnavailable() throws Exception {
    try (TestServer server =
        new TestServer(exchange -> exchange.send("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n"))) {
      Source.Ids ids = new Source.Ids(0, "/v1/courses/", true);

      assertThatThrownBy(() -> ids.prepare(new Probe(Target.parse(server.url(), false))))
          .isInstanceOf(UnavailableException.class)
          .hasMessage("/v1/courses/1 is not there");
    }
  }

  @Test
  void theBuiltInScriptsAreWellFormedAndOnlyRead() {
    ScriptLibrary library =
        new ScriptLibrary(
            Target.parse("http://127.0.0.1:8080", false), false, _ -> Optional.empty());

    for (String name : ScriptLibrary.NAMES) {
      assertThat(library.builtIn(name).name()).isEqualTo(name);
      assertThat(library.builtIn(name).writes()).isFalse();
    }
  }
}

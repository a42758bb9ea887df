package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UrlScenarioTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void aPageThatStaysTheSameMustGoOnSo() throws Exception {
    TestServer.Responder changesLater =
        exchange -> exchange.ok(exchange.number() < 12 ? "first" : "other");
    try (TestServer server = new TestServer(changesLater)) {
      UrlScenario scenario = new UrlScenario(server.target());

      List<String> notices = scenario.prepare(new Probe(server.target()));
      RunResult result = Plans.run(Plans.open(server.target(), scenario, 100, 20, SHORT));

      assertThat(notices).isEmpty();
      assertThat(result.recording().total().answered()).isEqualTo(10);
      assertThat(result.recording().total().errors(ErrorKind.BODY)).isEqualTo(10);
    }
  }

  @Test
  void ofAPageThatChangesOnlyTheStatusIsChecked() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("no " + exchange.number()))) {
      UrlScenario scenario = new UrlScenario(server.target());

      List<String> notices = scenario.prepare(new Probe(server.target()));
      RunResult result = Plans.run(Plans.open(server.target(), scenario, 100, 20, SHORT));

      assertThat(notices).singleElement().asString().contains("only its status is checked");
      assertThat(result.recording().total().answered()).isEqualTo(20);
      assertThat(result.recording().total().bodyBytes()).isEqualTo(8 * 4 + 12 * 5);
    }
  }

  @Test
  void pathAndQueryAreAskedFor() throws Exception {
    try (TestServer server =
        new TestServer(exchange -> exchange.ok(exchange.head().lines().findFirst().orElse("")))) {
      Target target = Target.parse(server.url() + "/a/b?c=%20d", false);

      Probe.Reply reply = new Probe(target).get(target.path());

      assertThat(new String(reply.body(), US_ASCII)).isEqualTo("GET /a/b?c=%20d HTTP/1.1");
    }
  }

  @Test
  void aPageThatIsNotThereIsRefused() throws Exception {
    TestServer.Responder missing =
        exchange -> exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    try (TestServer server = new TestServer(missing)) {
      UrlScenario scenario = new UrlScenario(server.target());
      Probe probe = new Probe(server.target());

      assertThatThrownBy(() -> scenario.prepare(probe))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("answers 404, expected 200 to 399");
    }
  }

  @Test
  void whatDoesNotSpeakHttpIsRefused() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.send("SSH-2.0-x\r\n"))) {
      UrlScenario scenario = new UrlScenario(server.target());
      Probe probe = new Probe(server.target());

      assertThatThrownBy(() -> scenario.prepare(probe))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("not an HTTP/1.1 answer");
    }
  }
}

package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicScenarioTest {
  private static final Target TARGET = Target.parse("http://127.0.0.1:8080", false);
  private static final Pattern BODY = Pattern.compile("\\{\"(id|limit_number)\":(\\d+)}");

  private final Request request = new Request();

  @Test
  void requestsAreThoseOfTheOldClient() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, true);

    List<String> two = List.of(next(user, 0), next(user, 0));

    assertThat(two.get(0))
        .matches(
            "GET /v1/course/getcourse HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: edu-cli\r\n"
                + "Content-Type: application/json\r\nContent-Length: \\d+\r\n\r\n\\{\"id\":\\d+}");
    assertThat(two.get(1)).startsWith("GET /v1/user/getuser HTTP/1.1\r\n");
  }

  @Test
  void theLengthOfEachBodyIsRight() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, false);

    for (int i = 0; i < 10_000; i++) {
      String sent = next(user, 0);
      String[] parts = sent.split("\r\n\r\n", 2);
      assertThat(parts[0]).endsWith("\r\nContent-Length: " + parts[1].length());
    }
  }

  @Test
  void numbersSpreadEvenlyFrom1To1000() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, false);
    List<Integer> ids = new ArrayList<>();

    for (int i = 0; i < 20_000; i++) {
      String sent = next(user, 0);
      if (sent.contains("\"id\"")) {
        ids.add(number(sent));
      }
    }

    assertThat(ids).allMatch(id -> id >= 1 && id <= 1000).contains(1, 1000);
    assertThat(ids.stream().mapToInt(id -> id).average().orElseThrow())
        .isCloseTo(500.5, within(8.0));
  }

  @Test
  void aPacedUserReportsEvery3To4Seconds() {
    ClassicScenario scenario = new ClassicScenario(TARGET);
    VirtualUser user = scenario.newUser(1, true);
    List<Long> reports = new ArrayList<>();
    int courses = 0;
    int users = 0;

    for (long millis = 0; millis < 1_000_000; millis += 10) {
      switch (operation(user, TimeUnit.MILLISECONDS.toNanos(millis))) {
        case "course" -> courses++;
        case "user" -> users++;
        default -> reports.add(millis);
      }
    }

    assertThat(reports.getFirst()).isLessThanOrEqualTo(4020);
    for (int i = 1; i < reports.size(); i++) {
      assertThat(reports.get(i) - reports.get(i - 1)).isBetween(3000L, 4030L);
    }
    assertThat(courses).isBetween(users, users + 1);
  }

  @Test
  void atARateAReportComesEvery24To32Rounds() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, false);
    List<Integer> gaps = new ArrayList<>();
    int requests = 0;

    for (int i = 0; i < 10_000; i++) {
      if (operation(user, 0).equals("report")) {
        gaps.add(requests);
        requests = 0;
      } else {
        requests++;
      }
    }

    assertThat(gaps.subList(1, gaps.size()))
        .allMatch(gap -> gap >= 48 && gap <= 64 && gap % 2 == 0);
    assertThat(gaps.subList(1, gaps.size())).contains(48, 64);
  }

  @Test
  void usersThinkBetweenRoundsOnly() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, true);
    String last = "user";

    for (long millis = 0; millis < 100_000; millis += 50) {
      assertThat(user.thinksBeforeNext()).isEqualTo(last.equals("user"));
      last = operation(user, TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Test
  void threeInTenLimitsRepeatOneOfTheLastTen() {
    ClassicScenario.RecentLimits limits = new ClassicScenario.RecentLimits(new SplittableRandom(3));
    List<Integer> drawn = new ArrayList<>();
    List<Integer> fresh = new ArrayList<>();
    int repeated = 0;

    for (int i = 0; i < 10_000; i++) {
      int limit = limits.draw();
      Set<Integer> lastTen =
          new HashSet<>(fresh.subList(Math.max(0, fresh.size() - 10), fresh.size()));
      if (lastTen.contains(limit)) {
        repeated++;
      } else {
        fresh.add(limit);
      }
      drawn.add(limit);
    }

    assertThat(drawn).allMatch(limit -> limit >= 1 && limit <= 1000);
    // 30% on purpose, and of the rest 10 in 1000 by chance.
    assertThat(repeated / 10_000.0).isCloseTo(0.307, within(0.015));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "course | 200 | {\"id\":%d,\"name\":\"x\"}                    | OK",
        "course | 200 | {\"course_id\" : 5, \"id\" : %d }             | OK",
        "course | 200 | {\"name\":\"\\\"id\\\":1\",\"id\":%d}         | OK",
        "course | 200 | {\"id\":%d1}                                  | WRONG_BODY",
        "course | 200 | {\"id\":\"%d\"}                               | WRONG_BODY",
        "course | 200 | {\"course_id\":%d}                            | WRONG_BODY",
        "course | 200 | {\"id\":%d                                    | WRONG_BODY",
        "course | 200 | {}                                            | WRONG_BODY",
        "course | 200 | ''                                            | WRONG_BODY",
        "course | 404 | {\"id\":%d}                                   | WRONG_STATUS",
        "course | 500 | ''                                            | WRONG_STATUS",
        "user   | 200 | {\"account_id\":%d}                           | OK",
        "user   | 200 | {\"id\":%d}                                   | WRONG_BODY",
        "report | 200 | [{\"average_rating\":4.5}]                    | OK",
        "report | 200 | []                                            | WRONG_BODY",
        "report | 200 | {\"average_rating\":4.5}                      | WRONG_BODY",
        "report | 503 | []                                            | WRONG_STATUS",
      })
  void answersAreChecked(String operation, int status, String body, VirtualUser.Check expected) {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, false);
    String sent;
    do {
      sent = next(user, 0);
    } while (!name(request.operation()).equals(operation));

    HttpResponseParser answer = answer(status, body.replace("%d", String.valueOf(number(sent))));

    assertThat(user.check(answer)).isEqualTo(expected);
  }

  @Test
  void aReportWithMoreRowsThanAskedForIsWrong() {
    VirtualUser user = new ClassicScenario(TARGET).newUser(1, false);
    String sent;
    do {
      sent = next(user, 0);
    } while (!name(request.operation()).equals("report"));
    int limit = number(sent);

    assertThat(user.check(answer(200, rows(limit)))).isEqualTo(VirtualUser.Check.OK);
    assertThat(user.check(answer(200, rows(limit + 1)))).isEqualTo(VirtualUser.Check.WRONG_BODY);
  }

  @Test
  void aTargetWithAPathIsRefused() {
    Target target = Target.parse("http://127.0.0.1:8080/v1", false);

    assertThatThrownBy(() -> new ClassicScenario(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a path");
  }

  @Test
  void aReadyPlatformIsAcceptedInSilence() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.ok("{}"))) {
      assertThat(new ClassicScenario(server.target()).prepare(new Probe(server.target())))
          .isEmpty();
    }
  }

  @Test
  void missingRowsAreNoticed() throws Exception {
    try (TestServer server = new TestServer(answering("/v1/course/", "404 Not Found"))) {
      assertThat(new ClassicScenario(server.target()).prepare(new Probe(server.target())))
          .singleElement()
          .asString()
          .contains("/v1/course/getcourse has no id 1000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/healthz    | 503 Service Unavailable | /healthz answers 503",
        "/healthz    | 404 Not Found           | /healthz answers 404",
        "/v1/course/ | 500 Oops                | answers 500",
        "/v1/user/   | 401 Unauthorized        | answers 401 to clients without a token",
      })
  void anUnreadyPlatformIsRefused(String path, String status, String message) throws Exception {
    try (TestServer server = new TestServer(answering(path, status))) {
      ClassicScenario scenario = new ClassicScenario(server.target());
      Probe probe = new Probe(server.target());

      assertThatThrownBy(() -> scenario.prepare(probe))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining(message);
    }
  }

  private static TestServer.Responder answering(String path, String status) {
    return exchange -> {
      if (exchange.head().contains(" " + path)) {
        exchange.send("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
      } else {
        exchange.ok("{}");
      }
    };
  }

  private String next(VirtualUser user, long nowNanos) {
    user.writeNext(request, nowNanos);
    ByteBuffer view = request.view();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return new String(bytes, US_ASCII);
  }

  private String operation(VirtualUser user, long nowNanos) {
    user.writeNext(request, nowNanos);
    return name(request.operation());
  }

  private static String name(int operation) {
    return new ClassicScenario(TARGET).operations().get(operation);
  }

  private static int number(String sent) {
    Matcher matcher = BODY.matcher(sent);
    assertThat(matcher.find()).as(sent).isTrue();
    return Integer.parseInt(matcher.group(2));
  }

  private static String rows(int count) {
    return "[" + "{\"average_rating\":4.5},".repeat(count - 1) + "{\"average_rating\":4.5}]";
  }

  private static HttpResponseParser answer(int status, String body) {
    HttpResponseParser parser = new HttpResponseParser();
    parser.begin(false, true, false);
    byte[] bytes =
        ("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(US_ASCII);
    parser.parse(bytes, 0, bytes.length);
    assertThat(parser.isComplete()).isTrue();
    return parser;
  }
}

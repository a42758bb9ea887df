package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.platform.cli.bench.TestServer;
import edu.platform.cli.report.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that a run leaves. The page is looked at in a real browser, where there is one. */
@Timeout(180)
class BenchReportIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final String PIXELS_OF_CHARTS =
      """
      [...document.querySelectorAll("figure[data-chart] canvas")].map(canvas => {
        const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let coloured = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [red, green, blue] = data.slice(i, i + 3);
          coloured += data[i + 3] > 0 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
        }
        return coloured;
      })\
      """;

  @TempDir private Path folder;

  /** Answers 1 of 10 requests late, and tells metrics that count its answers. */
  private static final class Platform implements TestServer.Responder {
    private final FakePlatform platform = new FakePlatform();

    @Override
    public void respond(TestServer.Exchange exchange) throws IOException {
      if (exchange.head().startsWith("GET /metrics ")) {
        exchange.ok(
            "# TYPE http_requests_total counter\nhttp_requests_total{method=\"GET\","
                + "status_code=\"200\",scope=\"application\",} "
                + exchange.number()
                + ".0\ncache_gets_total{kind=\"x\",level=\"near\",result=\"hit\"} "
                + exchange.number()
                + "\ngc_time_seconds_total{name=\"G1 <Young>\"} 0.5\n");
      } else {
        platform.respond(exchange);
      }
    }
  }

  private CliRun measured(String... more) throws IOException {
    try (TestServer server = new TestServer(new Platform())) {
      return CliRun.of(
          Map.of(),
          concat(
              List.of(
                  "bench",
                  "--target",
                  server.url(),
                  "--report",
                  folder.toString(),
                  "--warmup",
                  "0s",
                  "--assert",
                  "errors=0"),
              more));
    }
  }

  private static String[] concat(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
  void thePageIsReadableAndAsksNobody(String colours, int width) throws Exception {
    Optional<Path> program = Chromium.program();
    assumeTrue(program.isPresent(), "Chromium is not installed");
    CliRun run = measured("--rate", "300", "--duration", "3s");
    assertThat(run.exitCode()).as(run.err()).isLessThanOrEqualTo(1);

    try (Chromium chromium = new Chromium(program.get(), folder.resolve("profile"))) {
      chromium.looksAt(width, 900, colours);
      chromium.open(folder.resolve("report.html").toUri().toString());
      chromium.screenshot(SCREENSHOTS.resolve("bench-%s-%d.png".formatted(colours, width)));

      assertThat((List<?>) chromium.evaluate(PIXELS_OF_CHARTS))
          .as("coloured pixels of each chart")
          .hasSizeGreaterThanOrEqualTo(7)
          .allSatisfy(pixels -> assertThat(((Number) pixels).intValue()).isGreaterThan(100));
      assertThat(((Number) chromium.evaluate("document.documentElement.scrollWidth")).intValue())
          .as("nothing is wider than the window")
          .isLessThanOrEqualTo(width);
      assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo(colours.equals("dark") ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
      chromium.print(SCREENSHOTS.resolve("bench-%s-%d.pdf".formatted(colours, width)));
      assertThat(chromium.events())
          .filteredOn(event -> event.method().equals("Network.requestWillBeSent"))
          .extracting(
              event -> String.valueOf(((Map<?, ?>) event.params().get("request")).get("url")))
          .containsOnly(folder.resolve("report.html").toUri().toString());
      assertThat(chromium.events())
          .filteredOn(
              event ->
                  event.method().equals("Runtime.exceptionThrown")
                      || event.method().equals("Runtime.consoleAPICalled")
                      || event.method().equals("Log.entryAdded"))
          .isEmpty();
    }
  }

  @Test
  void theFilesSayWhatTheTerminalSays() throws Exception {
    Path log = folder.resolve("run.hlog");

    CliRun run =
        measured("--rate", "100", "--duration", "2500ms", "--json", "--hdr", log.toString());

    assertThat(Files.readString(folder.resolve("result.json"))).isEqualTo(run.out());
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page).contains("errors=0 (0)", "\"requests a second\"").doesNotContain("<Young>");
    Histogram sum = new Histogram(3);
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        assertThat(next.getTag()).isIn("course", "user", "report");
        sum.add((Histogram) next);
      }
    }
    assertThat(sum.getTotalCount()).isEqualTo(250);
    assertThat(run.out())
        .contains("\"p50\":" + shown(sum.getValueAtPercentile(50)))
        .contains("\"max\":" + shown(sum.getMaxValue()));
  }

  private static String shown(long nanos) {
    return Double.toString(Math.round(nanos / 1e3) / 1e3);
  }

  @Test
  void aSearchForTheCapacityHasAPage() throws Exception {
    CliRun run;
    try (TestServer server = new TestServer(new FakePlatform())) {
      run =
          CliRun.of(
              Map.of(),
              "bench",
              "--target",
              server.url(),
              "--find-capacity",
              "p50<0ms",
              "--rate",
              "2",
              "--duration",
              "2s",
              "--warmup",
              "0s",
              "--report",
              folder.toString());
    }

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("No rate that was tried keeps p50&lt;0ms.", "data-chart=\"0\"");
    assertThat(Files.readString(folder.resolve("result.json"))).contains("\"rate\":0.0,");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedBeforeAnyLoad() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (TestServer server = new TestServer(new FakePlatform())) {
      CliRun run =
          CliRun.of(Map.of(), "bench", "--target", server.url(), "--report", file + "/report");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).startsWith("edu-cli bench: --report " + file + "/report: cannot be");
      assertThat(server.requests()).isLessThan(10); // it was asked whether it is ready
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsNamedBeforeAnyLoad() throws Exception {
    try (TestServer server = new TestServer(new FakePlatform())) {
      CliRun run =
          CliRun.of(
              Map.of(),
              "bench",
              "--target",
              server.url(),
              "--hdr",
              folder.resolve("missing/run.hlog").toString());

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("--hdr ").contains("missing/run.hlog: cannot be written");
    }
  }
}

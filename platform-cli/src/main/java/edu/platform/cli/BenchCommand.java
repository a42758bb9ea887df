package edu.platform.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a platform, or any HTTP server, carries. */
@Command(
    name = "bench",
    description = {
      "Put load on a platform and measure how it answers.",
      "With --rate or --stages the model is open: requests fall due by a schedule, and latencies"
          + " count from then. Without them it is closed: users wait for their answer and think.",
      "Ends with 1 if an assertion is broken or if this load generator, not the server, was the"
          + " limit; the verdict is then INVALID."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli bench                                       the old load client's mix, 32 users",
      "  edu-cli bench --rate 500 --duration 1m --assert 'p99<50ms' --assert 'errors<0.1%%'",
      "  edu-cli bench --find-capacity 'p99<50ms,errors=0'   the highest rate that keeps both",
      "  edu-cli bench --scenario browse --rate 200          visitors of the catalogue",
      "  edu-cli bench --stages 30s:100,30s:200 --json       two rates, one after the other",
      "  edu-cli bench --rate 500 --repeat 5 --json >old.json    the baseline, then",
      "  edu-cli bench --rate 500 --baseline old.json        is it slower now?",
      "  edu-cli bench --rate 500 --report load              a page with charts, load/report.html",
      "  edu-cli bench --scenario url --target http://127.0.0.1:8080/v1/courses/7 --connections 64"
    })
final class BenchCommand extends BaseCommand {

  enum ArrivalProcess {
    CONSTANT,
    POISSON;

    /** As written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--target",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Where the load goes (${DEFAULT-VALUE}).")
  String target;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "classic",
      description = {
        "What users do (${DEFAULT-VALUE}). classic: read courses and users of ids 1 to 1000, and"
            + " now and then a report, by the old routes. browse: lists, filters, pages, details."
            + " report: the ranking and statistics. url: get the target's own URL. FILE.yaml: what"
            + " the file says, see docs/benchmarks.md."
      })
  String scenario;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Open model: requests a second, for --duration.")
  Double rate;

  @Option(
      names = "--stages",
      paramLabel = "TIME:N,...",
      description = "Open model: one rate after another, such as 30s:500,1m:2000.")
  String stages;

  @Option(
      names = "--arrivals",
      paramLabel = "KIND",
      defaultValue = "constant",
      description =
          "Open model: gaps between requests, ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); poisson"
              + " is how independent users arrive.")
  ArrivalProcess arrivals;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description =
          "Closed model: users, each with a connection (32). Open model: the most connections at"
              + " a time (1000).")
  Integer connections;

  @Option(
      names = "--think",
      paramLabel = "MIN..MAX",
      description =
          "Closed model: pause of a user between rounds, such as 50ms..200ms (of the scenario:"
              + " classic 50ms..200ms, url none).")
  String think;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to measure (${DEFAULT-VALUE}); 0s: until stopped.")
  Duration duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "3s",
      description = "Load before the measurement (${DEFAULT-VALUE}).")
  Duration warmup;

  @Option(
      names = "--http2",
      fallbackValue = "true",
      description =
          "Speak HTTP/2 without TLS, with prior knowledge (h2c), one request at a time on a"
              + " connection.")
  boolean http2;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Limit of an answer (${DEFAULT-VALUE}).")
  Duration timeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "3s",
      description = "Limit of opening a connection (${DEFAULT-VALUE}).")
  Duration connectTimeout;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that share the connections and the rate (${DEFAULT-VALUE}).")
  int threads;

  @Option(
      names = "--assert",
      paramLabel = "ASSERTION",
      split = ",",
      description = {
        "What must hold, else exit code 1: p99<50ms, max<1s, errors<0.1%%, errors=0, rate>=1900; of"
            + " one operation: report.p99<100ms. May be repeated."
      })
  List<String> assertions = new ArrayList<>();

  @Option(
      names = "--find-capacity",
      paramLabel = "ASSERTION",
      split = ",",
      description = {
        "Find the highest rate at which these assertions hold: double it from --rate (100), bisect,"
            + " and confirm for --duration; other trials measure for a quarter of it."
      })
  List<String> capacityAssertions = new ArrayList<>();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "Measure N times, each with a warm-up, and report all together (1; 5 with"
              + " --baseline).")
  Integer repeat;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = {
        "Compare with an earlier result of --json: rate, p50 and p99 of its runs and of these, by"
            + " the exact rank-sum test of Mann and Whitney, so that two results of one build show"
            + " 'no difference seen' in 19 of 20 cases. Both need 5 runs or more."
      })
  Path baseline;

  @Option(
      names = "--max-regression",
      paramLabel = "SHARE",
      defaultValue = "10%",
      description =
          "How much worse than the baseline a figure may be, if a difference is seen at all"
              + " (10%%), else exit code 1.")
  String maxRegression;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Write an HTML page with charts, DIR/report.html, and the result as JSON,"
            + " DIR/result.json. The folder is made if it is missing."
      })
  Path report;

  @Option(
      names = "--hdr",
      paramLabel = "FILE",
      description = "Write the latencies of each second as an HdrHistogram log, in nanoseconds.")
  Path hdr;

  @Option(
      names = "--server-metrics",
      paramLabel = "URL",
      description =
          "Where the report finds the server's own metrics, in Prometheus' format (/metrics of the"
              + " target).")
  String serverMetrics;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Show figures of the run to Prometheus while it goes on: GET /metrics on this port, of"
              + " all addresses (0: one that is free).")
  Integer metricsPort;

  @Option(
      names = "--uniform",
      fallbackValue = "true",
      description = "Draw all ids alike, not popular ones more often (not for classic).")
  boolean uniform;

  @Option(
      names = "--allow-writes",
      fallbackValue = "true",
      description = "Allow a scenario that changes what the target stores.")
  boolean allowWrites;

  @Option(
      names = "--allow-remote",
      fallbackValue = "true",
      description = "Allow a target that is neither this machine nor in a private network.")
  boolean allowRemote;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices (${DEFAULT-VALUE}).")
  long randomSeed;

  @Override
  int execute() throws InterruptedException {
    return new Bench(this).run();
  }
}

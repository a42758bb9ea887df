package edu.platform.cli;

import edu.platform.cli.bench.BenchPage;
import edu.platform.cli.bench.CapacityReport;
import edu.platform.cli.bench.CapacityRun;
import edu.platform.cli.bench.HdrLog;
import edu.platform.cli.bench.Interval;
import edu.platform.cli.bench.JsonReport;
import edu.platform.cli.bench.Judgement;
import edu.platform.cli.bench.LiveMetrics;
import edu.platform.cli.bench.LoadPlan;
import edu.platform.cli.bench.MeasuredRuns;
import edu.platform.cli.bench.ServerMetrics;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.Timeline;
import edu.platform.cli.json.JsonLines;
import edu.platform.cli.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/**
 * The files that a run leaves: the folder of {@code --report} and the log of {@code --hdr}. They
 * are opened before the load, so that no run is made whose result cannot be kept.
 */
final class BenchOutputs implements AutoCloseable {
  private final Path folder; // null without --report
  private final Optional<HdrLog> log;
  private final Optional<ServerMetrics> server;
  private final Optional<BenchMetricsServer> metricsServer;
  private final LiveMetrics metrics;
  private final String logName;

  BenchOutputs(BenchCommand command, LoadPlan plan, int runs) {
    folder = command.report;
    logName = "--hdr " + command.hdr;
    try {
      if (folder != null) {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
          throw new IOException("it is not writable");
        }
      }
    } catch (IOException failure) {
      throw cannotWrite("--report " + folder, failure);
    }
    try {
      log =
          command.hdr == null
              ? Optional.empty()
              : Optional.of(new HdrLog(command.hdr, plan.scenario().operations()));
    } catch (IOException failure) {
      throw cannotWrite(logName, failure);
    }
    metrics = new LiveMetrics(plan.scenario());
    metricsServer =
        command.metricsPort == null
            ? Optional.empty()
            : Optional.of(new BenchMetricsServer(command.metricsPort, metrics));
    metricsServer.ifPresent(
        open ->
            command.say("Figures for Prometheus: http://127.0.0.1:" + open.port() + "/metrics"));
    server =
        folder == null
            ? Optional.empty()
            : Optional.of(
                new ServerMetrics(
                    metrics(command, plan.target()), MeasuredRuns.length(plan, runs)));
  }

  private static Target metrics(BenchCommand command, Target target) {
    if (command.serverMetrics == null) {
      return target.withPath("/metrics");
    }
    try {
      return Target.parse(command.serverMetrics, command.allowRemote);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(
          command.spec().commandLine(), "--server-metrics: " + malformed.getMessage(), malformed);
    }
  }

  /** Take an interval in. */
  void add(Interval interval) {
    metrics.accept(interval);
    log.ifPresent(open -> open.accept(interval));
  }

  /** Write the report of runs. */
  void write(MeasuredRuns runs, Judgement judgement, Timeline timeline) {
    server.ifPresent(
        watched -> {
          watched.close();
          write(
              BenchPage.of(runs.whole(), judgement, timeline, watched),
              JsonReport.of(runs.whole(), judgement, runs.figures()));
        });
  }

  /** Write the report of a search for the capacity. */
  void write(CapacityRun.Result result) {
    if (folder != null) {
      write(BenchPage.of(result), CapacityReport.json(result));
    }
  }

  private void write(HtmlReport page, Object json) {
    try {
      page.write(folder.resolve("report.html"));
      Files.writeString(folder.resolve("result.json"), JsonLines.line(json) + "\n");
    } catch (IOException failure) {
      throw cannotWrite("--report " + folder, failure);
    }
  }

  @Override
  public void close() {
    metricsServer.ifPresent(BenchMetricsServer::close);
    server.ifPresent(ServerMetrics::close);
    log.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException failure) {
            throw cannotWrite(logName, failure);
          }
        });
  }

  private static CliException cannotWrite(String what, IOException failure) {
    return new CliException(
        ExitCode.UNAVAILABLE,
        what + ": cannot be written: " + failure,
        "Name a place where files may be written, with room for them.",
        failure);
  }
}

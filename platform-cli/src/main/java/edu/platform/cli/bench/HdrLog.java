package edu.platform.cli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes the latencies of a run as an HdrHistogram log (format 1.3), which other programs draw and
 * merge: a line for each interval and operation, tagged with the operation's name. Values are
 * nanoseconds, the readable maximum is in milliseconds.
 */
public final class HdrLog implements Consumer<Interval>, AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;

  private final PrintStream out;
  private final HistogramLogWriter log;
  private final List<String> operations;

  /**
   * Begin a log.
   *
   * @param file that is written or overwritten
   * @param operations names, as of {@link Scenario#operations()}
   * @throws IOException if it cannot be opened
   */
  public HdrLog(Path file, List<String> operations) throws IOException {
    this.operations = List.copyOf(operations);
    out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    log = new HistogramLogWriter(out);
    log.outputComment("[Logged by edu-cli bench; nanoseconds from when a request was due]");
    log.outputLogFormatVersion();
    log.outputBaseTime(0);
    log.outputStartTime(Instant.now().toEpochMilli());
    log.outputLegend();
  }

  @Override
  public void accept(Interval interval) {
    if (interval.elapsed().isNegative()) {
      return;
    }
    long end = Instant.now().toEpochMilli();
    for (int i = 0; i < operations.size(); i++) {
      Histogram latency = interval.recording().operations().get(i).latency();
      if (latency.getTotalCount() > 0) {
        latency.setTag(operations.get(i));
        log.outputIntervalHistogram(
            (end - interval.length().toMillis()) / 1000.0, end / 1000.0, latency, NANOS_PER_MILLI);
      }
    }
    out.flush();
  }

  /**
   * End the log.
   *
   * @throws IOException if it could not be written completely
   */
  @Override
  public void close() throws IOException {
    out.close();
    if (out.checkError()) {
      throw new IOException("the log could not be written completely");
    }
  }
}

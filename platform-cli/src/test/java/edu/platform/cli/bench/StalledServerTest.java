package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that answers at once, but for one second in which it answers nothing. */
@Timeout(60)
class StalledServerTest {
  private static final Duration STALL = Duration.ofSeconds(1);
  private static final double RATE = 200;
  private static final Duration DURATION = Duration.ofSeconds(4);

  @Test
  void theOpenModelSeesTheStallAsTheScheduleSays() throws Exception {
    int firstStalled = 200;
    try (StallingServer stalling = new StallingServer(firstStalled)) {
      Target target = stalling.server.target();

      RunResult result =
          Plans.run(Plans.open(target, Plans.expecting(target, "hello"), RATE, 1000, DURATION));

      Histogram latency = result.recording().total().latency();
      long[] expected = expectedLatencies(firstStalled);
      assertThat(latency.getTotalCount()).isEqualTo(expected.length);
      assertThat(millis(percentile(expected, 99))).isEqualTo(960.0);
      for (double percentile : new double[] {80, 85, 90, 95, 99, 100}) {
        assertThat(millis(latency.getValueAtPercentile(percentile)))
            .as("p%s", percentile)
            .isCloseTo(millis(percentile(expected, percentile)), within(150.0));
      }
      assertThat(millis(latency.getValueAtPercentile(50))).isLessThan(150);
      assertThat(result.recording().total().errors()).isZero();
    }
  }

  /** The same with too few connections: requests queue here, and their wait counts. */
  @Test
  void theOpenModelCountsTheWaitForAConnection() throws Exception {
    int firstStalled = 200;
    try (StallingServer stalling = new StallingServer(firstStalled)) {
      Target target = stalling.server.target();

      RunResult result =
          Plans.run(Plans.open(target, Plans.expecting(target, "hello"), RATE, 10, DURATION));

      OperationStats total = result.recording().total();
      long[] expected = expectedLatencies(firstStalled);
      for (double percentile : new double[] {85, 90, 95, 99}) {
        assertThat(millis(total.latency().getValueAtPercentile(percentile)))
            .as("p%s", percentile)
            .isCloseTo(millis(percentile(expected, percentile)), within(150.0));
      }
      // The ten that were under way saw the stall; those that queued were then served at once.
      assertThat(millis(total.serviceTime().getValueAtPercentile(98))).isLessThan(150);
      assertThat(total.errors()).isZero();
    }
  }

  @Test
  void theClosedModelHardlySeesTheStall() throws Exception {
    try (StallingServer stalling = new StallingServer(1000)) {
      Target target = stalling.server.target();

      RunResult result =
          Plans.run(Plans.closed(target, Plans.expecting(target, "hello"), 4, DURATION));

      Histogram latency = result.recording().total().latency();
      assertThat(latency.getTotalCount()).isGreaterThan(2000);
      assertThat(millis(latency.getValueAtPercentile(99))).isLessThan(150);
      assertThat(millis(latency.getMaxValue())).isCloseTo((double) STALL.toMillis(), within(150.0));
      // Each of the four users has one request that met the stall.
      assertThat(latency.getCountBetweenValues(STALL.toNanos() / 2, STALL.toNanos() * 2))
          .isBetween(1L, 4L);
    }
  }

  /** A request due at t is answered when the stall is over, others at once. */
  private static long[] expectedLatencies(int firstStalled) {
    long gap = (long) (TimeUnit.SECONDS.toNanos(1) / RATE);
    long stallEnds = firstStalled * gap + STALL.toNanos();
    return LongStream.range(0, (long) (RATE * DURATION.toSeconds()))
        .map(i -> i < firstStalled ? 0 : Math.max(0, stallEnds - i * gap))
        .sorted()
        .toArray();
  }

  private static long percentile(long[] sorted, double percentile) {
    int rank = (int) Math.ceil(sorted.length * percentile / 100);
    return sorted[Math.max(rank, 1) - 1];
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static final class StallingServer implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<CountDownLatch> stall =
        new AtomicReference<>(new CountDownLatch(0));
    private final TestServer server;

    StallingServer(int firstStalled) throws IOException {
      server =
          new TestServer(
              exchange -> {
                if (exchange.number() == firstStalled) {
                  CountDownLatch end = new CountDownLatch(1);
                  stall.set(end);
                  var _ = clock.schedule(end::countDown, STALL.toMillis(), TimeUnit.MILLISECONDS);
                }
                stall.get().await();
                exchange.ok("hello");
              });
    }

    @Override
    public void close() throws IOException {
      server.close();
      clock.shutdownNow();
    }
  }
}

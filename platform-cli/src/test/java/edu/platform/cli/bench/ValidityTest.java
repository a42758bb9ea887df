package edu.platform.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ValidityTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Recording recording = new Recording(3);
  private final OperationStats stats = recording.operations().getFirst();

  @Test
  void aRunThatNothingHeldUpIsValid() {
    answers(1000, 20 * MILLI);
    record(recording.lag(), 1000, MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).isEmpty();
    assertThat(Validity.objections(Results.closed(recording, 10))).isEmpty();
  }

  @Test
  void anEmptyRunIsInvalid() {
    assertThat(Validity.objections(Results.closed(recording, 10)))
        .containsExactly("nothing was measured");
  }

  @Test
  void aLateGeneratorIsInvalid() {
    answers(1000, 20 * MILLI);
    record(recording.lag(), 1000, 11 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100)))
        .singleElement()
        .asString()
        .contains("late")
        .contains("11.0 ms");
  }

  @Test
  void aLagThatIsSmallAgainstTheLatencyIsTolerated() {
    answers(1000, 200 * MILLI);
    record(recording.lag(), 1000, 50 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).isEmpty();
  }

  @Test
  void aLagOfLessThanTwoMillisecondsIsTolerated() {
    answers(1000, 2 * MILLI);
    record(recording.lag(), 1000, MILLI * 19 / 10);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).isEmpty();
  }

  @Test
  void aBusyThreadIsInvalid() {
    answers(1000, MILLI);

    assertThat(Validity.objections(Results.with(Results.closed(recording, 10), 0.94, "")))
        .isEmpty();
    assertThat(Validity.objections(Results.with(Results.closed(recording, 10), 0.97, "")))
        .singleElement()
        .asString()
        .contains("busy for 97% of the time");
  }

  @Test
  void aMachineWithoutPortsIsInvalid() {
    answers(1000, MILLI);

    assertThat(Validity.objections(Results.with(Results.closed(recording, 10), 0.1, "no port")))
        .containsExactly("no port");
  }

  @Test
  void tooFewConnectionsToAServerThatIsAsFastAsEverAreInvalid() {
    answers(1000, 100 * MILLI);
    record(recording.alone(), 100, 20 * MILLI);
    record(recording.crowded(), 500, 22 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 4)))
        .singleElement()
        .asString()
        .contains("50.0% of the requests waited for one of the 4 connections");
  }

  @Test
  void aServerThatSlowedDownWithAllConnectionsBusyIsAtItsLimit() {
    answers(1000, 5000 * MILLI);
    record(recording.alone(), 100, 20 * MILLI);
    record(recording.crowded(), 500, 400 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).isEmpty();
  }

  @Test
  void withoutAWarmUpCrowdedConnectionsAreInvalid() {
    answers(1000, 5000 * MILLI);
    record(recording.crowded(), 500, 400 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).hasSize(1);
  }

  @Test
  void fewWaitsForAConnectionAreTolerated() {
    answers(1000, 20 * MILLI);
    record(recording.alone(), 1000, 20 * MILLI);
    record(recording.crowded(), 10, 20 * MILLI);

    assertThat(Validity.objections(Results.open(recording, 10, 100))).isEmpty();
  }

  /** 50 ms an answer at 100 a second need 5 connections. */
  @Test
  void aRealRunWithOneConnectionTooFewIsInvalid() throws Exception {
    try (DelayingServer delaying = new DelayingServer(50 * MILLI, Integer.MAX_VALUE)) {
      Target target = delaying.server.target();

      RunResult few = run(target, 100, 2);
      RunResult enough = run(target, 100, 100);

      assertThat(Validity.objections(few))
          .anySatisfy(objection -> assertThat(objection).contains("use more --connections"));
      assertThat(Validity.objections(enough))
          .noneSatisfy(objection -> assertThat(objection).contains("--connections"));
    }
  }

  /**
   * A server that does one thing at a time, 10 ms long, is asked twice as often as it can answer.
   */
  @Test
  void aRealRunOfAServerAtItsLimitIsNotTheConnectionsFault() throws Exception {
    try (DelayingServer delaying = new DelayingServer(10 * MILLI, 1)) {
      Target target = delaying.server.target();

      RunResult result = run(target, 200, 40);

      assertThat(result.recording().crowded().getTotalCount()).isPositive();
      assertThat(Validity.objections(result))
          .noneSatisfy(objection -> assertThat(objection).contains("--connections"));
      assertThat(result.recording().total().latency().getMaxValue()).isGreaterThan(500 * MILLI);
    }
  }

  private static RunResult run(Target target, double rate, int connections) throws Exception {
    return Plans.run(
        Plans.withWarmup(
            Plans.open(
                target, Plans.expecting(target, "hello"), rate, connections, Duration.ofSeconds(2)),
            Duration.ofSeconds(2)));
  }

  private void answers(int count, long nanos) {
    for (int i = 0; i < count; i++) {
      stats.addAnswer(10);
    }
    record(stats.latency(), count, nanos);
  }

  private static void record(Histogram histogram, int count, long nanos) {
    histogram.recordValueWithCount(nanos, count);
  }

  /** Answers after a delay, so many at a time. */
  private static final class DelayingServer implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong busyUntil = new AtomicLong();
    private final TestServer server;

    DelayingServer(long nanos, int atATime) throws IOException {
      server =
          new TestServer(
              exchange -> {
                long now = System.nanoTime();
                long done =
                    atATime == 1
                        ? busyUntil.updateAndGet(until -> Math.max(until, now) + nanos)
                        : now + nanos;
                CountDownLatch answered = new CountDownLatch(1);
                var _ = clock.schedule(answered::countDown, done - now, TimeUnit.NANOSECONDS);
                answered.await();
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

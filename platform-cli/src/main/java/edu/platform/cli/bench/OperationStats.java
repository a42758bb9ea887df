package edu.platform.cli.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of the requests of one operation. Written by one thread. */
public final class OperationStats {
  /** Longer latencies count as this long. */
  private static final long HIGHEST_NANOS = TimeUnit.HOURS.toNanos(1);

  private static final long LOWEST_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Map<ErrorKind, Errors> errors = new EnumMap<>(ErrorKind.class);
  private final Histogram latency = newHistogram();
  private final Histogram serviceTime = newHistogram();
  private long answered;
  private long completed;
  private long bodyBytes;

  private static final class Errors {
    private final String firstReason;
    private long count;

    Errors(String firstReason) {
      this.firstReason = firstReason;
    }
  }

  /** Make a histogram of nanoseconds: 1 us to 1 h, exact to 0.1% or 1 us. */
  static Histogram newHistogram() {
    return new Histogram(LOWEST_NANOS, HIGHEST_NANOS, SIGNIFICANT_DIGITS);
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
  }

  void addAnswer(long bytes) {
    answered++;
    bodyBytes += bytes;
  }

  void addCompletion() {
    completed++;
  }

  void addError(ErrorKind kind, String reason) {
    add(kind, 1, reason);
  }

  private void add(ErrorKind kind, long count, String reason) {
    Errors known = errors.computeIfAbsent(kind, _ -> new Errors(reason));
    known.count += count;
  }

  void addUnsent(long waitedNanos) {
    addError(ErrorKind.UNSENT, "no connection was free until the end");
    record(latency, waitedNanos);
  }

  void add(OperationStats other) {
    other.errors.forEach((kind, more) -> add(kind, more.count, more.firstReason));
    latency.add(other.latency);
    serviceTime.add(other.serviceTime);
    answered += other.answered;
    completed += other.completed;
    bodyBytes += other.bodyBytes;
  }

  void clear() {
    errors.clear();
    latency.reset();
    serviceTime.reset();
    answered = 0;
    completed = 0;
    bodyBytes = 0;
  }

  /** Return how many requests ended, well or not. */
  public long requests() {
    return answered + errors();
  }

  /** Return how many requests were answered as the scenario expects. */
  public long answered() {
    return answered;
  }

  /** Return how many requests ended with an error. */
  public long errors() {
    return errors.values().stream().mapToLong(known -> known.count).sum();
  }

  /** Return how many requests ended with this error. */
  public long errors(ErrorKind kind) {
    Errors known = errors.get(kind);
    return known == null ? 0 : known.count;
  }

  /** Return what was wrong the first time this error was met. */
  public Optional<String> firstReason(ErrorKind kind) {
    return Optional.ofNullable(errors.get(kind)).map(known -> known.firstReason);
  }

  /**
   * Return how many expected answers came during the measurement, also to requests of the warm-up:
   * what the server did in that time.
   */
  public long completed() {
    return completed;
  }

  /** Return the share of requests that ended with an error, 0 to 1. */
  public double errorShare() {
    return requests() == 0 ? 0 : (double) errors() / requests();
  }

  /** Return the bytes of the bodies of expected answers. */
  public long bodyBytes() {
    return bodyBytes;
  }

  /**
   * Return the latencies in nanoseconds, from when the request was due: of expected answers, and of
   * requests that timed out or were never sent, with the time they waited.
   */
  public Histogram latency() {
    return latency;
  }

  /**
   * Return the same latencies, but from when the request was begun, and without those never sent.
   * Empty in the closed model, where both are the same.
   */
  public Histogram serviceTime() {
    return serviceTime;
  }
}

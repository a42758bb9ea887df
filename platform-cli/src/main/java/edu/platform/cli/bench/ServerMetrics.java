package edu.platform.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a server for its metrics while a run goes on, for the run's report. */
public final class ServerMetrics implements AutoCloseable {
  private static final int MOST_SAMPLES = 300;

  private final Probe probe;
  private final String path;
  private final Duration pause;
  private final List<Sample> samples = new ArrayList<>();
  private final long beganNanoTime = System.nanoTime();
  private final Thread thread;

  /**
   * What the server said at a moment.
   *
   * @param atSeconds since the first sample
   */
  record Sample(double atSeconds, Map<PrometheusText.Series, Double> values) {}

  /**
   * Ask once, and begin to ask again and again.
   *
   * @param url where the metrics are
   * @param expected how long the run will take
   */
  public ServerMetrics(Target url, Duration expected) {
    probe = new Probe(url);
    path = url.path();
    Duration rare = expected.dividedBy(MOST_SAMPLES);
    Duration oneSecond = Duration.ofSeconds(1);
    pause = rare.compareTo(oneSecond) > 0 ? rare : oneSecond;
    sample();
    thread = Thread.ofVirtual().name("bench-server-metrics").unstarted(this::watch);
    if (!samples.isEmpty()) {
      thread.start();
    }
  }

  /** Return the samples so far; none if the server does not tell its metrics. */
  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  /** Ask for the last time. */
  @Override
  public void close() {
    if (thread.isInterrupted() || thread.getState() == Thread.State.TERMINATED) {
      return; // closed before
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!samples().isEmpty()) {
      sample();
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(pause);
        sample();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A server under load may not answer: a gap in a chart, no failure of the run. */
  private void sample() {
    Optional<Probe.Reply> reply = probe.tryGet(path).filter(answer -> answer.status() == 200);
    if (reply.isEmpty()) {
      return;
    }
    double at = (System.nanoTime() - beganNanoTime) / 1e9;
    Map<PrometheusText.Series, Double> values =
        PrometheusText.parse(new String(reply.get().body(), UTF_8));
    synchronized (samples) {
      if (!values.isEmpty()) {
        samples.add(new Sample(at, values));
      }
      if (samples.size() > 2 * MOST_SAMPLES) {
        thin();
      }
    }
  }

  /** Of a run without end every second sample is dropped when there are too many, not the first. */
  private void thin() {
    for (int i = samples.size() - 2; i > 0; i -= 2) {
      samples.remove(i);
    }
  }
}

package edu.platform.cli.bench;

import java.time.Duration;

/**
 * What a run shows while it goes on: the last second or so.
 *
 * @param elapsed since the measurement began; negative during the warm-up
 * @param rate expected answers a second
 * @param p50Nanos median latency, 0 if nothing was answered
 * @param p99Nanos 99th percentile of the latency, 0 if nothing was answered
 * @param errors requests that ended with an error
 */
public record Interval(Duration elapsed, double rate, long p50Nanos, long p99Nanos, long errors) {}

package edu.platform.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} says; the meters are those of all servers of the process. */
final class Metrics {

  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  private final List<Sample> samples;

  private Metrics(List<Sample> samples) {
    this.samples = samples;
  }

  static Metrics of(Client client) {
    List<Sample> samples = new ArrayList<>();
    for (String line : client.get("/metrics").body().lines().toList()) {
      Matcher sample = SAMPLE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
          Matcher label = LABEL.matcher(sample.group(2));
          while (label.find()) {
            labels.put(label.group(1), label.group(2));
          }
        }
        // Of Helidon: the same for all of ours.
        labels.remove("scope");
        samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
      }
    }
    return new Metrics(samples);
  }

  List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** Requests that were counted. */
  double requests() {
    return sum("http_requests_total");
  }

  /** Requests whose time was recorded. */
  double durations() {
    return sum("http_request_duration_seconds_count");
  }

  private double sum(String name) {
    return named(name).stream().mapToDouble(Sample::value).sum();
  }

  /** A line. */
  record Sample(String name, Map<String, String> labels, double value) {}
}

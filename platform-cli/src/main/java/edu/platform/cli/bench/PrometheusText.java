package edu.platform.cli.bench;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a server tells Prometheus (text format 0.0.4). */
final class PrometheusText {
  private static final Pattern LINE =
      Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})?\\s+(?<value>\\S+).*");
  private static final Pattern LABEL =
      Pattern.compile("(?<name>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"");

  private PrometheusText() {}

  /**
   * A series.
   *
   * @param name of the metric
   * @param labels by name
   */
  record Series(String name, Map<String, String> labels) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return labels.isEmpty()
          ? name
          : labels.entrySet().stream()
              .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
              .collect(joining(", ", name + '{', "}"));
    }
  }

  /** Return the value of each series; lines that are none are skipped. */
  static Map<Series, Double> parse(String text) {
    Map<Series, Double> values = new TreeMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line -> {
              try {
                values.put(
                    new Series(line.group("name"), labels(line.group("labels"))),
                    Double.parseDouble(line.group("value")));
              } catch (NumberFormatException _) {
                // +Inf and NaN are written otherwise in Java; no chart shows them.
              }
            });
    return values;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
      labels.remove("scope"); // Helidon's own grouping
    }
    return labels;
  }
}

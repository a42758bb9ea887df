package edu.platform.cli.bench;

import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demand on the result of a run, such as {@code p99<50ms}, {@code errors<0.1%}, {@code
 * rate>=1900} or, of one operation, {@code course.p99.9<100ms}.
 */
public final class Assertion {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(?<operation>[a-z][a-z0-9_-]*)\\.)?"
              + "(?<metric>min|mean|max|rate|errors|p100|p\\d{1,2}(?:\\.\\d{1,4})?)"
              + "\\s*(?<comparison><=|>=|<|>|=)\\s*(?<bound>\\S+)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,6})?");
  private static final int ALL = -1;

  private final String text;
  private final int operation;
  private final String metric;
  private final String comparison;
  private final double bound;
  private final Unit unit;

  private enum Unit {
    NANOS,
    PER_SECOND,
    PERCENT,
    COUNT
  }

  private Assertion(
      String text, int operation, String metric, String comparison, double bound, Unit unit) {
    this.text = text;
    this.operation = operation;
    this.metric = metric;
    this.comparison = comparison;
    this.bound = bound;
    this.unit = unit;
  }

  /**
   * What came of an assertion.
   *
   * @param assertion as written
   * @param measured what was found, with its unit
   * @param passed whether it holds
   */
  public record Outcome(String assertion, String measured, boolean passed) {}

  /**
   * Read an assertion.
   *
   * @param text {@code [operation.]metric comparison bound}; metrics are {@code min}, {@code mean},
   *     {@code max} and percentiles such as {@code p99.9}, bounded by a duration, {@code errors},
   *     by a count or a percentage, and {@code rate}, by answers a second
   * @param operations that may be named
   * @throws IllegalArgumentException if it is malformed; the message says where
   */
  public static Assertion parse(String text, List<String> operations) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not an assertion such as p99<50ms, errors<0.1%, rate>=1900 or "
              + operations.getFirst()
              + ".p99.9<100ms");
    }
    String name = matcher.group("operation");
    if (name != null && !operations.contains(name)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "': there is no operation '"
              + name
              + "', only "
              + String.join(", ", operations));
    }
    String metric = matcher.group("metric");
    String bound = matcher.group("bound");
    Unit unit =
        switch (metric) {
          case "rate" -> Unit.PER_SECOND;
          case "errors" -> bound.endsWith("%") ? Unit.PERCENT : Unit.COUNT;
          default -> Unit.NANOS;
        };
    return new Assertion(
        text.strip(),
        name == null ? ALL : operations.indexOf(name),
        metric,
        matcher.group("comparison"),
        bound(text, bound, unit),
        unit);
  }

  private static double bound(String text, String bound, Unit unit) {
    if (unit == Unit.NANOS) {
      try {
        return Durations.parse(bound).toNanos();
      } catch (PlatformException malformed) {
        throw new IllegalArgumentException("'" + text + "': " + malformed.getMessage(), malformed);
      }
    }
    String number = unit == Unit.PERCENT ? bound.substring(0, bound.length() - 1) : bound;
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "': expected a number, found '" + bound + "'");
    }
    return Double.parseDouble(number);
  }

  /** Compare with a result. A latency of nothing holds no bound. */
  public Outcome check(RunResult result) {
    OperationStats stats =
        operation == ALL
            ? result.recording().total()
            : result.recording().operations().get(operation);
    if (unit == Unit.NANOS && stats.latency().getTotalCount() == 0) {
      return new Outcome(text, "no answers", false);
    }
    double measured = measured(stats, result);
    return new Outcome(text, shown(measured), holds(measured));
  }

  private double measured(OperationStats stats, RunResult result) {
    return switch (metric) {
      case "rate" -> result.rate(stats);
      case "errors" -> unit == Unit.PERCENT ? stats.errorShare() * 100 : stats.errors();
      case "min" -> stats.latency().getMinValue();
      case "mean" -> stats.latency().getMean();
      case "max" -> stats.latency().getMaxValue();
      default -> stats.latency().getValueAtPercentile(Double.parseDouble(metric.substring(1)));
    };
  }

  private boolean holds(double measured) {
    return switch (comparison) {
      case "<" -> measured < bound;
      case "<=" -> measured <= bound;
      case ">" -> measured > bound;
      case ">=" -> measured >= bound;
      default -> Double.compare(measured, bound) == 0;
    };
  }

  private String shown(double measured) {
    return switch (unit) {
      case NANOS -> String.format(Locale.ROOT, "%.3fms", measured / 1e6);
      case PER_SECOND -> String.format(Locale.ROOT, "%.1f/s", measured);
      case PERCENT -> String.format(Locale.ROOT, "%.4f%%", measured);
      case COUNT -> String.format(Locale.ROOT, "%.0f", measured);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}

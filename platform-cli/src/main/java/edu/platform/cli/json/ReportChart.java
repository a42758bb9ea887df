package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Optional;

/**
 * A chart of an HTML report: lines, or a heat map if it has cells.
 *
 * @param x what lies to the right
 * @param y what lies upwards
 * @param at places of the points on x, rising
 * @param series lines over these places
 * @param cells of a heat map; then there are no lines
 */
@Json
public record ReportChart(
    Axis x, Axis y, List<Double> at, List<Series> series, Optional<Cells> cells) {

  /** In a line, a place without a value. */
  public static final double NOTHING = -1;

  /** How an axis is divided. */
  public enum Scale {
    /** Evenly, from 0. */
    LINEAR,
    /** By powers of ten. */
    LOG,
    /**
     * Percentiles: a value of {@code n} stands for the percentile that all but one of {@code n}
     * values are within, so 10 for the 90th and 1000 for the 99.9th.
     */
    PERCENTILE
  }

  /**
   * An axis.
   *
   * @param label with the unit
   */
  @Json
  public record Axis(String label, Scale scale) {}

  /**
   * A line.
   *
   * @param values one for each place, 0 or more; {@link #NOTHING} where there is none
   */
  @Json
  public record Series(String label, List<Double> values) {}

  /**
   * Counts by place and by height.
   *
   * @param width of a cell on x
   * @param bounds lower bounds of the cells on y, rising, and the upper one of the last
   * @param counts for each place, one for each two neighbouring bounds
   */
  @Json
  public record Cells(double width, List<Double> bounds, List<List<Long>> counts) {}

  /** Make a chart of lines. */
  public static ReportChart lines(Axis x, Axis y, List<Double> at, List<Series> series) {
    return new ReportChart(x, y, at, series, Optional.empty());
  }

  /** Make a heat map. */
  public static ReportChart heatMap(Axis x, Axis y, List<Double> at, Cells cells) {
    return new ReportChart(x, y, at, List.of(), Optional.of(cells));
  }
}

package edu.platform.cli.failover.drill;

import edu.platform.cli.json.DrillResult;
import edu.platform.cli.json.DrillSummary;
import java.util.Locale;
import java.util.Optional;

/** Results of drills for people. */
public final class DrillText {

  private DrillText() {}

  /**
   * Write one result.
   *
   * @param result of a drill
   * @return lines of text
   */
  public static String of(DrillResult result) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s  %s (%s -> %s)"
            .formatted(
                result.verdict().toUpperCase(Locale.ROOT),
                result.drill(),
                result.leaderBefore(),
                result.leaderAfter()));
    result.broken().forEach(broken -> line(text, "  - " + broken));
    line(
        text,
        "write gap %s, predicted at most %s (%s)"
            .formatted(
                seconds(result.writeGapMs()),
                seconds(result.predictedWriteGapMs()),
                result.predictedBecause()));
    line(
        text,
        "read gap %s, slowest write %s, full redundancy %s"
            .formatted(
                seconds(result.readGapMs()),
                seconds(result.worstWriteMs()),
                result
                    .redundancyMs()
                    .map(each -> seconds(each) + " after healing")
                    .orElse("not reached")));
    line(
        text,
        """
        acknowledged %d, lost %d, doubled %d, refused and yet done %d; \
        indeterminate %d, of which %d were done\
        """
            .formatted(
                result.acknowledged(),
                result.lost(),
                result.doubled(),
                result.refusedAndDone(),
                result.indeterminate(),
                result.indeterminateDone()));
    line(
        text,
        "wrong totals %d, stale reads %d, writes by an old leader %d (%s), two out of recovery %s"
            .formatted(
                result.wrongTotals(),
                result.staleReads(),
                result.oldLeaderWrites(),
                seconds(result.twoLeadersMs()),
                seconds(result.twoPrimariesMs())));
    line(text, "");
    line(text, "%-11s %9s %9s %14s".formatted("operation", "ok", "refused", "indeterminate"));
    for (DrillResult.Kind kind : result.operations()) {
      line(
          text,
          "%-12s %8d %9d %14d"
              .formatted(kind.kind(), kind.ok(), kind.refused(), kind.indeterminate()));
      kind.faults().forEach(fault -> line(text, "    " + fault));
    }
    line(text, "");
    for (DrillResult.Event event : result.timeline()) {
      line(
          text, "%+9.2f s  %-9s %s".formatted(event.atMs() / 1000.0, event.source(), event.text()));
    }
    return text.toString();
  }

  /**
   * Write what a series comes to, as the table of {@code docs/drills.md}.
   *
   * @param summary of the series
   * @param target bound of the write gap that the user gave; none: the predicted one
   * @return a Markdown table and a line below it
   */
  public static String of(DrillSummary summary, Optional<Long> target) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "| drill | runs | write gap min / median / max | "
            + (target.isPresent() ? "limit" : "predicted")
            + " | read gap median / max | redundancy median / max | lost | indeterminate | failed"
            + " |");
    line(text, "|---|---|---|---|---|---|---|---|---|");
    for (DrillSummary.Row row : summary.rows()) {
      line(
          text,
          "| %s | %d | %s / %s / %s | %s | %s / %s | %s / %s | %d | %d | %d |"
              .formatted(
                  row.drill(),
                  row.runs(),
                  seconds(row.writeGap().min()),
                  seconds(row.writeGap().median()),
                  seconds(row.writeGap().max()),
                  seconds(target.orElse(row.predictedWriteGapMs())),
                  seconds(row.readGap().median()),
                  seconds(row.readGap().max()),
                  seconds(row.redundancy().median()),
                  seconds(row.redundancy().max()),
                  row.lost(),
                  row.indeterminate(),
                  row.failed()));
    }
    line(text, "");
    line(
        text,
        "%d drills, %d failed; lost %d, doubled %d, acknowledged by an old leader %d"
            .formatted(
                summary.drills(),
                summary.failed(),
                summary.lost(),
                summary.doubled(),
                summary.oldLeaderWrites()));
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
  }
}

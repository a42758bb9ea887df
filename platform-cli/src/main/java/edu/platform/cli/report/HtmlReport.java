package edu.platform.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.platform.cli.json.JsonLines;
import edu.platform.cli.json.ReportChart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A report as one HTML page: everything is in it, charts are drawn in the reader's browser by
 * uPlot, and its own policy keeps it from asking any host for anything. Parts appear in the order
 * in which they were added. Texts may hold any characters.
 */
public final class HtmlReport {
  private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/dist/";

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<ReportChart> charts = new ArrayList<>();

  /** What a report concludes. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** Nothing can be concluded. */
    INVALID
  }

  /**
   * Begin a report.
   *
   * @param title what was measured
   */
  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(escaped(title)).append("</h1>\n");
  }

  /**
   * Add the conclusion.
   *
   * @param reasons one a line, often none
   */
  public HtmlReport verdict(Verdict verdict, String text, List<String> reasons) {
    body.append("<section class=\"verdict ")
        .append(
            switch (verdict) {
              case PASSED -> "passed";
              case FAILED -> "failed";
              case INVALID -> "invalid";
            })
        .append("\"><strong>")
        .append(escaped(text))
        .append("</strong>");
    if (!reasons.isEmpty()) {
      body.append("<ul>");
      reasons.forEach(reason -> body.append("<li>").append(escaped(reason)).append("</li>"));
      body.append("</ul>");
    }
    body.append("</section>\n");
    return this;
  }

  /** Add a list of names and values. */
  public HtmlReport facts(Map<String, String> facts) {
    body.append("<dl>");
    facts.forEach(
        (name, value) ->
            body.append("<div><dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd></div>"));
    body.append("</dl>\n");
    return this;
  }

  /** Add a heading. */
  public HtmlReport heading(String text) {
    body.append("<h2>").append(escaped(text)).append("</h2>\n");
    return this;
  }

  /** Add a paragraph. */
  public HtmlReport paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** Add a table. */
  public HtmlReport table(Table table) {
    body.append("<div class=\"wide\"><table><thead><tr>");
    table
        .head()
        .forEach(cell -> body.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
    body.append("</tr></thead><tbody>\n");
    for (List<String> row : table.rows()) {
      body.append("<tr><th scope=\"row\">").append(escaped(row.getFirst())).append("</th>");
      row.stream()
          .skip(1)
          .forEach(cell -> body.append("<td>").append(escaped(cell)).append("</td>"));
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Add a table that the reader opens. */
  public HtmlReport foldedTable(String summary, Table table) {
    body.append("<details><summary>").append(escaped(summary)).append("</summary>\n");
    table(table);
    body.append("</details>\n");
    return this;
  }

  /**
   * Add a chart.
   *
   * @param caption what it shows
   */
  public HtmlReport chart(String caption, ReportChart chart) {
    body.append("<figure data-chart=\"")
        .append(charts.size())
        .append("\"><figcaption>")
        .append(escaped(caption))
        .append("</figcaption><div class=\"chart\"></div><output></output></figure>\n");
    charts.add(chart);
    return this;
  }

  /** Return the page. */
  public String html() {
    // In a script element "</script" would end it, even within a JSON string.
    String data = JsonLines.line(charts).replace("<", "\\u003c");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
    style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\
    """
        + escaped(title)
        + "</title>\n<style>\n"
        + uplot("uPlot.min.css")
        + own("report.css")
        + "</style>\n</head>\n<body>\n<main>\n"
        + body
        + "</main>\n<script id=\"charts\" type=\"application/json\">"
        + data
        + "</script>\n<script>\n"
        + uplot("uPlot.iife.min.js")
        + "</script>\n<script>\n"
        + own("report.js")
        + "</script>\n</body>\n</html>\n";
  }

  /**
   * Write the page to a file.
   *
   * @throws IOException if that fails
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  private static String uplot(String name) {
    return text(name, HtmlReport.class.getClassLoader().getResourceAsStream(UPLOT + name));
  }

  private static String own(String name) {
    return text(name, HtmlReport.class.getResourceAsStream(name));
  }

  private static String text(String name, InputStream resource) {
    try (resource) {
      if (resource == null) {
        throw new IllegalStateException("missing from the program: " + name);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + name, failure);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

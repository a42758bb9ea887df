package edu.platform.cli.bench.script;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV (RFC 4180): commas, quotation marks doubled within them, any line ends. */
final class Csv {
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private int at;
  private int line = 1;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * Read rows that are as long as the first.
   *
   * @throws IllegalArgumentException if the text is malformed; the message names the line
   */
  static List<List<String>> parse(String text) {
    Csv csv = new Csv(text.startsWith("\ufeff") ? text.substring(1) : text);
    while (csv.at < csv.text.length()) {
      int line = csv.line;
      List<String> row = csv.row();
      boolean blank = row.size() == 1 && row.getFirst().isEmpty();
      if (blank) {
        continue;
      }
      if (!csv.rows.isEmpty() && row.size() != csv.rows.getFirst().size()) {
        throw new IllegalArgumentException(
            "line " + line + ": " + row.size() + " cells, expected " + csv.rows.getFirst().size());
      }
      csv.rows.add(List.copyOf(row));
    }
    return csv.rows;
  }

  private List<String> row() {
    List<String> row = new ArrayList<>();
    while (true) {
      row.add(cell());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else {
        skipLineEnd();
        return row;
      }
    }
  }

  private String cell() {
    if (at >= text.length() || text.charAt(at) != '"') {
      int from = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }
    int begin = line;
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        at++;
      } else if (next == '"') {
        at++;
        return cell.toString();
      }
      if (next == '\n') {
        line++;
      }
      cell.append(next);
    }
    throw new IllegalArgumentException("line " + begin + ": a quotation mark is not closed");
  }

  private void skipLineEnd() {
    if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      throw new IllegalArgumentException("line " + line + ": text after a quotation mark");
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
  }
}

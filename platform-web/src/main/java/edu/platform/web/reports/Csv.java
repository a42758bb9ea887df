package edu.platform.web.reports;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as CSV (RFC 4180) that no spreadsheet takes for formulas. */
final class Csv {

  private static final String FORMULA_STARTS = "=+-@";

  private Csv() {}

  /**
   * Write a row.
   *
   * @param cells its texts
   * @return UTF-8, with its line end
   */
  static byte[] row(List<String> cells) {
    StringBuilder row = new StringBuilder(256);
    String separator = "";
    for (String cell : cells) {
      row.append(separator);
      append(row, guarded(cell));
      separator = ",";
    }
    return row.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A cell that starts like a formula gets an apostrophe before it (requirements, section 7). */
  private static String guarded(String cell) {
    return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static void append(StringBuilder row, String cell) {
    boolean quoted = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    if (quoted) {
      row.append('"').append(cell.replace("\"", "\"\"")).append('"');
    } else {
      row.append(cell);
    }
  }
}

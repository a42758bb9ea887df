package edu.platform.cli.report;

import java.util.List;

/**
 * A table of a report. The first column names the row, the others are numbers.
 *
 * @param head names of the columns
 * @param rows cells, as many a row as the head has
 */
public record Table(List<String> head, List<List<String>> rows) {
  public Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells in a table of " + head.size() + ": " + row);
      }
    }
  }
}

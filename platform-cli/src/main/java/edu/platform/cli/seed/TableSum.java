package edu.platform.cli.seed;

import edu.platform.core.db.BulkLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows a table has and what they sum up to.
 *
 * @param rows their number
 * @param checksum {@link RowSum#hex}
 */
record TableSum(long rows, String checksum) {

  /** Make all rows without loading them. */
  static TableSum ofGenerated(SeedTable table) {
    RowSum sum = new RowSum();
    long rows = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      CopyBuffer made = table.chunk(chunk);
      sum.add(made.sum());
      rows += made.rows();
    }
    return new TableSum(rows, sum.hex());
  }

  /** Read all rows back. */
  static TableSum ofDatabase(BulkLoader database, SeedTable table) {
    RowSum sum = new RowSum();
    AtomicLong rows = new AtomicLong();
    database.copyOut(
        table.copyOut(),
        row -> {
          sum.add(row, 0, row.length);
          rows.incrementAndGet();
        });
    return new TableSum(rows.get(), sum.hex());
  }
}

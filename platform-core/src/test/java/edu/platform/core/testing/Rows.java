package edu.platform.core.testing;

import edu.platform.core.db.Database;
import edu.platform.core.db.Sql;
import java.util.List;
import java.util.Map;

/** Looks into tables, for tests of what a use case wrote. */
public final class Rows {

  private Rows() {}

  /**
   * Read one column as text.
   *
   * @param database where
   * @param select gives a column {@code value}
   * @return its values; {@code NULL} where they are
   */
  public static List<String> of(Database database, String select) {
    return database.query(
        Sql.named(
            "test.rows",
            "SELECT coalesce(CAST(s.value AS text), 'NULL') AS value FROM (" + select + ") s"),
        Map.of(),
        row -> row.text("value"));
  }
}

package edu.platform.core.db;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The types of columns that lists are sorted by: how a value travels in a cursor, and how SQL reads
 * it back.
 */
public enum KeyType {
  /** {@code integer} or {@code smallint}. */
  INTEGER("CAST(%s AS text)", "CAST(:after_value AS integer)", "") {
    @Override
    boolean accepts(String value) {
      return value.matches("-?[0-9]{1,10}") && Long.parseLong(value) == (int) Long.parseLong(value);
    }
  },
  /** {@code text}, compared by ICU's root collation. */
  NAME("%s", "CAST(:after_value AS text)", " COLLATE \"und-x-icu\"") {
    @Override
    boolean accepts(String value) {
      return value.indexOf('\0') < 0;
    }
  },
  /** {@code date}. */
  DAY("CAST(%s AS text)", "CAST(:after_value AS date)", "") {
    @Override
    boolean accepts(String value) {
      try {
        // Years of five digits and those before the first are written otherwise in SQL.
        return value.matches("[0-9]{4}-.*") && LocalDate.parse(value).getYear() >= 1;
      } catch (DateTimeException _) {
        return false;
      }
    }
  },
  /** {@code timestamptz}, as microseconds since 1970. */
  MOMENT(
      "CAST(CAST(extract(epoch FROM %s) * 1000000 AS bigint) AS text)",
      "(TIMESTAMPTZ 'epoch' + CAST(:after_value AS bigint) * INTERVAL '1 microsecond')", "") {
    @Override
    boolean accepts(String value) {
      // Three thousand years to either side of 1970, which SQL has.
      return value.matches("-?[0-9]{1,17}");
    }
  };

  private final String toText;
  private final String fromText;
  private final String collation;

  KeyType(String toText, String fromText, String collation) {
    this.toText = toText;
    this.fromText = fromText;
    this.collation = collation;
  }

  /**
   * Tells whether a value that came from outside can be one of this type; SQL would fail on any
   * other.
   */
  abstract boolean accepts(String value);

  String asText(String column) {
    return String.format(toText, column);
  }

  String sorted(String column) {
    return column + collation;
  }

  String afterValue() {
    return fromText + collation;
  }
}

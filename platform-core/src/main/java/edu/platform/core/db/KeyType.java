package edu.platform.core.db;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The types of columns that lists are sorted by: how a value travels in a cursor, and how SQL reads
 * it back.
 */
public enum KeyType {
  /** {@code integer} or {@code smallint}. */
  INTEGER("CAST(%s AS text)", "CAST(:after_value AS integer)", "") {
    @Override
    boolean accepts(String value) {
      try {
        Integer.parseInt(value);
        return true;
      } catch (NumberFormatException _) {
        return false;
      }
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
        LocalDate.parse(value);
        return true;
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
      try {
        Instant moment = Instant.EPOCH.plus(Long.parseLong(value), ChronoUnit.MICROS);
        return moment.isAfter(Instant.parse("0001-01-01T00:00:00Z"))
            && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
      } catch (NumberFormatException | DateTimeException | ArithmeticException _) {
        return false;
      }
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

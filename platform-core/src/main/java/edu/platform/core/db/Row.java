package edu.platform.core.db;

import io.helidon.dbclient.DbRow;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of an answer, read by column name. A getter without {@code optional} in its name is for
 * columns that are never NULL, and fails with {@link NullPointerException} on one.
 */
public final class Row {

  private final DbRow row;

  Row(DbRow row) {
    this.row = row;
  }

  /**
   * Read an integer column.
   *
   * @param column its name
   * @return the value of an {@code integer} or {@code smallint}
   */
  public int integer(String column) {
    return ((Number) value(column)).intValue();
  }

  /**
   * Read an integer column that may be NULL.
   *
   * @param column its name
   * @return the value of an {@code integer} or {@code smallint}, or empty
   */
  public Optional<Integer> optionalInteger(String column) {
    return Optional.ofNullable((Number) nullable(column)).map(Number::intValue);
  }

  /**
   * Read a large integer column.
   *
   * @param column its name
   * @return the value of a {@code bigint}, {@code integer} or {@code smallint}
   */
  public long bigint(String column) {
    return ((Number) value(column)).longValue();
  }

  /**
   * Read a large integer column that may be NULL.
   *
   * @param column its name
   * @return the value of a {@code bigint}, {@code integer} or {@code smallint}, or empty
   */
  public Optional<Long> optionalBigint(String column) {
    return Optional.ofNullable((Number) nullable(column)).map(Number::longValue);
  }

  /**
   * Read a truth value.
   *
   * @param column its name
   * @return the value of a {@code boolean}
   */
  public boolean bool(String column) {
    return (Boolean) value(column);
  }

  /**
   * Read an exact number that may be NULL.
   *
   * @param column its name
   * @return the value of a {@code numeric}, or empty
   */
  public Optional<BigDecimal> optionalNumeric(String column) {
    return Optional.ofNullable((BigDecimal) nullable(column));
  }

  /**
   * Read a text column.
   *
   * @param column its name
   * @return the value of a {@code text}, {@code varchar} or {@code char}
   */
  public String text(String column) {
    return (String) value(column);
  }

  /**
   * Read a text column that may be NULL.
   *
   * @param column its name
   * @return the value, or empty
   */
  public Optional<String> optionalText(String column) {
    return Optional.ofNullable((String) nullable(column));
  }

  /**
   * Read a moment.
   *
   * @param column its name
   * @return the value of a {@code timestamptz}, to microseconds
   */
  public Instant instant(String column) {
    return ((Timestamp) value(column)).toInstant();
  }

  /**
   * Read a moment that may be NULL.
   *
   * @param column its name
   * @return the value, or empty
   */
  public Optional<Instant> optionalInstant(String column) {
    return Optional.ofNullable((Timestamp) nullable(column)).map(Timestamp::toInstant);
  }

  /**
   * Read a day.
   *
   * @param column its name
   * @return the value of a {@code date}
   */
  public LocalDate date(String column) {
    return ((Date) value(column)).toLocalDate();
  }

  /**
   * Read a day that may be NULL.
   *
   * @param column its name
   * @return the value of a {@code date}, or empty
   */
  public Optional<LocalDate> optionalDate(String column) {
    return Optional.ofNullable((Date) nullable(column)).map(Date::toLocalDate);
  }

  /**
   * Read bytes.
   *
   * @param column its name
   * @return the value of a {@code bytea}
   */
  public byte[] bytes(String column) {
    return (byte[]) value(column);
  }

  /**
   * Read a UUID.
   *
   * @param column its name
   * @return the value of a {@code uuid}
   */
  public UUID uuid(String column) {
    return (UUID) value(column);
  }

  /**
   * Read a list of texts.
   *
   * @param column its name
   * @return the items of a {@code text[]}, in order
   */
  public List<String> texts(String column) {
    return List.of(array(column));
  }

  /**
   * Read a list of texts some of which may be NULL.
   *
   * @param column its name
   * @return the items of a {@code text[]}, in order; empty where they are NULL
   */
  public List<Optional<String>> optionalTexts(String column) {
    return Arrays.stream(array(column)).map(Optional::ofNullable).toList();
  }

  private String[] array(String column) {
    try {
      return (String[]) ((Array) value(column)).getArray();
    } catch (SQLException failure) {
      throw SqlFailures.translate("reading column " + column, failure);
    }
  }

  private Object value(String column) {
    Object value = nullable(column);
    if (value == null) {
      throw new NullPointerException("column " + column + " is NULL");
    }
    return value;
  }

  private Object nullable(String column) {
    // The only getter of DbClient that does not fail on NULL.
    return row.column(column).get(Object.class);
  }
}

package edu.platform.cli.seed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows in the text format of {@code COPY}, byte for byte as PostgreSQL itself writes them in a
 * session in UTC: so the checksum of what was loaded is that of what is read back.
 */
final class CopyBuffer {

  private static final byte[] NULL = {'\\', 'N'};
  private static final byte[] NEW_LINE = {'\\', 'n'};
  private static final int SECONDS_OF_DAY = 86_400;

  /** What a chunk needs, and below what the collector treats as huge. */
  private static final int CAPACITY = 1 << 18;

  private byte[] bytes = new byte[CAPACITY];
  private int size;
  private int rowStart;
  private long rows;
  private final RowSum sum = new RowSum();

  /** Begin the next column. */
  CopyBuffer next() {
    if (size > rowStart) {
      put((byte) '\t');
    }
    return this;
  }

  CopyBuffer number(long value) {
    return next().append(value);
  }

  CopyBuffer text(Phrase phrase) {
    next();
    phrase.appendTo(this);
    return this;
  }

  /** Text of ASCII letters, digits and signs other than a backslash. */
  CopyBuffer code(String ascii) {
    return next().append(ascii);
  }

  CopyBuffer none() {
    return next().append(NULL);
  }

  CopyBuffer flag(boolean value) {
    return code(value ? "t" : "f");
  }

  /** A {@code date}, in days since 1970-01-01. */
  CopyBuffer day(long epochDay) {
    next();
    appendDay(epochDay);
    return this;
  }

  /** A {@code timestamptz}, in whole seconds since 1970-01-01 UTC. */
  CopyBuffer moment(long epochSecond) {
    day(Math.floorDiv(epochSecond, SECONDS_OF_DAY));
    int second = Math.floorMod(epochSecond, SECONDS_OF_DAY);
    put((byte) ' ');
    appendTwoDigits(second / 3600);
    put((byte) ':');
    appendTwoDigits(second / 60 % 60);
    put((byte) ':');
    appendTwoDigits(second % 60);
    put((byte) '+');
    appendTwoDigits(0);
    return this;
  }

  /** The columns {@code created_at}, {@code updated_at}, {@code version} of a row never edited. */
  CopyBuffer unedited(long createdAt, long updatedAt) {
    return moment(createdAt).moment(updatedAt).number(1);
  }

  void endRow() {
    put((byte) '\n');
    sum.add(bytes, rowStart, size - rowStart);
    rowStart = size;
    rows++;
  }

  CopyBuffer append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  CopyBuffer append(String ascii) {
    return append(ascii.getBytes(US_ASCII));
  }

  CopyBuffer append(long value) {
    return append(Long.toString(value));
  }

  CopyBuffer appendSpace() {
    put((byte) ' ');
    return this;
  }

  CopyBuffer appendNewLine() {
    return append(NEW_LINE);
  }

  /** Return the number of finished rows. */
  long rows() {
    return rows;
  }

  /** Return the sum of the finished rows. */
  RowSum sum() {
    return sum;
  }

  /** Return the finished rows, without copying them. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  private void appendDay(long epochDay) {
    // Days to civil date, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    int shifted = Math.toIntExact(epochDay) + 719_468;
    int era = Math.floorDiv(shifted, 146_097);
    int dayOfEra = shifted - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    append(year);
    put((byte) '-');
    appendTwoDigits(month);
    put((byte) '-');
    appendTwoDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
  }

  private void appendTwoDigits(int value) {
    put((byte) ('0' + value / 10));
    put((byte) ('0' + value % 10));
  }

  private void put(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}

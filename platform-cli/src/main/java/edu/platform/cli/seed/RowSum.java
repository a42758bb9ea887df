package edu.platform.cli.seed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a table: the SHA-256 of each row as {@code COPY} writes it, added up in four
 * lanes of 64 bits. A table is a set of rows, so the sum does not depend on their order, nor on how
 * many workers made them, and it can be taken again from the database in one pass. It finds
 * changes; it is no defence against somebody who forges rows.
 */
final class RowSum {

  private static final int BYTES = Long.BYTES;

  private final long[] lanes = new long[4];
  private final MessageDigest digest;

  RowSum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /**
   * Add one row, with its line end.
   *
   * @return what stands for the row in the first lane: two rows share it by chance only
   */
  long add(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    byte[] hash = digest.digest();
    long first = 0;
    for (int lane = 0; lane < lanes.length; lane++) {
      long value = 0;
      for (int i = 0; i < BYTES; i++) {
        value = value << 8 | (hash[lane * BYTES + i] & 0xff);
      }
      lanes[lane] += value;
      first = lane == 0 ? value : first;
    }
    return first;
  }

  /** Add the rows that another sum has seen. */
  void add(RowSum other) {
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] += other.lanes[lane];
    }
  }

  /** Read what {@link #hex} has written. */
  static RowSum parse(String hex) {
    RowSum sum = new RowSum();
    for (int lane = 0; lane < sum.lanes.length; lane++) {
      sum.lanes[lane] = HexFormat.fromHexDigitsToLong(hex, lane * 16, lane * 16 + 16);
    }
    return sum;
  }

  /** Return the sum as 64 hexadecimal digits. */
  String hex() {
    StringBuilder text = new StringBuilder(64);
    for (long lane : lanes) {
      text.append(HexFormat.of().toHexDigits(lane));
    }
    return text.toString();
  }
}

package edu.platform.cli.seed;

/** Splits a whole number of rows by percentages. */
final class Shares {

  private Shares() {}

  /** Return {@code percent} of {@code count}, fractions rounded up. */
  static int percent(int count, int percent) {
    return (int) Math.ceilDiv((long) count * percent, 100L);
  }

  /**
   * Split a number exactly: each part is within one of its share.
   *
   * @param total what to split
   * @param percents of the parts, together 100
   * @return the parts, together {@code total}
   */
  static int[] split(int total, int... percents) {
    int[] parts = new int[percents.length];
    int percentSoFar = 0;
    int given = 0;
    for (int i = 0; i < parts.length; i++) {
      percentSoFar += percents[i];
      int upTo = percent(total, percentSoFar);
      parts[i] = upTo - given;
      given = upTo;
    }
    if (percentSoFar != 100) {
      throw new IllegalArgumentException("percents sum to " + percentSoFar);
    }
    return parts;
  }

  /** Return what part {@code index} of {@code parts} gets when {@code total} is dealt evenly. */
  static int even(int total, int parts, int index) {
    return (int) ((index + 1L) * total / parts - (long) index * total / parts);
  }
}

package edu.platform.cli.seed;

/**
 * Random numbers by place instead of by turn: the same (random seed, stream, row, column) always
 * gives the same number, whoever asks and when. The mixing function is that of SplitMix64 (Steele,
 * Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
final class RowRandom {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long ODD = 0xD1B54A32D192ED03L;

  private final long key;

  /**
   * Make the numbers of one stream.
   *
   * @param seed the random seed of the whole run
   * @param stream usually a table's name; streams are independent of each other
   */
  RowRandom(long seed, String stream) {
    long hash = mix(seed + GOLDEN);
    for (int i = 0; i < stream.length(); i++) {
      hash = mix(hash ^ (stream.charAt(i) * GOLDEN));
    }
    this.key = hash;
  }

  /** Return 64 random bits. */
  long bits(long row, int column) {
    return mix(mix(key + row * GOLDEN) + column * ODD);
  }

  /** Return a number from 0 to {@code bound - 1}; bound 1 or more. */
  int below(long row, int column, int bound) {
    return (int) Math.unsignedMultiplyHigh(bits(row, column), bound);
  }

  /** Return a number from {@code first} to {@code last}, both included. */
  int between(long row, int column, int first, int last) {
    return first + below(row, column, last - first + 1);
  }

  /** Return true in {@code percent} of 100 rows. */
  boolean chance(long row, int column, int percent) {
    return below(row, column, 100) < percent;
  }

  /** Return a number from 0 (included) to 1 (not included). */
  double unit(long row, int column) {
    return (bits(row, column) >>> 11) * 0x1p-53;
  }

  /** Return a bijection of 0..size-1 that belongs to this stream. */
  Permutation permutation(long size, int column) {
    return new Permutation(size, bits(-1, column));
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

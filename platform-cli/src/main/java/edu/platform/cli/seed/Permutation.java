package edu.platform.cli.seed;

/**
 * A random order of 0..size-1 that takes no memory: a Feistel network of four rounds over the next
 * even number of bits, walked until the value is in range.
 */
final class Permutation {

  private static final int ROUNDS = 4;

  private final long size;
  private final long key;
  private final int halfBits;
  private final long halfMask;

  Permutation(long size, long key) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be >= 1: " + size);
    }
    this.size = size;
    this.key = key;
    this.halfBits = Math.max(1, (65 - Long.numberOfLeadingZeros(size - 1)) / 2);
    this.halfMask = (1L << halfBits) - 1;
  }

  /** Return the place of {@code index}; different indexes have different places. */
  long apply(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(index + " is not in 0.." + (size - 1));
    }
    long value = index;
    do {
      value = encipher(value);
    } while (value >= size);
    return value;
  }

  private long encipher(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (RowRandom.mix(key + round + (right << 3)) & halfMask);
      left = right;
      right = next;
    }
    return (left << halfBits) | right;
  }
}

package edu.platform.cli.seed;

/**
 * Chooses a number of elements out of a sequence, evenly spread: which those are, and the how
 * manieth each is, follow from arithmetic.
 *
 * @param total elements to choose from
 * @param chosen how many are chosen, 0 to total
 */
record EvenSelection(int total, int chosen) {

  EvenSelection {
    if (chosen < 0 || chosen > total) {
      throw new IllegalArgumentException("cannot choose " + chosen + " of " + total);
    }
  }

  /** Return whether element {@code index} is chosen. */
  boolean has(int index) {
    return rank(index + 1) > rank(index);
  }

  /** Return how many elements before {@code index} are chosen. */
  int rank(int index) {
    return (int) ((long) index * chosen / total);
  }

  /** Return the element chosen as number {@code rank}, from 0: the inverse of {@link #rank}. */
  int element(int rank) {
    return (int) Math.ceilDiv((rank + 1L) * total, (long) chosen) - 1;
  }
}

package edu.platform.cli.seed;

/** The truncated Zipf distribution: number k of 1..most has the weight 1/k^exponent. */
final class Zipf {

  private Zipf() {}

  /** Return the mean of the numbers. */
  static double mean(int most, double exponent) {
    double weights = 0;
    double sum = 0;
    for (int k = 1; k <= most; k++) {
      double weight = StrictMath.pow(k, -exponent);
      weights += weight;
      sum += k * weight;
    }
    return sum / weights;
  }

  /** Return the probability of at most k, at index k; 0 at index 0, 1 at the last. */
  static double[] cumulative(int most, double exponent) {
    double[] upTo = new double[most + 1];
    for (int k = 1; k <= most; k++) {
      upTo[k] = upTo[k - 1] + StrictMath.pow(k, -exponent);
    }
    double weights = upTo[most];
    for (int k = 1; k <= most; k++) {
      upTo[k] /= weights;
    }
    return upTo;
  }

  /** Return the number that a random value of 0..1 (not included) stands for. */
  static int draw(double[] cumulative, double value) {
    int low = 1;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}

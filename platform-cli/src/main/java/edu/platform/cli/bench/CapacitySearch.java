package edu.platform.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Finds the highest rate at which assertions hold: doubles it until they break (or halves it until
 * they hold), bisects to 5%, and confirms what it found in a longer trial, 5% lower each time that
 * fails.
 */
public final class CapacitySearch {
  /** The highest rate that is tried, requests a second. */
  static final double HIGHEST_RATE = 1_000_000;

  private static final double LOWEST_RATE = 1;
  private static final double CLOSE_ENOUGH = 1.05;
  private static final int CONFIRMATIONS = 10;

  private final Trials trials;
  private double kept;
  private double broken;
  private boolean brokenByGenerator;

  private CapacitySearch(Trials trials) {
    this.trials = trials;
  }

  /** What a trial showed. */
  public enum Finding {
    /** The assertions hold, and as many answers came as were due. */
    KEPT,
    /** They don't: the rate is too high for the server. */
    BROKEN,
    /** The load generator was the limit: nothing is known about the server. */
    INVALID,
    /** The trial was stopped: so is the search. */
    STOPPED
  }

  /** Makes trials. */
  public interface Trials {
    /**
     * Put load on the server.
     *
     * @param rate requests a second
     * @param confirming whether to measure longer
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Finding at(double rate, boolean confirming) throws InterruptedException;
  }

  /**
   * What a search found.
   *
   * @param rate highest rate that kept the assertions, 0 if none did
   * @param confirmed whether a longer trial kept them too
   * @param limitedByGenerator whether the next higher rate was too much for the load generator
   *     rather than for the server, which may well carry more
   */
  public record Capacity(double rate, boolean confirmed, boolean limitedByGenerator) {}

  /**
   * Search.
   *
   * @param start rate to begin with, 1 to 1000000 requests a second
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public static Capacity search(double start, Trials trials) throws InterruptedException {
    CapacitySearch search = new CapacitySearch(trials);
    boolean confirmed = search.bracket(start) && search.bisect() && search.confirm();
    return new Capacity(search.kept, confirmed, search.brokenByGenerator);
  }

  /** Return whether a rate that is kept and one that is not are known. */
  private boolean bracket(double start) throws InterruptedException {
    double rate = start;
    while (broken == 0) {
      if (rate > HIGHEST_RATE) {
        broken = rate;
        brokenByGenerator = true;
      } else if (tryAt(rate, false) == Finding.STOPPED) {
        return false;
      }
      rate *= 2;
    }
    rate = start / 2;
    while (kept == 0 && rate >= LOWEST_RATE) {
      if (tryAt(rate, false) == Finding.STOPPED) {
        return false;
      }
      rate /= 2;
    }
    return kept > 0;
  }

  private boolean bisect() throws InterruptedException {
    while (broken > kept * CLOSE_ENOUGH) {
      if (tryAt(rounded((kept + broken) / 2), false) == Finding.STOPPED) {
        return false;
      }
    }
    return true;
  }

  private boolean confirm() throws InterruptedException {
    for (int i = 0; i < CONFIRMATIONS && kept >= LOWEST_RATE; i++) {
      switch (tryAt(kept, true)) {
        case KEPT -> {
          return true;
        }
        case BROKEN, INVALID -> kept = rounded(kept / CLOSE_ENOUGH);
        case STOPPED -> {
          return false;
        }
      }
    }
    kept = 0;
    return false;
  }

  private Finding tryAt(double rate, boolean confirming) throws InterruptedException {
    Finding finding = trials.at(rate, confirming);
    switch (finding) {
      case KEPT -> kept = rate;
      case BROKEN, INVALID -> {
        broken = rate;
        brokenByGenerator = finding == Finding.INVALID;
      }
      case STOPPED -> {}
    }
    return finding;
  }

  /** To three digits: more would only look exact. */
  private static double rounded(double rate) {
    return new BigDecimal(rate).round(new MathContext(3)).doubleValue();
  }
}

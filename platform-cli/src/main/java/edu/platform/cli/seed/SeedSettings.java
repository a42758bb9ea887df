package edu.platform.cli.seed;

import java.time.LocalDate;

/**
 * Everything that the seeded rows depend on.
 *
 * @param randomSeed any number
 * @param count rows per large table, 1 to {@value #MAX_COUNT}
 * @param locale language of names and texts
 * @param asOf the day around which schedules and sales are laid out, {@link #EARLIEST} or later
 * @param currency ISO 4217 code that amounts carry
 */
public record SeedSettings(
    long randomSeed, int count, SeedLocale locale, LocalDate asOf, String currency) {

  /** Most rows per large table. */
  public static final int MAX_COUNT = 100_000_000;

  /**
   * The earliest day to lay sales out around: accounts are of 2022-2023, and nobody buys before
   * there is an account.
   */
  public static final LocalDate EARLIEST = LocalDate.of(2026, 1, 1);

  /** The latest day to lay sales out around: all dates stay before 2100. */
  public static final LocalDate LATEST = LocalDate.of(2098, 12, 31);
}

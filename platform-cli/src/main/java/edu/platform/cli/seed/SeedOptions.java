package edu.platform.cli.seed;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a seeding is asked for (requirements section 6). What is left empty takes the value that the
 * database was seeded with, and the default only in a database never seeded; a value that differs
 * from the recorded one is refused.
 *
 * @param count rows per large table, 1 to {@value SeedSettings#MAX_COUNT}
 * @param defaultCount the count of a database never seeded
 * @param randomSeed any number; 1 by default
 * @param locale language of names and texts; Russian by default
 * @param asOf the day around which sales are laid out, {@link SeedSettings#EARLIEST} or later;
 *     {@code today} by default
 * @param today the day in the platform's zone
 * @param currency ISO 4217 code of the installation
 * @param version schema version to seed up to, 1 to 9; empty for the latest
 * @param workers connections that load, and threads that make rows, 1 to {@value #MAX_WORKERS}
 * @param fresh asked before the database is emptied; empty to keep what there is
 */
public record SeedOptions(
    OptionalInt count,
    int defaultCount,
    OptionalLong randomSeed,
    Optional<SeedLocale> locale,
    Optional<LocalDate> asOf,
    LocalDate today,
    String currency,
    OptionalInt version,
    int workers,
    Optional<Confirmation> fresh) {

  /** Most workers. */
  public static final int MAX_WORKERS = 64;

  /** Asks whether to do what cannot be undone. */
  @FunctionalInterface
  public interface Confirmation {

    /**
     * Ask.
     *
     * @param question what would be lost, one or two lines
     * @return whether to go on
     */
    boolean confirm(String question);
  }

  /** Checks ranges. */
  public SeedOptions {
    requireNonNull(today, "today");
    check(
        count.isEmpty() || inRange(count.getAsInt(), SeedSettings.MAX_COUNT),
        "count must be 1.." + SeedSettings.MAX_COUNT + ", not " + count.orElse(0));
    check(inRange(defaultCount, SeedSettings.MAX_COUNT), "default count: " + defaultCount);
    check(
        asOf.isEmpty()
            || (!asOf.get().isBefore(SeedSettings.EARLIEST)
                && !asOf.get().isAfter(SeedSettings.LATEST)),
        "as-of must be "
            + SeedSettings.EARLIEST
            + ".."
            + SeedSettings.LATEST
            + ", not "
            + asOf.map(LocalDate::toString).orElse(""));
    check(inRange(workers, MAX_WORKERS), "workers must be 1.." + MAX_WORKERS + ", not " + workers);
  }

  /**
   * Return the options of a plain seeding: all defaults, to the latest version.
   *
   * @param defaultCount rows per large table where nothing is seeded yet
   * @param today the day in the platform's zone
   * @return options to be refined by the {@code with} methods
   */
  public static SeedOptions defaults(int defaultCount, LocalDate today) {
    return new SeedOptions(
        OptionalInt.empty(),
        defaultCount,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        today,
        "RUB",
        OptionalInt.empty(),
        Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8),
        Optional.empty());
  }

  /**
   * Ask for a number of rows.
   *
   * @param rows per large table
   * @return other options
   */
  public SeedOptions withCount(int rows) {
    return new SeedOptions(
        OptionalInt.of(rows),
        defaultCount,
        randomSeed,
        locale,
        asOf,
        today,
        currency,
        version,
        workers,
        fresh);
  }

  /**
   * Let amounts be in a currency.
   *
   * @param code ISO 4217 code of the installation ({@code PLATFORM_CURRENCY})
   * @return other options
   */
  public SeedOptions withCurrency(String code) {
    return new SeedOptions(
        count, defaultCount, randomSeed, locale, asOf, today, code, version, workers, fresh);
  }

  /**
   * Empty the database first.
   *
   * @param confirmation asked if there is anything to lose
   * @return other options
   */
  public SeedOptions withFresh(Confirmation confirmation) {
    return new SeedOptions(
        count,
        defaultCount,
        randomSeed,
        locale,
        asOf,
        today,
        currency,
        version,
        workers,
        Optional.of(confirmation));
  }

  private static boolean inRange(int value, int most) {
    return value >= 1 && value <= most;
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, message);
    }
  }
}

package edu.platform.cli.seed;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Seeding options for tests, one change at a time. */
final class TestOptions {

  private OptionalInt count = OptionalInt.empty();
  private OptionalLong randomSeed = OptionalLong.empty();
  private Optional<SeedLocale> locale = Optional.empty();
  private Optional<LocalDate> asOf = Optional.empty();
  private LocalDate today = SeedDatabase.TODAY;
  private OptionalInt version = OptionalInt.empty();
  private int workers = 2;
  private Optional<SeedOptions.Confirmation> fresh = Optional.empty();

  private TestOptions() {}

  static TestOptions of(int count) {
    TestOptions options = new TestOptions();
    options.count = OptionalInt.of(count);
    return options;
  }

  static TestOptions withoutCount() {
    return new TestOptions();
  }

  TestOptions randomSeed(long value) {
    randomSeed = OptionalLong.of(value);
    return this;
  }

  TestOptions locale(SeedLocale value) {
    locale = Optional.of(value);
    return this;
  }

  TestOptions asOf(LocalDate value) {
    asOf = Optional.of(value);
    return this;
  }

  TestOptions today(LocalDate value) {
    today = value;
    return this;
  }

  TestOptions version(int value) {
    version = OptionalInt.of(value);
    return this;
  }

  TestOptions workers(int value) {
    workers = value;
    return this;
  }

  TestOptions fresh(SeedOptions.Confirmation value) {
    fresh = Optional.of(value);
    return this;
  }

  SeedOptions get() {
    return new SeedOptions(
        count, 40, randomSeed, locale, asOf, today, "RUB", version, workers, fresh);
  }
}

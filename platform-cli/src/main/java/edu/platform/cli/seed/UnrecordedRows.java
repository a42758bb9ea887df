package edu.platform.cli.seed;

import edu.platform.core.db.BulkLoader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the options of a seeding below schema version 4 were, read off its rows: nothing records
 * them there. The random seed cannot be seen; a wrong one is found by the checksums.
 */
final class UnrecordedRows {

  private final BulkLoader database;

  UnrecordedRows(BulkLoader database) {
    this.database = database;
  }

  /**
   * Return what was seeded, if anything was.
   *
   * @param options give what the rows do not tell
   */
  Optional<SeedSettings> settings(SeedSettings options) {
    int count = count();
    if (count == 0) {
      return Optional.empty();
    }
    SeedSettings settings =
        new SeedSettings(
            options.randomSeed(),
            count,
            locale().orElse(options.locale()),
            options.asOf(),
            currency().orElse(options.currency()));
    return Optional.of(
        firstRunStart()
            .map(
                start ->
                    new SeedSettings(
                        settings.randomSeed(),
                        settings.count(),
                        settings.locale(),
                        start.minusDays(SeedPlan.of(settings).firstRunStart()),
                        settings.currency()))
            .orElse(settings));
  }

  private int count() {
    for (String table : List.of("course", "course_topic")) {
      if (SeedJournal.exists(database, table)) {
        long rows =
            database
                .query("SELECT count(*) FROM " + table, row -> row.number(1).orElse(0))
                .getFirst();
        if (rows > 0) {
          return (int) Math.min(rows, SeedSettings.MAX_COUNT);
        }
      }
    }
    return 0;
  }

  private Optional<SeedLocale> locale() {
    Optional<String> level =
        first("SELECT name FROM difficulty_level WHERE id = 1", row -> row.text(1));
    for (SeedLocale locale : SeedLocale.values()) {
      String name = Vocabulary.of(locale).levels().getFirst().name().text();
      if (level.equals(Optional.of(name))) {
        return Optional.of(locale);
      }
    }
    return Optional.empty();
  }

  private Optional<String> currency() {
    return first("SELECT currency FROM course LIMIT 1", row -> row.text(1));
  }

  private Optional<LocalDate> firstRunStart() {
    return SeedJournal.exists(database, "course_calendar")
        ? first("SELECT start_date FROM course_calendar WHERE id = 1", row -> row.date(1))
        : Optional.empty();
  }

  private <T> Optional<T> first(
      String sql, java.util.function.Function<BulkLoader.Row, Optional<T>> column) {
    return database.query(sql, column).stream().flatMap(Optional::stream).findFirst();
  }
}

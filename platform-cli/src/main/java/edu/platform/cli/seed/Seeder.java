package edu.platform.cli.seed;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.db.BulkLoader;
import edu.platform.migrations.Migrations;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills a migrated database (requirements section 6). Each table, and each part of a large one, is
 * one transaction, with its row of {@code seeding_status}, so that a seeding which was interrupted
 * at any moment goes on with what is missing; below schema version 4 a table is always one
 * transaction, and known by its rows. An advisory lock keeps two seeders apart.
 */
public final class Seeder {

  /** "edu-seed" in ASCII. */
  static final long LOCK = 0x6564752d73656564L;

  /** A server takes a moment to notice that a killed seeder's connection is gone. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  private static final long DEFAULT_RANDOM_SEED = 1;

  /** The schema version that brings runs and purchases. */
  private static final int SALES_VERSION = 3;

  /** Tables that stay empty, and are emptied with the rest. */
  private static final List<String> NEVER_SEEDED =
      List.of(
          "refresh_token",
          "login_throttle",
          "password_reset",
          "idempotency_key",
          "payment_event",
          "user_benefit",
          "audit_log");

  private final DatabaseConfig config;
  private final SeedOptions options;
  private final SeedProgress progress;
  private final BulkLoader database;

  private Seeder(
      DatabaseConfig config, SeedOptions options, SeedProgress progress, BulkLoader database) {
    this.config = config;
    this.options = options;
    this.progress = progress;
    this.database = database;
  }

  /**
   * Seed what is missing.
   *
   * @param config the database, and a role that owns its schema
   * @param options what to seed
   * @param progress hears how it goes
   * @return what was done
   * @throws PlatformException a USER fault if the options differ from what is recorded, the schema
   *     is older than asked for, or the database holds rows of others; an UNAVAILABLE one if the
   *     database does not answer or is read-only, another seeder is at work, or the schema is newer
   *     than this build. Seeding again goes on where it stopped.
   */
  public static SeedResult seed(DatabaseConfig config, SeedOptions options, SeedProgress progress) {
    try (BulkLoader database = BulkLoader.connect(config, "edu-cli seed")) {
      return new Seeder(config, options, progress, database).run();
    }
  }

  /**
   * Read what has been seeded.
   *
   * @param config the database
   * @return what is recorded
   * @throws PlatformException if the database does not answer
   */
  public static SeedStatus status(DatabaseConfig config) {
    try (BulkLoader database = BulkLoader.connect(config, "edu-cli seed status")) {
      return SeedJournal.read(database);
    }
  }

  /**
   * Read all seeded rows back, and compare them with what was recorded.
   *
   * @param config the database
   * @param checked told each table that is done
   * @return what is recorded, and how the rows are now; rows may change between two tables, and
   *     within one that is being changed
   * @throws PlatformException if the database does not answer
   */
  public static SeedCheck verify(DatabaseConfig config, Consumer<String> checked) {
    try (BulkLoader database = BulkLoader.connect(config, "edu-cli seed --verify")) {
      SeedStatus status = SeedJournal.read(database);
      return new SeedCheck(
          status,
          status.settings().isEmpty()
              ? List.of()
              : Verification.checkAll(
                  database, SeedPlan.of(status.settings().get()), status, checked));
    }
  }

  private SeedResult run() {
    long began = System.nanoTime();
    lock();
    int version = checkedVersion(SeedJournal.schemaVersion(database));
    Optional<SeedOptions.Confirmation> fresh = options.fresh();
    SeedStatus before = SeedJournal.read(database);
    SeedSettings settings = fresh.isPresent() ? unseeded() : resolve(before);
    SeedPlan plan = SeedPlan.of(settings);
    fresh.ifPresent(
        confirmation -> empty(plan.tables(), before.settings().isPresent(), confirmation));
    SeedStatus status = fresh.isPresent() ? SeedJournal.read(database) : before;
    List<SeedTable> known =
        plan.tables().stream().filter(t -> t.version() <= status.schemaVersion()).toList();
    boolean journal = status.schemaVersion() >= SeedJournal.VERSION;
    Map<String, List<SeedJournal.Part>> begun = journal ? SeedJournal.parts(database) : Map.of();
    Set<String> loaded =
        withRecognised(
            known,
            status.tables().stream().map(SeedStatus.Table::name).collect(Collectors.toSet()),
            begun.keySet(),
            settings,
            status.schemaVersion());
    List<SeedTable> missing = new ArrayList<>();
    for (SeedTable table : known) {
      if (table.version() <= version && !loaded.contains(table.name())) {
        missing.add(table);
      }
    }
    progress.planned(missing.size());
    List<SeedResult.Table> results =
        new TableLoads(config, settings, options.workers(), journal, progress)
            .run(missing, loaded, begun);
    if (journal) {
      SeedJournal.recordVersion(database, settings, version);
    }
    boolean salesOpen =
        version >= SALES_VERSION && SeedJournal.salesOpen(database, options.today());
    return new SeedResult(
        settings, version, results, salesOpen, Duration.ofNanos(System.nanoTime() - began));
  }

  private void lock() {
    long deadline = System.nanoTime() + LOCK_WAIT.toNanos();
    while (!database.tryLock(LOCK)) {
      if (System.nanoTime() > deadline) {
        throw new PlatformException(
            ErrorCode.DATABASE_UNAVAILABLE,
            "another seeder is at work on " + config.jdbcUrl() + ": wait for it to end");
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new PlatformException(
            ErrorCode.DATABASE_UNAVAILABLE, "interrupted while waiting for another seeder");
      }
    }
  }

  /** Return the version to seed up to, which this build and the schema must both have. */
  private int checkedVersion(int schema) {
    if (schema > Migrations.LATEST) {
      throw new PlatformException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "the schema is at version "
              + schema
              + ", newer than version "
              + Migrations.LATEST
              + " that this build knows: use the build that migrated it");
    }
    int wanted = options.version().orElse(Migrations.LATEST);
    if (wanted < 1 || wanted > Migrations.LATEST) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "the version to seed must be 1.." + Migrations.LATEST + " or latest, not " + wanted);
    }
    if (schema < wanted) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "the schema is at version "
              + schema
              + ", older than version "
              + wanted
              + " to be seeded: run edu-cli migrate first, or ask for --migration-version "
              + Math.max(1, schema));
    }
    return wanted;
  }

  /** Return the settings of a database that holds nothing yet. */
  private SeedSettings unseeded() {
    LocalDate today = options.today();
    return new SeedSettings(
        options.randomSeed().orElse(DEFAULT_RANDOM_SEED),
        options.count().orElse(options.defaultCount()),
        options.locale().orElse(SeedLocale.RU),
        options
            .asOf()
            .orElse(today.isBefore(SeedSettings.EARLIEST) ? SeedSettings.EARLIEST : today),
        options.currency());
  }

  /** Take recorded values where none are given; refuse given ones that differ. */
  private SeedSettings resolve(SeedStatus status) {
    Optional<SeedSettings> recorded =
        status.settings().or(() -> new UnrecordedRows(database).settings(unseeded()));
    if (recorded.isEmpty()) {
      return unseeded();
    }
    SeedSettings known = recorded.get();
    if (options.count().isPresent()) {
      refuseOther("--count", options.count().getAsInt(), known.count());
    }
    if (options.randomSeed().isPresent()) {
      refuseOther("--random-seed", options.randomSeed().getAsLong(), known.randomSeed());
    }
    options.locale().ifPresent(l -> refuseOther("--locale", l.code(), known.locale().code()));
    options.asOf().ifPresent(day -> refuseOther("--as-of", day, known.asOf()));
    if (known.currency().isEmpty()) {
      return new SeedSettings(
          known.randomSeed(), known.count(), known.locale(), known.asOf(), options.currency());
    }
    refuseOther("PLATFORM_CURRENCY", options.currency(), known.currency());
    return known;
  }

  private static void refuseOther(String option, Object given, Object known) {
    if (!given.equals(known)) {
      throw new PlatformException(
          ErrorCode.INVALID_REQUEST,
          "the database was seeded with "
              + option
              + " "
              + known
              + ", not "
              + given
              + ": leave "
              + option
              + " out to go on with it, or start over with --fresh");
    }
  }

  /** Find tables that hold exactly our rows without being recorded, and record them if possible. */
  private Set<String> withRecognised(
      List<SeedTable> tables,
      Set<String> recorded,
      Set<String> begun,
      SeedSettings settings,
      int schema) {
    Set<String> loaded = new HashSet<>(recorded);
    List<SeedTable> unrecorded =
        tables.stream()
            .filter(table -> !recorded.contains(table.name()) && !begun.contains(table.name()))
            .toList();
    List<String> nonEmpty =
        SeedJournal.nonEmpty(database, unrecorded.stream().map(SeedTable::name).toList());
    for (SeedTable table : unrecorded) {
      if (!nonEmpty.contains(table.name())) {
        continue;
      }
      TableSum ours = TableSum.ofGenerated(table);
      TableSum theirs = TableSum.ofDatabase(database, table);
      if (ours.equals(theirs)) {
        loaded.add(table.name());
        if (schema >= SeedJournal.VERSION) {
          SeedJournal.record(database, settings, table, ours.rows(), ours.checksum());
        }
      } else if (!table.fixed() || theirs.rows() > ours.rows()) {
        throw new PlatformException(
            ErrorCode.INVALID_REQUEST, notOurs(table, settings, ours, theirs));
      }
    }
    return loaded;
  }

  private static String notOurs(
      SeedTable table, SeedSettings settings, TableSum ours, TableSum theirs) {
    String found =
        theirs.rows() == ours.rows()
            ? " other rows than --random-seed "
                + settings.randomSeed()
                + " and --locale "
                + settings.locale().code()
                + " make"
            : " "
                + theirs.rows()
                + " rows, where --count "
                + settings.count()
                + " makes "
                + ours.rows();
    return "table "
        + table.name()
        + " holds"
        + found
        + ", and seeding_status does not know it: give the options it was seeded with, use an empty"
        + " database, or start over with --fresh";
  }

  private void empty(
      List<SeedTable> tables, boolean seeded, SeedOptions.Confirmation confirmation) {
    List<String> existing =
        Stream.concat(
                tables.stream().filter(table -> !table.fixed()).map(SeedTable::name),
                NEVER_SEEDED.stream())
            .filter(table -> SeedJournal.exists(database, table))
            .toList();
    List<String> nonEmpty = SeedJournal.nonEmpty(database, existing);
    boolean journal = SeedJournal.exists(database, "seeding_status");
    if (!nonEmpty.isEmpty()
        && !confirmation.confirm(
            "Delete all rows of "
                + config.jdbcUrl()
                + "? "
                + (seeded ? "It was seeded" : "It was not filled by the seeder")
                + ", and there are rows in "
                + String.join(", ", nonEmpty))) {
      throw new PlatformException(
          ErrorCode.INVALID_REQUEST, "not confirmed: nothing was deleted, nothing was seeded");
    }
    database.inTransaction(
        () -> {
          if (!existing.isEmpty()) {
            database.execute("TRUNCATE " + String.join(", ", existing) + " RESTART IDENTITY");
          }
          if (SeedJournal.exists(database, "course_type")) {
            database.execute("DELETE FROM course_type WHERE id > ?", SalesTables.COURSE_TYPES);
          }
          if (journal) {
            database.execute("DELETE FROM seeding_status");
          }
          return null;
        });
  }
}

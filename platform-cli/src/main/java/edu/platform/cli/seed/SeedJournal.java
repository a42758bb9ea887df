package edu.platform.cli.seed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import edu.platform.core.db.BulkLoader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table {@code seeding_status}, which exists from schema version 4 on, and the schema's
 * version.
 */
final class SeedJournal {

  /** The schema version that brings {@code seeding_status}. */
  static final int VERSION = 4;

  private SeedJournal() {}

  /** Return the version of the schema, 0 if it was never migrated. */
  static int schemaVersion(BulkLoader database) {
    if (!exists(database, "flyway_schema_history")) {
      return 0;
    }
    return Math.toIntExact(
        database
            .query(
                "SELECT coalesce(max(CAST(version AS integer)), 0) FROM flyway_schema_history"
                    + " WHERE success",
                row -> row.number(1).orElse(0))
            .getFirst());
  }

  static boolean exists(BulkLoader database, String table) {
    return database
        .query("SELECT CAST(to_regclass(?) AS text)", row -> row.text(1).isPresent(), table)
        .getFirst();
  }

  static SeedStatus read(BulkLoader database) {
    int schema = schemaVersion(database);
    if (schema < VERSION) {
      return new SeedStatus(schema, 0, Optional.empty(), List.of());
    }
    List<SeedStatus.Table> tables =
        database.query(
            """
            SELECT table_name, migration_version, row_count, checksum,
                   to_char(seeded_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              FROM seeding_status
             WHERE table_name IS NOT NULL AND success
             ORDER BY seeded_at, id
            """,
            row ->
                new SeedStatus.Table(
                    row.text(1).orElseThrow(),
                    Math.toIntExact(row.number(2).orElseThrow()),
                    row.number(3).orElse(0),
                    row.text(4).orElse(""),
                    row.text(5).orElseThrow()));
    int reached =
        database
            .query(
                "SELECT migration_version FROM seeding_status WHERE table_name IS NULL AND success",
                row -> Math.toIntExact(row.number(1).orElseThrow()))
            .stream()
            .findFirst()
            .orElse(0);
    Optional<SeedSettings> settings =
        database
            .query(
                """
                SELECT random_seed, seed_count, locale, as_of,
                       coalesce((SELECT currency FROM course LIMIT 1), '')
                  FROM seeding_status
                 LIMIT 1
                """,
                row ->
                    new SeedSettings(
                        row.number(1).orElseThrow(),
                        Math.toIntExact(row.number(2).orElseThrow()),
                        SeedLocale.of(row.text(3).orElseThrow()).orElseThrow(),
                        row.date(4).orElseThrow(),
                        row.text(5).orElseThrow()))
            .stream()
            .findFirst();
    return new SeedStatus(schema, reached, settings, tables);
  }

  /**
   * Some rows of a table whose others are still missing. Its row of {@code seeding_status} is named
   * {@code <table>#<number>}, is no success, and makes way for the table's own.
   *
   * @param number of the part, from 0
   * @param rows it has
   * @param checksum {@link RowSum#hex} of them
   */
  record Part(int number, long rows, String checksum) {}

  /** Return the parts that are loaded, by the table's name. */
  static Map<String, List<Part>> parts(BulkLoader database) {
    record Named(String table, Part part) {}

    return database
        .query(
            """
            SELECT split_part(table_name, '#', 1),
                   CAST(split_part(table_name, '#', 2) AS integer), row_count, checksum
              FROM seeding_status
             WHERE NOT success AND table_name LIKE '%#%'
            """,
            row ->
                new Named(
                    row.text(1).orElseThrow(),
                    new Part(
                        Math.toIntExact(row.number(2).orElseThrow()),
                        row.number(3).orElseThrow(),
                        row.text(4).orElseThrow())))
        .stream()
        .collect(groupingBy(Named::table, mapping(Named::part, toList())));
  }

  /** Record a part, in the transaction that loaded it. */
  static void recordPart(BulkLoader database, SeedSettings settings, SeedTable table, Part part) {
    insert(
        database,
        settings,
        table.version(),
        table.name() + "#" + part.number(),
        false,
        part.rows(),
        part.checksum());
  }

  /** Record a table, in the transaction that loaded it or the last of it. */
  static void record(
      BulkLoader database, SeedSettings settings, SeedTable table, long rows, String checksum) {
    insert(database, settings, table.version(), table.name(), true, rows, checksum);
    database.execute("DELETE FROM seeding_status WHERE table_name LIKE ?", table.name() + "#%");
  }

  /** Record the version that is now seeded, unless a higher one is. */
  static void recordVersion(BulkLoader database, SeedSettings settings, int version) {
    insert(database, settings, version, null, true, null, null);
  }

  private static void insert(
      BulkLoader database,
      SeedSettings settings,
      int version,
      String table,
      boolean success,
      Long rows,
      String checksum) {
    database.execute(
        """
        INSERT INTO seeding_status (migration_version, table_name, success, seeded_at, row_count,
                                    checksum, random_seed, seed_count, locale, as_of)
        VALUES (?, ?, ?, now(), ?, ?, ?, ?, ?, ?)
            ON CONFLICT (table_name) DO UPDATE
           SET migration_version = EXCLUDED.migration_version, success = true,
               seeded_at = EXCLUDED.seeded_at, row_count = EXCLUDED.row_count,
               checksum = EXCLUDED.checksum
         WHERE NOT seeding_status.success
            OR seeding_status.migration_version < EXCLUDED.migration_version
        """,
        version,
        table,
        success,
        rows,
        checksum,
        settings.randomSeed(),
        settings.count(),
        settings.locale().code(),
        settings.asOf());
  }

  /** Return the names of the tables that hold rows. */
  static List<String> nonEmpty(BulkLoader database, List<String> tables) {
    if (tables.isEmpty()) {
      return List.of();
    }
    String each =
        tables.stream()
            .map(table -> "SELECT '" + table + "' WHERE EXISTS (SELECT FROM " + table + ")")
            .collect(Collectors.joining(" UNION ALL "));
    return database.query(each, row -> row.text(1).orElseThrow());
  }

  /** Return whether somebody can buy a course. */
  static boolean salesOpen(BulkLoader database, LocalDate today) {
    return database
        .query(
            """
            SELECT CAST(EXISTS (
                       SELECT FROM course_calendar r JOIN course c USING (course_id)
                        WHERE c.status = 'on_sale' AND r.cancelled_at IS NULL
                          AND r.end_sales_date >= ? AND r.remaining_places > 0) AS integer)
            """,
            row -> row.number(1).orElse(0) == 1,
            today)
        .getFirst();
  }
}

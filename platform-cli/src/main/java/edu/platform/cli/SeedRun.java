package edu.platform.cli;

import edu.platform.cli.json.SeedReport;
import edu.platform.cli.seed.DemoAccounts;
import edu.platform.cli.seed.SeedOptions;
import edu.platform.cli.seed.SeedProgress;
import edu.platform.cli.seed.SeedResult;
import edu.platform.cli.seed.SeedSettings;
import edu.platform.cli.seed.Seeder;
import edu.platform.cli.terminal.Progress;
import edu.platform.core.config.DatabaseConfig;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code seed} does and shows. */
final class SeedRun {

  /** Schema versions that bring accounts, and runs to be sold. */
  private static final int ACCOUNTS_VERSION = 2;

  private static final int SALES_VERSION = 3;

  private SeedRun() {}

  static SeedResult seed(BaseCommand command, SeedOptions options) {
    DatabaseConfig database = DatabaseConfig.from(command.settings().config().get("db"));
    return Seeder.seed(database, options, new ShownProgress(command.progress()));
  }

  static void print(SeedResult result, PrintWriter out) {
    SeedSettings settings = result.settings();
    if (result.tables().isEmpty()) {
      out.println("Nothing to load: all tables up to version " + result.version() + " are seeded.");
    } else {
      out.printf(
          Locale.ROOT, "%-26s %11s %13s %9s %11s%n", "table", "rows", "bytes", "seconds", "rows/s");
      result.tables().forEach(table -> print(table.name(), Counted.of(table), out));
      print("all", Counted.of(result), out);
    }
    out.printf(
        Locale.ROOT,
        "Seeded up to version %d: --count %d --random-seed %d --locale %s --as-of %s%n",
        result.version(),
        settings.count(),
        settings.randomSeed(),
        settings.locale().code(),
        settings.asOf());
    if (result.version() >= SALES_VERSION && !result.salesOpen()) {
      out.println("No course can be bought any more: start over with --fresh for new runs.");
    }
    if (result.version() >= ACCOUNTS_VERSION) {
      out.println(
          "Sign in as "
              + DemoAccounts.student()
              + " or another account that 'edu-cli seed status' lists; the password of all is "
              + DemoAccounts.PASSWORD);
    }
  }

  private static void print(String name, Counted counted, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-26s %11d %13d %9.2f %11.0f%n",
        name,
        counted.rows,
        counted.bytes,
        counted.millis / 1000.0,
        counted.rowsPerSecond());
  }

  static SeedReport report(SeedResult result) {
    SeedSettings settings = result.settings();
    return new SeedReport(
        result.version(),
        settings.count(),
        settings.randomSeed(),
        settings.locale().code(),
        settings.asOf().toString(),
        settings.currency(),
        result.salesOpen(),
        result.time().toMillis(),
        result.tables().stream()
            .map(
                table ->
                    new SeedReport.Table(
                        table.name(),
                        table.rows(),
                        table.bytes(),
                        table.checksum(),
                        table.time().toMillis()))
            .toList());
  }

  /** Rows, bytes and milliseconds, of one table or of all. */
  private record Counted(long rows, long bytes, long millis) {

    static Counted of(SeedResult.Table table) {
      return new Counted(table.rows(), table.bytes(), table.time().toMillis());
    }

    static Counted of(SeedResult result) {
      return new Counted(
          result.tables().stream().mapToLong(SeedResult.Table::rows).sum(),
          result.tables().stream().mapToLong(SeedResult.Table::bytes).sum(),
          result.time().toMillis());
    }

    double rowsPerSecond() {
      return rows * 1000.0 / Math.max(1, millis);
    }
  }

  /** Shows each table as a step of its own: several are loaded at a time. */
  private static final class ShownProgress implements SeedProgress {

    private final Progress progress;
    private final Map<String, Progress.Step> tables = new ConcurrentHashMap<>();

    ShownProgress(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void advanced(String table, int percent, long rows) {
      step(table).update(rows, percent == 0 ? 0 : rows * 100 / percent);
    }

    @Override
    public void finished(SeedResult.Table table) {
      step(table.name()).finish(table.rows());
    }

    private Progress.Step step(String table) {
      return tables.computeIfAbsent(table, name -> progress.open(name, "rows"));
    }
  }
}

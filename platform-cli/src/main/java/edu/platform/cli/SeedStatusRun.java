package edu.platform.cli;

import edu.platform.cli.json.SeedState;
import edu.platform.cli.seed.DemoAccounts;
import edu.platform.cli.seed.SeedCheck;
import edu.platform.cli.seed.SeedSettings;
import edu.platform.cli.seed.SeedStatus;
import edu.platform.cli.seed.Seeder;
import edu.platform.core.config.DatabaseConfig;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code seed status} and {@code seed --verify} show. */
final class SeedStatusRun {

  /** The schema version that brings accounts. */
  private static final int ACCOUNTS_VERSION = 2;

  private SeedStatusRun() {}

  /**
   * Show what is recorded.
   *
   * @param verify whether to read the rows back and compare them too
   * @return {@link ExitCode#CHECK_FAILED} if rows differ that nobody is known to have changed
   */
  static int show(BaseCommand command, boolean verify) {
    DatabaseConfig database = DatabaseConfig.from(command.settings().config().get("db"));
    if (!verify) {
      show(command, Seeder.status(database), Map.of());
      return ExitCode.DONE;
    }
    command.progress().begin("verifying");
    SeedCheck check =
        Seeder.verify(
            database,
            table -> {
              command.progress().note(table);
              command.progress().advance(1);
            });
    command.progress().finish();
    show(
        command,
        check.status(),
        check.tables().stream()
            .collect(Collectors.toMap(SeedCheck.Table::name, Function.identity())));
    if (!check.holds()) {
      command
          .err()
          .println(
              "Some rows are not as they were loaded, and nobody is known to have changed them.");
      command.err().flush();
      return ExitCode.CHECK_FAILED;
    }
    return ExitCode.DONE;
  }

  private static void show(
      BaseCommand command, SeedStatus status, Map<String, SeedCheck.Table> checks) {
    List<String> accounts =
        status.seededVersion() >= ACCOUNTS_VERSION ? DemoAccounts.emails() : List.of();
    if (command.json()) {
      command.printJson(state(status, accounts, checks));
    } else {
      print(status, accounts, checks, command.out());
    }
  }

  private static void print(
      SeedStatus status,
      List<String> accounts,
      Map<String, SeedCheck.Table> checks,
      PrintWriter out) {
    Optional<SeedSettings> settings = status.settings();
    if (settings.isEmpty()) {
      out.println(
          "Nothing is recorded as seeded; the schema is at version "
              + status.schemaVersion()
              + ".");
      return;
    }
    out.printf(
        Locale.ROOT,
        "Seeded up to version %d of %d: --count %d --random-seed %d --locale %s --as-of %s%n",
        status.seededVersion(),
        status.schemaVersion(),
        settings.get().count(),
        settings.get().randomSeed(),
        settings.get().locale().code(),
        settings.get().asOf());
    out.printf(
        Locale.ROOT,
        "%-26s %8s %11s  %-21s %s%n",
        "table",
        "version",
        "rows",
        "seeded",
        checks.isEmpty() ? "checksum" : "rows now");
    for (SeedStatus.Table table : status.tables()) {
      out.printf(
          Locale.ROOT,
          "%-26s %8d %11d  %-21s %s%n",
          table.name(),
          table.version(),
          table.rows(),
          table.seededAt(),
          checks.isEmpty() ? table.checksum() : finding(checks.get(table.name())));
    }
    if (!accounts.isEmpty()) {
      out.println(
          "Accounts (password " + DemoAccounts.PASSWORD + "): " + String.join(", ", accounts));
    }
  }

  private static String finding(SeedCheck.Table check) {
    if (!check.sameRows()) {
      return "other rows than this build makes: changes cannot be told apart";
    }
    List<String> left = new ArrayList<>();
    addCounted(left, check.changed(), "changed");
    addCounted(left, check.removed(), "removed");
    addCounted(left, check.added(), "added");
    addCounted(left, check.untraced(), "of the changed ones by nobody known");
    return left.isEmpty()
        ? "all as loaded"
        : check.rows() + " as loaded; since then " + String.join(", ", left);
  }

  private static void addCounted(List<String> list, long count, String what) {
    if (count > 0) {
      list.add(count + " " + what);
    }
  }

  private static SeedState state(
      SeedStatus status, List<String> accounts, Map<String, SeedCheck.Table> checks) {
    Optional<SeedSettings> settings = status.settings();
    return new SeedState(
        status.schemaVersion(),
        status.seededVersion(),
        settings.map(SeedSettings::count),
        settings.map(SeedSettings::randomSeed),
        settings.map(known -> known.locale().code()),
        settings.map(SeedSettings::asOf).map(LocalDate::toString),
        accounts,
        status.tables().stream()
            .map(
                table ->
                    new SeedState.Table(
                        table.name(),
                        table.version(),
                        table.rows(),
                        table.checksum(),
                        table.seededAt(),
                        Optional.ofNullable(checks.get(table.name())).map(SeedStatusRun::check)))
            .toList());
  }

  private static SeedState.Check check(SeedCheck.Table check) {
    return new SeedState.Check(
        check.holds(),
        check.rows(),
        check.checksum(),
        check.changed(),
        check.removed(),
        check.added(),
        check.untraced(),
        check.sameRows());
  }
}

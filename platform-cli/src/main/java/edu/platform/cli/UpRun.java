package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.json.PhaseLine;
import edu.platform.cli.json.ReadyLine;
import edu.platform.cli.seed.DemoAccounts;
import edu.platform.cli.seed.SeedOptions;
import edu.platform.cli.seed.SeedProgress;
import edu.platform.cli.seed.SeedResult;
import edu.platform.cli.seed.Seeder;
import edu.platform.core.accounts.KeyDirectory;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.config.PlatformConfig;
import edu.platform.migrations.Migrations;
import edu.platform.migrations.Target;
import edu.platform.postgres.EmbeddedPostgres;
import io.helidon.config.Config;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What {@code up} does, apart from the command: its options must not load all this. */
final class UpRun {

  private static final int COUNT = 1_000;

  private final BaseCommand command;
  private final Settings settings;
  private final Path dataDir;
  private final OptionalInt count;
  private final boolean seed;
  private final List<PhaseLine> phases = new ArrayList<>();
  private final long began = System.nanoTime();

  /**
   * Make a run; nothing is started yet.
   *
   * @param command takes results, messages and progress
   * @param settings as {@link UpSettings} gives them
   * @param dataDir where the database is kept
   * @param count rows per large table, if the user has said so
   * @param seed whether to load demonstration data
   */
  UpRun(BaseCommand command, Settings settings, Path dataDir, OptionalInt count, boolean seed) {
    this.command = command;
    this.settings = settings;
    this.dataDir = dataDir.toAbsolutePath().normalize();
    this.count = count;
    this.seed = seed;
  }

  /**
   * Find out what would fail later.
   *
   * @throws CliException if the port is taken
   * @throws edu.platform.core.PlatformException {@code INVALID_CONFIGURATION} if a setting is wrong
   */
  void check() {
    Config config = settings.config();
    PortCheck.requireFree(Serving.host(config), Serving.port(config));
  }

  /**
   * Delete the database, if there is one.
   *
   * @param confirmed asks the user
   * @throws CliException if the user does not agree
   */
  void deleteData(Predicate<String> confirmed) {
    if (!EmbeddedPostgres.exists(dataDir)) {
      return;
    }
    if (!confirmed.test("Delete the database in " + dataDir + "?")) {
      throw new CliException(
          ExitCode.USAGE,
          "--fresh deletes the database in " + dataDir + ", which nobody confirmed",
          "Add --yes, or choose another folder by --data-dir.");
    }
    EmbeddedPostgres.delete(dataDir);
  }

  /** Start everything, in order, and say so. */
  void open(Lifecycle lifecycle) {
    EmbeddedPostgres postgres =
        phase(
            "database",
            () -> EmbeddedPostgres.start(EmbeddedPostgres.homeFromSystemProperty(), dataDir));
    lifecycle.keep(postgres);
    phase("schema", () -> migrate(postgres));
    Config config =
        settings.with(connection(postgres)).with(Map.of("JWT_KEYS_DIR", keys())).config();
    if (seed) {
      phase("data", () -> seed(config));
    }
    String address = phase("API", () -> Serving.open(lifecycle, config, Duration.ZERO));
    command.progress().finish();
    announce(address);
  }

  private int migrate(EmbeddedPostgres postgres) {
    return new Migrations(
            postgres.jdbcUrl(), postgres.owner(), postgres.ownerPassword(), postgres.appRole())
        .migrate(Target.latest())
        .versionAfter();
  }

  /** The folder of the keys that sign tokens; the first start makes one. */
  private String keys() {
    Path folder = dataDir.resolve("keys");
    KeyDirectory keys = new KeyDirectory(folder);
    Instant now = Instant.now();
    if (keys.list(now).isEmpty()) {
      keys.create(now);
    }
    return folder.toString();
  }

  private static Map<String, String> connection(EmbeddedPostgres postgres) {
    String port = Integer.toString(postgres.port());
    return Map.of(
        "PG_HOST", postgres.host(),
        "PG_PORT", port,
        "PG_NAME", postgres.database(),
        "PG_USER", postgres.appRole(),
        "PG_PASS", postgres.appPassword(),
        "DB_HOST", postgres.host(),
        "DB_PORT", port,
        "DB_NAME", postgres.database(),
        "DB_USER", postgres.owner(),
        "DB_PASSWORD", postgres.ownerPassword());
  }

  private SeedResult seed(Config config) {
    LocalDate today = LocalDate.now(PlatformConfig.from(config.get("platform")).zone());
    SeedOptions options =
        new SeedOptions(
            count,
            COUNT,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            today,
            config.get("platform.currency").asString().orElse("RUB"),
            OptionalInt.empty(),
            SeedOptions.defaults(COUNT, today).workers(),
            Optional.empty());
    SeedResult result =
        Seeder.seed(DatabaseConfig.from(config.get("db")), options, new TableProgress(command));
    if (!result.salesOpen()) {
      command.say(
          "The data is of "
              + result.settings().asOf()
              + " and no course can be bought any more: "
              + "'edu-cli up --fresh' makes new data.");
    }
    return result;
  }

  private <T> T phase(String name, Supplier<T> work) {
    long start = System.nanoTime();
    command.progress().begin(name);
    T result = work.get();
    PhaseLine phase = new PhaseLine("phase", name, millisSince(start));
    phases.add(phase);
    if (command.json()) {
      command.printJson(phase);
    }
    return result;
  }

  private void announce(String address) {
    long elapsedMillis = millisSince(began);
    if (command.json()) {
      command.printJson(
          new ReadyLine("ready", address, elapsedMillis, Optional.of(dataDir.toString())));
      return;
    }
    PrintWriter out = command.out();
    out.printf(Locale.ROOT, "Ready: %s after %.1f s (", address, elapsedMillis / 1000.0);
    for (int i = 0; i < phases.size(); i++) {
      out.printf(
          Locale.ROOT,
          "%s%s %.1f s",
          i == 0 ? "" : ", ",
          phases.get(i).phase(),
          phases.get(i).elapsedMs() / 1000.0);
    }
    out.println(")");
    out.println();
    out.println("Try");
    out.println("  curl '" + address + "/v1/courses?limit=3'");
    out.println("  curl " + address + "/v1/courses/1");
    out.println("  curl '" + address + "/v1/reports/top-courses?limit=5'");
    out.println("or open " + address + "/docs");
    out.println();
    out.println("Sign in");
    out.println(
        seed
            ? "  curl "
                + address
                + "/v1/auth/tokens --json '{\"email\": \""
                + DemoAccounts.student()
                + "\", \"password\": \""
                + DemoAccounts.PASSWORD
                + "\"}'"
            : "  There is no account yet: POST " + address + "/v1/users makes one.");
    if (seed) {
      out.println("  Other roles: " + String.join(", ", DemoAccounts.emails()));
    }
    out.println();
    out.println("Ctrl-C stops everything. The data stays in " + dataDir);
    out.flush();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** Counts tables. */
  private record TableProgress(BaseCommand command) implements SeedProgress {
    @Override
    public void planned(int tables) {
      if (tables > 0) {
        command.progress().begin("tables", tables, "");
      }
    }

    @Override
    public void finished(SeedResult.Table table) {
      command.progress().advance(1);
    }
  }
}

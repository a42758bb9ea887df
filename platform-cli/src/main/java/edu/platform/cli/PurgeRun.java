package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.json.PurgeResult;
import edu.platform.core.PlatformTime;
import edu.platform.core.audit.Retention;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.core.config.PlatformConfig;
import edu.platform.core.db.Database;
import io.helidon.config.Config;
import java.time.Clock;
import java.util.List;

/** What {@code purge} does. */
final class PurgeRun {

  private PurgeRun() {}

  static List<PurgeResult.Table> purge(Settings settings, boolean dryRun) {
    Config config = settings.config();
    PlatformTime time =
        new PlatformTime(Clock.systemUTC(), PlatformConfig.from(config.get("platform")).zone());
    try (Database database = Database.open(DatabaseConfig.from(config.get("db")))) {
      Retention retention = new Retention(database, time);
      List<Retention.Purged> purged = dryRun ? retention.due() : retention.purge();
      return purged.stream()
          .map(table -> new PurgeResult.Table(table.table(), table.rows()))
          .toList();
    }
  }
}

package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.migrations.Migrations;
import io.helidon.config.Config;

/** Gives commands the migrations of the database that {@code DB_*} names. */
final class SchemaAccess {

  private SchemaAccess() {}

  static Migrations migrations(Settings settings) {
    Config config = settings.config();
    DatabaseConfig database = DatabaseConfig.from(config.get("db"));
    String appRole = DatabaseConfig.from(config.get("pg")).user();
    return new Migrations(jdbcUrl(database), database.user(), database.password(), appRole);
  }

  /** Without a limit for statements: an index on a large table takes its time. */
  private static String jdbcUrl(DatabaseConfig database) {
    return database.jdbcUrl()
        + "?ApplicationName=edu-cli&tcpKeepAlive=true&connectTimeout="
        + Math.max(1, database.connectTimeout().toSeconds());
  }
}

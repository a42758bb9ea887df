package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpSettingsTest {

  @Test
  void settingsOfOtherDatabasesAreIgnoredAndNamedInOneLine() {
    UpSettings up =
        up(
            Map.of(
                "DB_HOST", "haproxy",
                "JWT_KEYS_DIR", "/keys",
                "PGHOST", "haproxy",
                "PG_POOL_MAX", "many",
                "REDIS_HOST", "redis",
                "SEED_COUNT", "100000",
                "MIGRATION_VERSION", "3",
                "LOG_LEVEL", "debug"));
    List<String> said = new ArrayList<>();

    up.announceIgnored(said::add);

    assertThat(said)
        .containsExactly(
            "up is self-contained and ignores DB_HOST, JWT_KEYS_DIR, MIGRATION_VERSION, PGHOST,"
                + " PG_POOL_MAX, REDIS_HOST, SEED_COUNT; 'edu-cli serve' uses them.");
    assertThat(up.settings().get("LOG_LEVEL")).contains("debug");
    assertThat(up.settings().config().get("redis.host").exists()).isFalse();
  }

  @Test
  void nothingIsSaidWhenNothingIsIgnored() {
    List<String> said = new ArrayList<>();

    up(Map.of("HTTP_PORT", "8090")).announceIgnored(said::add);

    assertThat(said).isEmpty();
  }

  @Test
  void whatATrialOnOnesOwnMachineWantsIsImplied() {
    Settings settings = up(Map.of("APP_ENV", "prod")).settings();

    assertThat(settings.get("APP_ENV")).contains("dev");
    assertThat(settings.get("LEGACY_USER_ROUTE_ENABLED")).contains("true");
    assertThat(settings.get("HTTP_HOST")).contains("127.0.0.1");
    assertThat(settings.get("HTTP_PORT")).isEmpty();
  }

  @Test
  void whatTheUserSaysIsKept() {
    Settings settings =
        UpSettings.of(
                settings(
                    Map.of(
                        "HTTP_PORT", "8090",
                        "HTTP_HOST", "0.0.0.0",
                        "LEGACY_USER_ROUTE_ENABLED", "false")),
                Optional.of(8091))
            .settings();

    assertThat(settings.get("HTTP_PORT")).contains("8091");
    assertThat(settings.get("HTTP_HOST")).contains("0.0.0.0");
    assertThat(settings.get("LEGACY_USER_ROUTE_ENABLED")).contains("false");
  }

  @Test
  void dataIsKeptWhereDesktopProgramsKeepIt() {
    assertThat(up(Map.of("HOME", "/home/x")).defaultDataDir())
        .isEqualTo(Path.of("/home/x/.local/share/edu-platform"));
    assertThat(up(Map.of("HOME", "/home/x", "XDG_DATA_HOME", "/data")).defaultDataDir())
        .isEqualTo(Path.of("/data/edu-platform"));
    assertThat(up(Map.of("HOME", "/home/x", "XDG_DATA_HOME", "data")).defaultDataDir())
        .as("a relative path is to be ignored")
        .isEqualTo(Path.of("/home/x/.local/share/edu-platform"));
  }

  private static UpSettings up(Map<String, String> environment) {
    return UpSettings.of(settings(environment), Optional.empty());
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.load(environment, Optional.empty());
  }
}

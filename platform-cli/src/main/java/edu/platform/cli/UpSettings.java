package edu.platform.cli;

import edu.platform.cli.config.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The settings of {@code up}: those of others' databases are left out, so that an env file made for
 * the stack does no harm, and what a trial on one's own machine wants is implied.
 *
 * @param settings without those of other databases
 * @param ignored the variables that were left out
 */
record UpSettings(Settings settings, List<String> ignored) {

  private static final Map<String, String> BY_DEFAULT =
      Map.of(
          "HTTP_HOST", "127.0.0.1",
          "ACCESS_LOG", "off",
          "LEGACY_USER_ROUTE_ENABLED", "true");

  static UpSettings of(Settings settings, Optional<Integer> port) {
    Map<String, String> implied = new HashMap<>(BY_DEFAULT);
    implied.keySet().removeIf(name -> settings.get(name).isPresent());
    implied.put("APP_ENV", "dev");
    port.ifPresent(number -> implied.put("HTTP_PORT", number.toString()));
    return new UpSettings(
        settings.without(UpSettings::isIgnored).with(implied),
        settings.names(UpSettings::isIgnored));
  }

  void announceIgnored(Consumer<String> say) {
    if (!ignored.isEmpty()) {
      say.accept(
          "up is self-contained and ignores "
              + String.join(", ", ignored)
              + "; 'edu-cli serve' uses them.");
    }
  }

  /** Where desktop programs keep data of their user. */
  Path defaultDataDir() {
    Path dataHome =
        settings
            .get("XDG_DATA_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute) // others are to be ignored, says the XDG specification
            .orElseGet(() -> home().resolve(".local").resolve("share"));
    return dataHome.resolve("edu-platform");
  }

  private Path home() {
    return Path.of(settings.get("HOME").orElseGet(() -> System.getProperty("user.home")));
  }

  private static boolean isIgnored(String name) {
    return name.startsWith("DB_")
        || name.startsWith("PG")
        || name.startsWith("REDIS_")
        || name.equals("JWT_KEYS_DIR")
        || name.equals("SEED_COUNT")
        || name.equals("MIGRATION_VERSION");
  }
}

package edu.platform.cli.config;

import edu.platform.cli.config.Variable.Secret;
import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the environment and an env file say, the environment first. An empty value is as good as
 * none, but an empty one in the environment hides the file's.
 */
public final class Settings {

  /** The env file that is read when there is one and none was named. */
  public static final Path DEFAULT_FILE = Path.of(".env");

  private static final String ENVIRONMENT = "environment";

  private final Map<String, Value> values;

  private Settings(Map<String, Value> values) {
    this.values = Map.copyOf(values);
  }

  private record Value(String text, String origin) {}

  /**
   * Read the settings.
   *
   * @param environment of the process
   * @param envFile named by the user: it must exist; empty: {@code .env}, if there is one
   * @return the merged settings
   * @throws PlatformException {@code INVALID_CONFIGURATION} if the file is missing or malformed
   */
  public static Settings load(Map<String, String> environment, Optional<Path> envFile) {
    Map<String, Value> values = new HashMap<>();
    if (envFile.isPresent() || Files.exists(DEFAULT_FILE)) {
      Path file = envFile.orElse(DEFAULT_FILE);
      for (EnvFile.Entry entry : EnvFile.read(file)) {
        values.put(entry.name(), new Value(entry.value(), file + " line " + entry.line()));
      }
    }
    environment.forEach((name, text) -> values.put(name, new Value(text, ENVIRONMENT)));
    values.values().removeIf(value -> value.text().isBlank());
    return new Settings(values);
  }

  /**
   * Return the value of a variable.
   *
   * @param name such as {@code SEED_COUNT}
   * @return its value, unless it is not set or empty
   */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::text);
  }

  /**
   * Return where a variable that is set was found.
   *
   * @param name such as {@code SEED_COUNT}
   * @return {@code environment}, or the file with its line
   */
  public Optional<String> origin(String name) {
    return Optional.ofNullable(values.get(name)).map(Value::origin);
  }

  /**
   * Return the names that are set.
   *
   * @param wanted which names to look for
   * @return the names, sorted
   */
  public List<String> names(Predicate<String> wanted) {
    return values.keySet().stream().filter(wanted).sorted().toList();
  }

  /**
   * Return these settings without some variables, as if they were not set.
   *
   * @param dropped which names to leave out
   * @return the rest
   */
  public Settings without(Predicate<String> dropped) {
    Map<String, Value> rest = new HashMap<>(values);
    rest.keySet().removeIf(dropped);
    return new Settings(rest);
  }

  /**
   * Return these settings with some variables set by the program.
   *
   * @param set names and values that win over what is set
   * @return both
   */
  public Settings with(Map<String, String> set) {
    Map<String, Value> all = new HashMap<>(values);
    set.forEach((name, text) -> all.put(name, new Value(text, "edu-cli")));
    return new Settings(all);
  }

  /**
   * Return the settings as the components read them: {@code PG_POOL_MAX} under {@code pg.pool.max}.
   *
   * @return the configuration, which reads nothing else
   * @throws PlatformException {@code INVALID_CONFIGURATION} if a value is malformed or out of
   *     range; the message has all of them with variable, value and origin
   */
  public Config config() {
    Map<String, String> keys = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (Variable variable : Variables.ALL) {
      Value value = values.get(variable.name());
      if (value != null) {
        keys.put(variable.key(), value.text().strip());
        variable
            .kind()
            .refuse(value.text().strip())
            .ifPresent(expected -> faults.add(fault(variable, value, expected)));
      }
    }
    if (!faults.isEmpty()) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, String.join("; ", faults));
    }
    return Config.builder()
        .disableEnvironmentVariablesSource()
        .disableSystemPropertiesSource()
        .sources(ConfigSources.create(keys))
        .build();
  }

  private static String fault(Variable variable, Value value, String expected) {
    String found = variable.kind() instanceof Secret ? "" : ", found '" + value.text() + "'";
    return variable.name() + " (" + value.origin() + "): expected " + expected + found;
  }
}

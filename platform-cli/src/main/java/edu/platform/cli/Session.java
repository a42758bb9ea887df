package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What one run of edu-cli works with: its streams and, read when first asked for, its settings. */
final class Session {

  private static final String ENV_FILE_OPTION = "--env-file";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Optional<Path> envFile;
  private Settings settings;
  private boolean worked;

  /**
   * Make a session.
   *
   * @param args the command line: {@code --env-file} is looked up before it is parsed, because the
   *     file holds defaults of the other options
   */
  Session(
      PrintWriter out,
      PrintWriter err,
      Terminal terminal,
      Map<String, String> environment,
      String... args) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.environment = environment;
    this.envFile =
        envFileIn(args)
            .or(() -> Optional.ofNullable(environment.get("EDU_ENV_FILE")))
            .filter(name -> !name.isBlank())
            .map(Path::of);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  Terminal terminal() {
    return terminal;
  }

  /**
   * Return the settings.
   *
   * @throws edu.platform.core.PlatformException {@code INVALID_CONFIGURATION} if the env file is
   *     missing or malformed
   */
  Settings settings() {
    if (settings == null) {
      settings = Settings.load(environment, envFile);
    }
    return settings;
  }

  /** A command begins its work. */
  void workBegins() {
    worked = true;
  }

  /** Whether a command has begun, rather than only help been shown. */
  boolean hasWorked() {
    return worked;
  }

  private static Optional<String> envFileIn(String... args) {
    String found = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(ENV_FILE_OPTION) && i + 1 < args.length) {
        found = args[i + 1];
      } else if (args[i].startsWith(ENV_FILE_OPTION + "=")) {
        found = args[i].substring(ENV_FILE_OPTION.length() + 1);
      }
    }
    return Optional.ofNullable(found);
  }
}

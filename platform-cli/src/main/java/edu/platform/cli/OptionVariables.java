package edu.platform.cli;

import static java.util.stream.Collectors.joining;

import edu.platform.core.PlatformException;
import java.lang.reflect.Member;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every option a variable: an established name, or one derived from command and option. */
final class OptionVariables implements IDefaultValueProvider {

  private static final Map<String, String> ESTABLISHED =
      Map.of(
          "keys create --keys-dir", "JWT_KEYS_DIR",
          "keys list --keys-dir", "JWT_KEYS_DIR",
          "keys retire --keys-dir", "JWT_KEYS_DIR",
          "migrate --target", "MIGRATION_VERSION",
          "seed --migration-version", "MIGRATION_VERSION",
          "seed --count", "SEED_COUNT",
          "serve --port", "HTTP_PORT",
          "up --port", "HTTP_PORT");

  private final Session session;

  OptionVariables(Session session) {
    this.session = session;
  }

  /** The names that are not derived: users know them from the old project. */
  static Collection<String> established() {
    return ESTABLISHED.values();
  }

  /**
   * Return the variable that sets an option.
   *
   * @return its name; none for positional parameters and for help and version
   */
  static Optional<String> of(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return Optional.empty();
    }
    String command = commandPath(option.command());
    String established = ESTABLISHED.get(command + " " + option.longestName());
    return Optional.of(
        established != null
            ? established
            : Stream.of("edu", isCommon(option) ? "" : command, option.longestName())
                .flatMap(part -> Stream.of(part.split("[ -]+")))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toUpperCase(Locale.ROOT))
                .collect(joining("_")));
  }

  /**
   * Return the value of the option's variable.
   *
   * @return null if it is not set, as picocli wants it; also if the settings cannot be read, which
   *     {@link BaseCommand} then reports
   */
  @Override
  public String defaultValue(ArgSpec argument) {
    try {
      return of(argument).flatMap(session.settings()::get).orElse(null);
    } catch (PlatformException _) {
      return null;
    }
  }

  private static boolean isCommon(OptionSpec option) {
    return option.userObject() instanceof Member member
        && member.getDeclaringClass() == BaseCommand.class;
  }

  /** The command's name without the program's: {@code migrate info}. */
  private static String commandPath(CommandSpec command) {
    String name = command.qualifiedName(" ");
    return name.substring(name.indexOf(' ') + 1);
  }
}

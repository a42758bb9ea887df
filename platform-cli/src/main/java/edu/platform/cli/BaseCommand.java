package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.cli.config.Variables;
import edu.platform.cli.json.JsonLines;
import edu.platform.cli.logging.Logging;
import edu.platform.cli.terminal.Progress;
import edu.platform.cli.terminal.ProgressMode;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What all commands share: common options, settings, writers and progress.
 *
 * <p>Fields and signatures of a command name no type of a heavy library: picocli's reflection would
 * load it even for {@code --help}.
 */
abstract class BaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print one JSON document on standard output and nothing else.")
  private boolean json;

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "How to show progress on standard error: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ProgressMode progressMode;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description =
          "File with settings, NAME=value or NAME: value a line; the environment goes before it"
              + " (.env, if there is one).")
  Path envFile; // looked up by Session before the command line is parsed

  @Option(
      names = "--stacktrace",
      fallbackValue = "true",
      description = "Print the stack trace of a failure.")
  private boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help; // read by picocli

  private Progress progress;

  /**
   * Do the work.
   *
   * @return one of {@link ExitCode}
   * @throws Exception any failure: {@link Failures} says what it means to the user
   */
  abstract int execute() throws Exception;

  /** Prepares the log, does the work and leaves a clean line behind. */
  @Override
  public final Integer call() throws Exception {
    session().workBegins();
    announceIgnored(settings());
    Logging.configure(
        logLevel(),
        settings().get("APP_NAME").orElse("platform-backend"),
        err(),
        session().terminal().stderr());
    try (Progress shown = new Progress(err(), progressMode, session().terminal())) {
      progress = shown;
      int exitCode = execute();
      shown.finish();
      return exitCode;
    }
  }

  /** The log level when {@code LOG_LEVEL} is not set. */
  String defaultLogLevel() {
    return "warn";
  }

  /** Where results go. */
  final PrintWriter out() {
    return session().out();
  }

  /** Where messages, progress and the log go. */
  final PrintWriter err() {
    return session().err();
  }

  /** Whether the result is wanted as JSON. */
  final boolean json() {
    return given(command -> command.json);
  }

  /** Whether the user wants to see a failure's stack trace. */
  final boolean stacktrace() {
    return given(command -> command.stacktrace);
  }

  /** The environment and the env file. */
  final Settings settings() {
    return session().settings();
  }

  /** Shows how far the command is. */
  final Progress progress() {
    return progress;
  }

  /** The command's specification, for usage errors of its own. */
  final CommandSpec spec() {
    return spec;
  }

  final Session session() {
    return ((EduCli) spec.root().userObject()).session();
  }

  /**
   * Print a result as JSON, on a line of its own.
   *
   * @param document a record of the package {@code edu.platform.cli.json}
   */
  final void printJson(Object document) {
    out().println(JsonLines.line(document));
    out().flush();
  }

  /** Print a message for people on standard error. */
  final void say(String message) {
    err().println(message);
    err().flush();
  }

  /**
   * Ask the user.
   *
   * @param question that yes or no answers
   * @return whether the answer was yes; never when there is no terminal to ask at
   */
  final boolean confirmed(String question) {
    if (!session().terminal().stderr()) {
      return false;
    }
    err().print(question + " [y/N] ");
    err().flush();
    Scanner answer = new Scanner(System.in, Charset.defaultCharset());
    return answer.hasNextLine()
        && answer.nextLine().strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  /** Options of a group command hold for its subcommands: {@code migrate --json info}. */
  private boolean given(Predicate<BaseCommand> option) {
    for (CommandSpec at = spec; at != null; at = at.parent()) {
      if (at.userObject() instanceof BaseCommand command && option.test(command)) {
        return true;
      }
    }
    return false;
  }

  private String logLevel() {
    return settings().get("LOG_LEVEL").orElse(defaultLogLevel()).strip().toLowerCase(Locale.ROOT);
  }

  private void announceIgnored(Settings settings) {
    for (String name : settings.names(Variables.IGNORED::containsKey)) {
      say(
          name
              + " ("
              + settings.origin(name).orElseThrow()
              + ") is ignored: "
              + Variables.IGNORED.get(name)
              + ".");
    }
  }
}

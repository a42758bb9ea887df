package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.core.PlatformException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where failures become exit codes and messages: a line with what was tried and
 * found, and a line with what to do next.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  /** A failure in the user's terms. */
  private record Explained(int exitCode, String message, String hint) {}

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    boolean stacktrace = command.getCommand() instanceof BaseCommand base && base.stacktrace();
    return report(failure, command.getCommandSpec().qualifiedName(), stacktrace);
  }

  /**
   * Print a failure.
   *
   * @param failure what was thrown
   * @param command the command's full name
   * @param stacktrace whether to print the stack trace too
   * @return the exit code
   */
  int report(Throwable failure, String command, boolean stacktrace) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Explained explained = explain(failure, command);
    PrintWriter err = session.err();
    err.println(command + ": " + explained.message());
    if (!explained.hint().isEmpty()) {
      err.println(explained.hint());
    }
    if (stacktrace) {
      failure.printStackTrace(err);
    }
    err.flush();
    return explained.exitCode();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = session.err();
    err.println(name + ": " + message(failure));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println("Try '" + name + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  /** Adds where a bad value comes from, when it is not on the command line. */
  private String message(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !failure.getCommandLine().getSubcommands().isEmpty()) {
      return "there is no command '" + unmatched.getUnmatched().getFirst() + "'";
    }
    return Optional.ofNullable(failure.getArgSpec())
        .flatMap(argument -> origin(argument, failure.getValue()))
        .map(origin -> failure.getMessage() + " (" + origin + ")")
        .orElse(failure.getMessage());
  }

  private Optional<String> origin(ArgSpec argument, String value) {
    Settings settings;
    try {
      settings = session.settings();
    } catch (PlatformException _) {
      return Optional.empty(); // no values came from it
    }
    return OptionVariables.of(argument)
        .filter(variable -> settings.get(variable).filter(value::equals).isPresent())
        .map(variable -> variable + ", " + settings.origin(variable).orElseThrow());
  }

  private static Explained explain(Throwable failure, String command) {
    return switch (failure) {
      case CliException known -> new Explained(known.exitCode(), known.getMessage(), known.hint());
      case PlatformException known -> explain(known, command);
      case InterruptedException _ ->
          new Explained(ExitCode.INTERRUPTED, "interrupted", "Run it again to go on.");
      default ->
          new Explained(
              ExitCode.INTERNAL,
              "internal error: " + failure,
              "Run it again with --stacktrace and report what it prints.");
    };
  }

  private static Explained explain(PlatformException failure, String command) {
    return switch (failure.code().kind()) {
      case USER ->
          new Explained(ExitCode.USAGE, failure.getMessage(), "Try '" + command + " --help'.");
      case UNAVAILABLE ->
          new Explained(
              ExitCode.UNAVAILABLE,
              failure.getMessage(),
              "Check that it runs and that the settings point to it, then try again.");
      case INTERNAL ->
          new Explained(
              ExitCode.INTERNAL,
              failure.getMessage(),
              "Run it again with --stacktrace and report what it prints.");
    };
  }
}

package edu.platform.cli;

import edu.platform.cli.config.Settings;
import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.migrations.MigrationException;
import edu.platform.postgres.EmbeddedPostgresException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.util.List;
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

  private static final String OUTSIDE_OF_THE_STACK =
      "The name haproxy exists inside the Compose stack only: from outside set DB_HOST=127.0.0.1"
          + " (PG_HOST=127.0.0.1 for serve).";

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
    Explained explained =
        switch (failure) {
          case CliException known ->
              new Explained(known.exitCode(), known.getMessage(), known.hint());
          case PlatformException known ->
              explained(exitCode(known.code().kind()), known.getMessage(), command);
          case MigrationException known ->
              explained(exitCode(known.kind()), known.getMessage(), command);
          case EmbeddedPostgresException known ->
              explained(ExitCode.UNAVAILABLE, known.getMessage(), command);
          case InterruptedException _ ->
              new Explained(ExitCode.INTERRUPTED, "interrupted", "Run it again to go on.");
          default -> explained(ExitCode.INTERNAL, "internal error: " + failure, command);
        };
    return isOutsideOfTheStack(failure)
        ? new Explained(explained.exitCode(), explained.message(), OUTSIDE_OF_THE_STACK)
        : explained;
  }

  /** Takes the hint from the message's second line, if it has one. */
  private static Explained explained(int exitCode, String message, String command) {
    List<String> lines = message.lines().toList();
    String hint =
        switch (exitCode) {
          case ExitCode.USAGE -> "Try '" + command + " --help'.";
          case ExitCode.UNAVAILABLE ->
              "Check that it runs and that the settings point to it, then try again.";
          default -> "Run it again with --stacktrace and report what it prints.";
        };
    return lines.size() > 1
        ? new Explained(
            exitCode, lines.getFirst(), String.join(" ", lines.subList(1, lines.size())))
        : new Explained(exitCode, message, hint);
  }

  private static int exitCode(ErrorCode.Kind kind) {
    return switch (kind) {
      case USER -> ExitCode.USAGE;
      case UNAVAILABLE -> ExitCode.UNAVAILABLE;
      case INTERNAL -> ExitCode.INTERNAL;
    };
  }

  private static int exitCode(MigrationException.Kind kind) {
    return switch (kind) {
      case BAD_TARGET -> ExitCode.USAGE;
      case UNREACHABLE, ACCESS_REFUSED, BUSY, NEWER_SCHEMA, UNKNOWN_SCHEMA -> ExitCode.UNAVAILABLE;
      case CHECKSUM_MISMATCH -> ExitCode.CHECK_FAILED;
      case FAILED_MIGRATION, INTERNAL -> ExitCode.INTERNAL;
    };
  }

  private static boolean isOutsideOfTheStack(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException unknown
          && String.valueOf(unknown.getMessage()).startsWith("haproxy")) {
        return true;
      }
    }
    return false;
  }
}

package edu.platform.cli;

import edu.platform.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** edu-cli: runs, migrates, seeds and measures the education platform. */
@Command(
    name = "edu-cli",
    description = "Runs, migrates, seeds and measures the education platform.",
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      ServeCommand.class,
      MigrateCommand.class,
      SeedCommand.class,
      KeysCommand.class,
      PurgeCommand.class,
      BenchCommand.class,
      FailoverCheckCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  edu-cli up                   the whole platform on this machine, with data to try",
      "  edu-cli serve                the API on the database PG_* and the cache REDIS_*",
      "  edu-cli migrate              bring the database DB_* to the latest schema",
      "  edu-cli seed --count 1000    fill it with believable data",
      "  edu-cli keys create          make a key that signs access tokens",
      "  edu-cli purge                delete what has been kept long enough",
      "  edu-cli bench                measure how a platform answers under load",
      "  edu-cli failover-check       how the Patroni cluster is",
      "  edu-cli completion bash      completion for your shell",
      "  edu-cli COMMAND --help       what a command does, its options and their variables",
      "",
      "Exit codes: 0 done, 1 a check failed, 2 usage, 3 something needed is unavailable, 4"
          + " internal."
    })
public final class EduCli implements Runnable {

  private final Session session;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help; // read by picocli

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of edu-cli and Java and exit.")
  boolean version; // read by picocli

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  EduCli(Session session) {
    this.session = session;
  }

  /**
   * Run edu-cli and end the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // The same on every machine (design section 4): libraries fall back on the user's language and
    // zone.
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Map<String, String> environment = System.getenv();
    Session session = new Session(out, err, Terminal.detect(environment), environment, args);
    int exitCode = run(session, args);
    out.flush();
    err.flush();
    if (!session.hasWorked()) {
      // Only help or a usage error was printed: exit() would start the JDK's log for nothing.
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  /**
   * Run edu-cli.
   *
   * @param out standard output
   * @param err standard error
   * @param env the environment
   * @param args the command line
   * @return the exit code: 0 done, 1 a check failed, 2 usage, 3 unavailable, 4 internal
   */
  public static int run(PrintWriter out, PrintWriter err, Map<String, String> env, String... args) {
    int exitCode = run(new Session(out, err, Terminal.NONE, env, args), args);
    out.flush();
    err.flush();
    return exitCode;
  }

  private static int run(Session session, String... args) {
    try {
      return commandLine(session).execute(args);
    } catch (Error failure) { // the stack, the heap, or a class is missing
      return new Failures(session).report(failure, "edu-cli", true);
    }
  }

  /** The command line with all commands, which tests walk through. */
  static CommandLine commandLine(Session session) {
    return configured(new CommandLine(new EduCli(session)), session);
  }

  /** Gives a command line, with the commands it has by now, all that is common to them. */
  static CommandLine configured(CommandLine commands, Session session) {
    Failures failures = new Failures(session);
    Terminal terminal = session.terminal();
    return commands
        .setOut(session.out())
        .setErr(session.err())
        .setColorScheme(
            Help.defaultColorScheme(terminal.stdout() && terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setHelpFactory(OptionHelp::new)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(new OptionVariables(session))
        .registerConverter(Duration.class, new DurationConverter())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    spec.commandLine().usage(session.out());
  }

  Session session() {
    return session;
  }
}

package edu.platform.cli;

import edu.platform.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What a run of edu-cli left behind. */
record CliRun(int exitCode, String out, String err) {

  /** Runs edu-cli as its main method does, with captured streams. */
  static CliRun of(Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = EduCli.run(new PrintWriter(out), new PrintWriter(err), environment, args);
    return new CliRun(exitCode, out.toString(), err.toString());
  }

  /** Runs edu-cli with one more command, {@code probe}. */
  static CliRun withProbe(BaseCommand probe, Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Session session =
        new Session(
            new PrintWriter(out), new PrintWriter(err, true), Terminal.NONE, environment, args);
    CommandLine commands = new CommandLine(new EduCli(session)).addSubcommand("probe", probe);
    int exitCode = EduCli.configured(commands, session).execute(args);
    return new CliRun(exitCode, out.toString(), err.toString());
  }
}

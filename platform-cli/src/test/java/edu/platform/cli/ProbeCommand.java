package edu.platform.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command for tests: options of several types, and work that the test decides. */
@Command(name = "probe", description = "For tests.")
final class ProbeCommand extends BaseCommand {

  @Option(names = "--row-count", defaultValue = "7")
  int rowCount;

  @Option(names = "--wait", defaultValue = "1s")
  Duration wait;

  @Option(names = "--flag", fallbackValue = "true")
  boolean flag;

  private final Callable<Integer> work;

  ProbeCommand() {
    this(() -> ExitCode.DONE);
  }

  ProbeCommand(Callable<Integer> work) {
    this.work = work;
  }

  @Override
  int execute() throws Exception {
    return work.call();
  }
}

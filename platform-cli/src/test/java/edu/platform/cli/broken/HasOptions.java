package edu.platform.cli.broken;

import picocli.CommandLine.Option;

/** A command's option outside the package of commands. */
final class HasOptions {
  @Option(names = "--broken")
  boolean broken;
}

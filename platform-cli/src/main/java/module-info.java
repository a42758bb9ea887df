/** edu-cli: the command that runs, migrates, seeds and measures the platform. */
module edu.platform.cli {
  requires edu.platform.core;
  requires edu.platform.migrations;
  requires edu.platform.postgres;
  requires edu.platform.web;
  requires info.picocli;
  requires io.avaje.jsonb;
  requires net.datafaker;
  requires HdrHistogram; // automatic: it has no descriptor
}

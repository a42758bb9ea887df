/** edu-cli: the command that runs, migrates, seeds and measures the platform. */
module edu.platform.cli {
  requires edu.platform.core;
  requires edu.platform.migrations;
  requires edu.platform.postgres;
  requires edu.platform.web;
  requires info.picocli;
  requires io.avaje.jsonb;
  requires java.logging; // what is logged through System.Logger ends here
  requires java.management; // CPU time of the load generator's threads
  requires jdk.unsupported; // sun.misc.Signal: a second Ctrl-C ends at once
  requires net.datafaker;
  requires HdrHistogram; // automatic: it has no descriptor

  opens edu.platform.cli to
      info.picocli; // the commands' options are fields; nothing else is opened

  provides io.avaje.jsonb.spi.JsonbExtension with
      edu.platform.cli.json.jsonb.GeneratedJsonComponent;
}

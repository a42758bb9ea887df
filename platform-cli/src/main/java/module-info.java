/** edu-cli: the command that runs, migrates, seeds and measures the platform. */
module edu.platform.cli {
  requires com.networknt.schema; // scenario files of bench
  requires edu.platform.core;
  requires edu.platform.migrations;
  requires edu.platform.postgres;
  requires edu.platform.web;
  requires info.picocli;
  requires io.avaje.jsonb;
  requires io.helidon.http; // figures of a running bench, with the next
  requires io.helidon.webserver;
  requires io.netty.buffer; // HTTP/2 of bench, with the next three
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.transport;
  requires java.logging; // what is logged through System.Logger ends here
  requires java.net.http;
  requires java.sql; // drills connect to each member, which no pool can do
  requires java.management; // CPU time of the load generator's threads
  requires jdk.unsupported; // sun.misc.Signal: a second Ctrl-C ends at once
  requires net.datafaker;
  requires org.yaml.snakeyaml;
  requires tools.jackson.databind; // the tree that the schema's validator reads
  requires HdrHistogram; // automatic: it has no descriptor
  requires org.postgresql.jdbc; // found by java.sql, and named so that it is always there

  opens edu.platform.cli to
      info.picocli; // the commands' options are fields; nothing else is opened

  provides io.avaje.jsonb.spi.JsonbExtension with
      edu.platform.cli.json.jsonb.GeneratedJsonComponent;
}

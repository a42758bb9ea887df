/** The REST API of the platform: routes, OpenAPI, metrics and health. */
module edu.platform.web {
  requires transitive edu.platform.core; // Platform appears in ApiServer.start
  requires io.avaje.jsonb;
  requires io.helidon.http;
  requires io.helidon.metrics.api;
  requires io.helidon.webserver;
  requires io.helidon.webserver.staticcontent;
}

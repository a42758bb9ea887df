/** The REST API of the platform: routes, OpenAPI, metrics and health. */
module edu.platform.web {
  requires transitive edu.platform.core; // Platform appears in ApiServer.start
  requires io.avaje.jsonb;
  requires io.helidon.http;
  requires io.helidon.metrics.api;
  requires io.helidon.webserver;
  requires jdk.management; // processor time of the process
  requires tools.jackson.core; // reads the bodies of requests, strictly
  requires org.yaml.snakeyaml; // OpenAPI is written as YAML and served as JSON

  uses io.helidon.metrics.spi.MeterRegistryFormatterProvider;

  provides io.avaje.jsonb.spi.JsonbExtension with
      edu.platform.web.jsonb.GeneratedJsonComponent,
      edu.platform.web.purchases.PurchasesJsonComponent;

  exports edu.platform.web;
}

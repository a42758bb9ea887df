/** The schema of the platform, version by version, and the runner that applies it. */
module edu.platform.migrations {
  requires transitive java.sql; // Connection appears in SchemaHistory
  requires java.logging; // what Flyway logs is turned down
  requires flyway.core;
  requires tools.jackson.databind; // Flyway is an automatic module and cannot say that it needs it

  exports edu.platform.migrations;
}

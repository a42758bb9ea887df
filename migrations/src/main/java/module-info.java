/** The schema of the platform, version by version, and the runner that applies it. */
module edu.platform.migrations {
  requires transitive java.sql; // DataSource and Connection appear in signatures
  requires flyway.core;
  requires tools.jackson.databind; // Flyway is an automatic module and cannot say that it needs it
}

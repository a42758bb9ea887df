/**
 * A PostgreSQL server that is started by, and lives and dies with, one JVM: what {@code edu-cli up}
 * and the integration tests run on. Needs nothing but the JDK and an unpacked PostgreSQL.
 */
module edu.platform.postgres {
  requires jdk.security.auth; // the user's number: PostgreSQL refuses to run as root

  exports edu.platform.postgres;
}

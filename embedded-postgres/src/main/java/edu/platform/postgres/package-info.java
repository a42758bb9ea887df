/**
 * The embedded server: making, starting, watching and stopping one local PostgreSQL. {@link
 * edu.platform.postgres.EmbeddedPostgres} is the way in; {@code edu-cli up} and integration tests
 * call it. It knows roles and a database, and nothing of the tables in it.
 */
package edu.platform.postgres;

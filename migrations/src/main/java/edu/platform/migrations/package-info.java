/**
 * The schema: its versions are the files {@code META-INF/migrations/V*.sql} of this module, and
 * {@link edu.platform.migrations.Migrations} brings a database to one of them. {@link
 * edu.platform.migrations.SchemaHistory} tells which one a database has, without loading what
 * applies them. Called by the command line and by tests; owns the table {@code
 * flyway_schema_history}.
 */
package edu.platform.migrations;
